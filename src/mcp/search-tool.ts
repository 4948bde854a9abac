import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { countSearch } from '../http/response/count-search.js';
import { LONGEST_CURSOR } from '../http/response/cursor.js';
import { LONGEST_QUERY, runSearch } from '../http/response/run-search.js';
import { absolute } from '../http/response/addresses.js';
import { plainMarkdown } from '../content/markdown/to-markdown.js';
import { presentSearch } from '../presenters/present-search.js';
import { SEARCH_RESULT, type SEARCH_HIT, type Wire } from '../presenters/schemas.js';
import { articleLink } from './article-uri.js';
import { askedLocale, LOCALE } from './arguments.js';
import { describeProvenance } from './describe-provenance.js';
import type { McpDeps } from './mcp-deps.js';
import { READ_ONLY } from './read-only.js';
import { runTool } from './run-tool.js';

const INPUT = z.strictObject({
  query: z
    .string()
    .max(LONGEST_QUERY)
    .describe('Words, a question, an error message or log line, or an article number; in any language.'),
  locale: LOCALE,
  product: z.string().max(200).optional().describe('Only articles about this product, by its exact name.'),
  limit: z.number().int().min(1).max(20).default(5).describe('Articles at most.'),
  cursor: z.string().max(LONGEST_CURSOR).optional().describe('`next` of the answer before, for more.'),
});

/** Offer `search_articles`. */
export function registerSearchTool(server: McpServer, deps: McpDeps): void {
  server.registerTool(
    'search_articles',
    {
      title: 'Search the knowledge base',
      description:
        'Find articles that answer a problem, in every language at once; titles come in the user’s language. Paste error messages as they are. Read what fits with get_article, or lead the user through it with start_walk.',
      inputSchema: INPUT,
      outputSchema: SEARCH_RESULT,
      annotations: READ_ONLY,
    },
    (input) => runTool(deps, () => searchArticles(deps, input)),
  );
}

async function searchArticles(
  deps: McpDeps,
  { query, locale: asked, product, limit, cursor }: z.infer<typeof INPUT>,
): Promise<CallToolResult> {
  const locale = askedLocale(deps, asked);
  const found = await runSearch(deps, { text: query, locale, product, limit, cursor });
  // A chatbot's users come from its one address.
  countSearch(deps, found, undefined);
  const result = presentSearch(found, { locale, site: deps.site(), sourceLocale: deps.library.sourceLocale });
  return {
    content: [
      { type: 'text', text: writeResult(result, deps) },
      ...result.items.map((hit) => articleLink(hit.servedLocale, hit.number, hit.title)),
    ],
    structuredContent: { ...result },
  };
}

function writeResult(result: Wire<typeof SEARCH_RESULT>, deps: McpDeps): string {
  const { items, total, isTotalCapped, suggestion, isSuggestionUsed, direct, nearestProducts, next } = result;
  const lines = items.length === 0 ? ['Nothing was found.'] : items.map((hit) => writeHit(hit, deps));
  if (direct !== null)
    lines.unshift(`The number asked for is ${direct.number}: ${plainMarkdown(direct.title)}.`);
  if (suggestion !== null)
    lines.push(isSuggestionUsed ? `Searched for “${suggestion}”.` : `Did you mean “${suggestion}”?`);
  if (items.length === 0 && nearestProducts.length > 0)
    lines.push(`Products with articles: ${nearestProducts.join(', ')}.`);
  if (next !== null)
    lines.push(
      `${items.length} of ${isTotalCapped ? 'more than ' : ''}${total}; call again with cursor for more.`,
    );
  return lines.join('\n\n');
}

function writeHit(hit: Wire<typeof SEARCH_HIT>, deps: McpDeps): string {
  const { number, title, href, servedLocale, isFallback, snippet, products, provenance } = hit;
  const notes = [
    isFallback ? `${servedLocale}, not in the language asked for` : servedLocale,
    describeProvenance(provenance, deps),
    ...(products.length > 0 ? [products.join(', ')] : []),
  ];
  return [
    `**${number}** ${plainMarkdown(title)}`,
    plainMarkdown(snippet),
    `(${notes.join('; ')}) <${absolute(deps.site(), href)}>`,
  ].join('\n');
}

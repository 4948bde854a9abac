import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { absolute } from '../http/response/addresses.js';
import { SUGGESTED_ARTICLES, SUGGESTION_REQUEST, suggestArticles } from '../presenters/suggest-articles.js';
import type { Wire } from '../presenters/schemas.js';
import { articleLink } from './article-uri.js';
import { askedLocale, LOCALE } from './arguments.js';
import type { McpDeps } from './mcp-deps.js';
import { READ_ONLY } from './read-only.js';
import { runTool } from './run-tool.js';

const INPUT = z.strictObject({
  text: SUGGESTION_REQUEST.shape.text.describe('What the customer wrote, with error messages and log lines.'),
  locale: LOCALE,
  customerLocale: SUGGESTION_REQUEST.shape.customerLocale.describe(
    'The customer’s language, as a BCP 47 tag.',
  ),
  product: SUGGESTION_REQUEST.shape.product.describe('Only articles about this product, by its exact name.'),
  limit: z.number().int().min(1).max(10).default(5).describe('Articles at most.'),
});

/** Offer `suggest_articles`. */
export function registerSuggestTool(server: McpServer, deps: McpDeps): void {
  server.registerTool(
    'suggest_articles',
    {
      title: 'Suggest articles for a ticket',
      description:
        'Give the whole text of a ticket or mail; get the articles that fit, the passage that matches, and the guided walk already answered as far as the text goes.',
      inputSchema: INPUT,
      outputSchema: SUGGESTED_ARTICLES,
      annotations: READ_ONLY,
    },
    (input) => runTool(deps, () => suggest(deps, input)),
  );
}

async function suggest(deps: McpDeps, input: z.infer<typeof INPUT>): Promise<CallToolResult> {
  const found = await suggestArticles(deps, input, askedLocale(deps, input.locale));
  return {
    content: [
      { type: 'text', text: writeSuggestions(found, deps) },
      ...found.items.map((item) => articleLink(item.servedLocale, item.number, item.title)),
    ],
    structuredContent: { ...found },
  };
}

function writeSuggestions({ items }: Wire<typeof SUGGESTED_ARTICLES>, deps: McpDeps): string {
  if (items.length === 0) return 'No article fits this text.';
  const site = deps.site();
  return items
    .map(({ number, title, snippet, walk }) => {
      const lines = [`**${number}: ${title}**`, snippet.replace(/\s+/g, ' ')];
      if (walk !== null && walk.answered > 0)
        lines.push(
          `The text answers ${walk.answered} of ${walk.total} questions of its walk: <${absolute(site, walk.href)}>`,
        );
      return lines.filter((line) => line !== '').join('\n');
    })
    .join('\n\n');
}

import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { LocaleTag } from '../article/article.js';
import { plainMarkdown } from '../content/markdown/to-markdown.js';
import { resolveReading } from '../http/request/article-parameter.js';
import { countSearch, LONGEST_QUERY, runSearch } from '../http/response/run-search.js';
import { LONGEST_CURSOR } from '../http/response/cursor.js';
import { presentPassages } from '../presenters/present-passage.js';
import { presentSearch } from '../presenters/present-search.js';
import { SUGGESTION_REQUEST, suggestArticles } from '../presenters/suggest-articles.js';
import type { SEARCH_HIT, Wire } from '../presenters/schemas.js';
import { likelyLocales } from '../search/query/query-language.js';
import { articleLink } from './article-resources.js';
import { clip, describeGrounding, describeProvenance, slimPassage, tokensOf } from './passages.js';
import { askedLocale, LOCALE, offerTool, type McpDeps } from './tool.js';

const LIMIT = z.number().int().min(1).max(10).default(5).describe('At most this many articles');
const PRODUCT = z
  .string()
  .max(200)
  .optional()
  .describe('Only articles about this product, by its exact name');
const SEARCH_INPUT = z.strictObject({
  query: z
    .string()
    .max(LONGEST_QUERY)
    .describe('Words, a question, an error message, a log line or an article number, in any language'),
  locale: LOCALE,
  product: PRODUCT,
  limit: LIMIT,
  cursor: z.string().max(LONGEST_CURSOR).optional().describe('`next` of the previous result'),
});
const SUGGEST_INPUT = z.strictObject({
  text: SUGGESTION_REQUEST.shape.text.describe('What the customer wrote, with error messages and log lines'),
  locale: LOCALE,
  customerLocale: SUGGESTION_REQUEST.shape.customerLocale.describe('The customer’s language'),
  product: PRODUCT,
  limit: LIMIT,
});

/** Most tokens of an answer, text and data together: passages are truncated to fit; `get_article` has them in full. */
const LONGEST_ANSWER = 1900;
const LONGEST_EXCERPT = 200;
const SHORTEST_EXCERPT = 30;

/** Register `search_articles` and `suggest_articles`. */
export function registerSearchTools(server: McpServer, deps: McpDeps): void {
  const output = '`items` with members of SearchHit; `passage` with those of Passage, its text shortened';
  offerTool(server, deps, {
    name: 'search_articles',
    title: 'Search the knowledge base',
    description:
      'Find articles about a problem in all languages at once, each with the best matching passage, in the user’s language if available. Paste error messages verbatim. Then use get_article, or start_walk to lead the user through it.',
    input: SEARCH_INPUT,
    output,
    run: (input) => searchArticles(deps, input),
  });
  offerTool(server, deps, {
    name: 'suggest_articles',
    title: 'Suggest articles for a ticket',
    description:
      'Pass the full text of a ticket or mail to get matching articles, their passages, and the guided walk answered as far as possible.',
    input: SUGGEST_INPUT,
    output,
    run: (input) => suggest(deps, input),
  });
}

async function searchArticles(
  deps: McpDeps,
  { query, locale: asked, product, limit, cursor }: z.infer<typeof SEARCH_INPUT>,
): Promise<CallToolResult> {
  const locale = userLocale(deps, asked, query);
  const found = await runSearch(deps, { text: query, locale, product, limit, cursor, unit: 'passage' });
  // All users of a chatbot share its address.
  countSearch(deps, found, undefined);
  const result = presentSearch(deps, found);
  const { total, isTotalCapped, suggestion, isSuggestionUsed, direct, nearestProducts, next } = result;
  const hits = result.items.map((hit) => presentHit(deps, hit, result.passages?.filter(isOf(hit)) ?? []));
  const before =
    direct === null ? [] : [`The requested article is ${direct.number}: ${plainMarkdown(direct.title)}.`];
  const used = isSuggestionUsed ? 'Searched for' : 'Did you mean';
  const after = [
    ...(suggestion === null ? [] : [`${used} “${suggestion}”${isSuggestionUsed ? '.' : '?'}`]),
    ...(hits.length === 0 && nearestProducts.length > 0
      ? [`Products with articles: ${nearestProducts.join(', ')}.`]
      : []),
    ...(next === null
      ? []
      : [`${hits.length} of ${isTotalCapped ? 'more than ' : ''}${total}; call again with cursor for more.`]),
  ];
  return answer(hits, [before, after], 'Nothing was found.', { total, suggestion, direct, next });
}

async function suggest(deps: McpDeps, input: z.infer<typeof SUGGEST_INPUT>): Promise<CallToolResult> {
  const found = await suggestArticles(deps, input, userLocale(deps, input.locale, input.text));
  const hits = found.items.map((item) => {
    const { walk, answerHref, passage } = item;
    return { ...presentHit(deps, item, passage === null ? [] : [passage]), walk, answerHref };
  });
  const { languages, names, customerLocale } = found;
  return answer(hits, [[], []], 'No article matches this text.', { languages, names, customerLocale });
}

/** The requested locale, else that of the text's language, else the site's default. */
function userLocale(deps: McpDeps, asked: string | undefined, text: string): LocaleTag {
  const { defaultLocale, locales } = deps.site();
  const [home = defaultLocale] = likelyLocales(text, defaultLocale, locales).home;
  return askedLocale(deps, asked ?? home);
}

/** A found article with its best passage. */
type Hit = ReturnType<typeof presentHit> & {
  readonly walk?: Awaited<ReturnType<typeof suggestArticles>>['items'][number]['walk'];
};

function answer(
  found: readonly Hit[],
  [before, after]: readonly [readonly string[], readonly string[]],
  none: string,
  beside: Readonly<Record<string, unknown>>,
): CallToolResult {
  const write = (hits: readonly Hit[]): CallToolResult => {
    const lines = hits.length === 0 ? [none] : hits.map((hit) => writeHit(hit));
    return {
      content: [
        { type: 'text', text: [...before, ...lines, ...after].join('\n\n') },
        ...hits.map(({ servedLocale, number, title }) => articleLink(servedLocale, number, title)),
      ],
      structuredContent: { items: hits, ...beside },
    };
  };
  const left = LONGEST_ANSWER - tokensOf(JSON.stringify(write(found.map((hit) => shorten(hit, 0)))));
  const share = Math.floor(left / 2 / found.length);
  return write(
    found.map((hit) => shorten(hit, Math.min(LONGEST_EXCERPT, Math.max(SHORTEST_EXCERPT, share)))),
  );
}

function shorten(hit: Hit, tokens: number): Hit {
  const { passage } = hit;
  return passage === null ? hit : { ...hit, passage: { ...passage, text: clip(passage.text, tokens) } };
}

interface Found {
  readonly number: string;
  readonly href: string;
}

function isOf(hit: Found): (passage: Found) => boolean {
  return ({ number }) => number === hit.number;
}

/**
 * Present a hit for a model.
 *
 * @param found - Matching sections or steps in any language, best first; the first that exists in the served locale is shown.
 */
function presentHit(deps: McpDeps, hit: Wire<typeof SEARCH_HIT>, found: readonly Found[]) {
  const { number, title, servedLocale, isFallback, products, provenance } = hit;
  const passages = presentPassages(deps, resolveReading(deps.library, number, servedLocale), false);
  // A translation may lack what matched in another language; the issue section is the fallback.
  const anchors = [...found.map(({ href }) => href.replace(/^.*#/, '')), 'issue'];
  const matching = anchors.flatMap(
    (anchor) => passages.find(({ href }) => href.endsWith(`#${anchor}`)) ?? [],
  );
  const passage = matching[0] ?? passages[0];
  return {
    number,
    title,
    servedLocale,
    isFallback,
    products,
    trust: describeProvenance(provenance, deps),
    href: hit.href,
    passage: passage === undefined ? null : slimPassage(passage, passage.text.replaceAll(/\s+/g, ' ')),
  };
}

function writeHit({
  number,
  title,
  href,
  servedLocale,
  isFallback,
  products,
  trust,
  passage,
  walk,
}: Hit): string {
  const notes = [
    isFallback ? `${servedLocale}, not in the requested language` : servedLocale,
    trust,
    ...(products.length > 0 ? [products.join(', ')] : []),
  ];
  return [
    `**${number}** ${plainMarkdown(title)} <${href}>`,
    ...(passage === null ? [] : [plainMarkdown(passage.text)]),
    `(${notes.join('; ')})${passage === null ? '' : ['', ...describeGrounding([passage])].join(' ')}`,
    ...(walk && walk.answered > 0
      ? [`The text answers ${walk.answered} of ${walk.total} questions of its walk: <${walk.href}>`]
      : []),
  ].join('\n');
}

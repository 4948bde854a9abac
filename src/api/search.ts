import { z } from 'zod';
import type { ArticleNumber } from '../article/article-number.js';
import type { Translation } from '../article/article.js';
import { requireKey } from '../http/access/require-key.js';
import { resolveReading } from '../http/request/article-parameter.js';
import { readerOf } from '../http/response/count-usage.js';
import { asksAnew, countSearch, LONGEST_QUERY, runSearch } from '../http/response/run-search.js';
import { OPEN_DATA, QUESTION, SEARCH_DATA } from '../http/routes.js';
import { presentSearch, presentSuggestions } from '../presenters/present-search.js';
import { SEARCH_RESULT, SUGGESTIONS } from '../presenters/schemas.js';
import {
  suggestArticles as suggest,
  SUGGESTED_ARTICLES,
  SUGGESTION_REQUEST,
} from '../presenters/suggest-articles.js';
import { operation, operations } from './operation.js';
import { CURSOR, limit, linkNext, LOCALE_QUERY, PRODUCT } from './parameters.js';

const ONLY = z.enum(['true', 'false'], { error: 'takes true or false' }).optional();

/** @see docs/decisions/0034-search-answers-are-private.md */
const searchArticles = operation('get', '/search', {
  policy: SEARCH_DATA,
  summary: 'Search in every language',
  description:
    'Articles, each once, best match first, in any language of query and article. Titles are in the requested locale if available; `matchedLocale` is the locale in which the words were found. An article number in the query is returned as `direct`.',
  query: z.object({
    q: z
      .string({ error: 'takes a search query' })
      .max(LONGEST_QUERY, { error: `takes at most ${LONGEST_QUERY} characters` })
      .meta({
        description: 'Words, a question, an error message or an article number, in any language.',
        example: 'xtk:session logon',
      }),
    ...LOCALE_QUERY.shape,
    product: PRODUCT,
    foundIn: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'Only articles found in this locale of the content.', example: 'de' }),
    bug: ONLY.meta({ description: '`true`: only articles about a known bug.' }),
    current: ONLY.meta({ description: '`true`: only translations that are up to date with their source.' }),
    publishedSince: z.iso
      .date({ error: 'takes a date such as 2022-08-19' })
      .optional()
      .meta({ description: 'Only articles published on or after this date.', example: '2022-08-19' }),
    sort: z
      .enum(['relevance', 'newest'], { error: 'takes relevance or newest' })
      .optional()
      .meta({ description: 'Best match first, or newest first.' }),
    unit: z.enum(['article', 'passage'], { error: 'takes article or passage' }).optional().meta({
      description:
        '`passage`: also return the best matching sections and steps, at most two per article and `limit` in total.',
    }),
    explain: z.enum(['1', 'true'], { error: 'takes 1' }).optional().meta({
      description:
        'Also return how the query was parsed and how each score is composed. Needs a key with `usage:read`.',
    }),
    limit: limit(50, 10, 'Articles per page.'),
    cursor: CURSOR,
  }),
  response: SEARCH_RESULT,
  statuses: { 200: 'One page of results.' },
  headers: ['Link'],
  problems: ['unknown-value', 'too-busy', 'key-required', 'scope-missing'],
  answer: async (call) => {
    const { req, deps } = call;
    const { cursor, ...query } = call.query;
    const { q, bug, current, explain, ...asked } = query;
    const isExplained = explain !== undefined;
    if (isExplained) await requireKey(req, deps, 'usage:read');
    const locale = call.locale(asked.locale);
    const found = await runSearch(deps, {
      ...asked,
      text: q,
      locale,
      isBug: bug === 'true' || undefined,
      isCurrent: current === 'true' || undefined,
      isExplained,
      cursor,
    });
    if (asksAnew(req)) countSearch(deps, found, readerOf(req));
    linkNext(call, query, found.next ?? null);
    return { body: presentSearch(deps, found) };
  },
});

/** The ticket's text is not stored. */
const suggestArticles = operation('post', '/suggestions', {
  policy: { ...QUESTION, readers: 'any' },
  summary: 'Suggest articles for a ticket',
  description:
    'Takes the text of a ticket (up to 64 KB), which is neither stored nor logged. Returns at most ten articles, each with the matching passage and, if the text contains a log, its walk answered as far as possible.',
  body: SUGGESTION_REQUEST,
  response: SUGGESTED_ARTICLES,
  statuses: { 200: 'Matching articles.' },
  headers: ['Content-Language'],
  problems: ['unknown-value', 'too-busy'],
  answer: async ({ deps, body, locale }) => {
    const request = await body();
    const language = locale(request.locale);
    return { body: await suggest(deps, request, language), language };
  },
});

/** Browsers may cache a response for a minute, for deleted letters. */
const suggestTitles = operation('get', '/suggest', {
  policy: { ...OPEN_DATA, rate: 'costly', cache: 'brief' },
  summary: 'Complete a title or number',
  description: 'Titles and numbers that match the typed text, in the requested locale.',
  query: z.object({
    q: z
      .string({ error: 'takes the text typed so far' })
      .meta({ description: 'The beginning of a title or a number.', example: 'KA-05' }),
    ...LOCALE_QUERY.shape,
    limit: limit(20, 8, 'Maximum number of titles.'),
  }),
  response: SUGGESTIONS,
  statuses: { 200: 'Titles, most likely first.' },
  problems: ['too-busy'],
  answer: async (call) => {
    const { q, limit, locale: asked } = call.query;
    const locale = call.locale(asked);
    const titles = await call.deps.search.suggest(q, locale, limit);
    return { body: presentSuggestions(titles, locale, call.site) };
  },
});

/** Words that stay the same in every language: codes, identifiers, names with capitals inside. */
const IDENTIFIER = /[\p{L}\p{N}_]*(?:[_:]|\p{Ll}\p{Lu}|\d)[\p{L}\p{N}_:.-]+/gu;
/** Most identifiers used; the first ones are the most relevant. */
const MOST_IDENTIFIERS = 12;

const relatedArticles = operation('get', '/articles/:number/related', {
  policy: SEARCH_DATA,
  summary: 'List related articles',
  description:
    'First the articles its text links to, then those that share its terms and identifiers, in any language.',
  query: LOCALE_QUERY.extend({ limit: limit(20, 5, 'Maximum number of articles.') }),
  response: SUGGESTIONS,
  statuses: { 200: 'Titles, most related first.' },
  problems: ['too-busy'],
  answer: async (call) => {
    const { number, site, query } = call;
    const { library, search } = call.deps;
    const locale = call.locale(query.locale);
    const { translation } = resolveReading(library, number, locale);
    const found = await search.search({ text: termsOf(translation), locale, limit: query.limit + 1 });
    const linked = translation.articleLinks.map((link) => link.number);
    const numbers = new Set<ArticleNumber>([...linked, ...found.items.map((hit) => hit.number)]);
    numbers.delete(number);
    const items = [...numbers].slice(0, query.limit).flatMap((related) => {
      const reading = library.resolve(related, locale);
      if (reading === undefined || reading.article.facts.isHidden) return [];
      return [{ number: related, title: reading.translation.title, locale: reading.served }];
    });
    return { body: presentSuggestions(items, locale, site) };
  },
});

function termsOf({ title, sections }: Translation): string {
  const text = sections.map((section) => section.text).join('\n');
  const identifiers = new Set(text.match(IDENTIFIER) ?? []);
  return [title, ...[...identifiers].slice(0, MOST_IDENTIFIERS)].join(' ');
}

/** Search, in the articles of all locales. */
export const SEARCH_OPERATIONS = operations('Search', {
  searchArticles,
  suggestArticles,
  suggestTitles,
  relatedArticles,
});

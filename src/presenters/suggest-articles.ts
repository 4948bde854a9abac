import { z } from 'zod';
import type { LocaleTag } from '../article/article.js';
import { resolveReading } from '../http/request/article-parameter.js';
import { absolute, answerPath, walkPath } from '../http/response/addresses.js';
import {
  LONGEST_QUERY,
  runSearch,
  type SearchFound,
  type SearchRequest,
} from '../http/response/run-search.js';
import type { ReadingDeps } from '../http/response/site.js';
import { matchSiteLocale } from '../locale/tag.js';
import { textLanguage } from '../locale/text-tables.js';
import { advance } from '../walk/engine/advance.js';
import { FACT_SETS } from '../walk/facts/index.js';
import { encodeAnswers } from '../walk/present/answer-query.js';
import { messageLanguages } from './customer-message.js';
import { resolveWalk, walkKind } from './article-walk.js';
import { presentSearch } from './present-search.js';
import { REQUESTS, SEARCH_HIT, SEARCH_PASSAGE, shape, SHAPES, type Wire } from './schemas.js';

/** Longest ticket text, in bytes. */
export const LONGEST_TICKET = 64 * 1024;

/** Request of `POST /suggestions`. */
export const SUGGESTION_REQUEST = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .refine((text) => Buffer.byteLength(text) <= LONGEST_TICKET, `takes at most ${LONGEST_TICKET} bytes`)
      .meta({
        description:
          'What the customer wrote, with error messages and log lines; read and not kept. 64 KB at most.',
      }),
    locale: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'The agent’s language; negotiated when left out.' }),
    customerLocale: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'The customer’s language; that of the text when left out.' }),
    product: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(10).default(10),
  })
  .register(REQUESTS, { id: 'SuggestionRequest' });

const WALK = shape('SuggestedWalk', {
  kind: z.enum(['guided', 'plain']),
  /** Questions answered by the text, and their total. */
  answered: z.number().int(),
  total: z.number().int(),
  /** Page of the walk with the extracted answers. */
  href: z.string(),
});

/** Response of `POST /suggestions`. */
export const SUGGESTED_ARTICLES = shape('SuggestedArticles', {
  /** Locales of the library in the text's language. */
  languages: z.array(z.string()),
  /** Error codes and names found in the text. */
  names: z.array(z.string()),
  customerLocale: z.string(),
  items: z.array(
    SEARCH_HIT.extend({
      passage: SEARCH_PASSAGE.nullable(),
      walk: WALK.nullable(),
      /** Page with the answer for the customer. */
      answerHref: z.string(),
    }).register(SHAPES, { id: 'SuggestedArticle' }),
  ),
});

const NAME =
  /\b(?:[A-Z]{2,5}-\d{4,7}|KA-\d{5,12}|[A-Za-z][\w.]{2,60}(?:Exception|Error)|HTTP[ /]?\d{3}|0x[0-9a-fA-F]{4,8}|[a-z]{2,12}:[a-z]{2,20}|[A-Za-z]{2,20}_[A-Za-z0-9_]{2,30})\b/g;
const MOST_NAMES = 20;

/** Distinct error codes and names in a text. */
export function namesIn(text: string): readonly string[] {
  const found = [...text.matchAll(NAME)].map(([name]) => name).filter((name) => !/^https?:/.test(name));
  return [...new Set(found)].slice(0, MOST_NAMES);
}

/** Parts of a ticket that are searched by themselves; what comes behind them is mostly a farewell, a signature and a disclaimer. */
const MOST_PARTS = 14;
const SHORTEST_PART = 5;
/** Of a log the first lines do: the text as a whole is condensed to its names. */
const MOST_SENTENCES = 8;
/** Shorter lines in a row are a signature or a list, each for itself, rather than a paragraph. */
const SHORTEST_LINE = 60;
const SENTENCE_END = /\n|(?<=[.!?])\s+|(?<=[。！？])/;
/** Customers usually state the problem early: penalty for each later part. */
const LATER_PART = 0.01;
const LEAST_HITS = 3;
/** The best parts, of which the matching passages are looked up. */
const PASSAGE_PARTS = 2;
/** Fewest characters needed to detect the customer's language. */
const SHORTEST_PROSE = 25;

/** Cut a ticket into the paragraphs and sentences that are searched by themselves, in order. */
function ticketParts(text: string): readonly string[] {
  const parts = text.split(/\r?\n\s*\n/).flatMap((paragraph) => {
    const lines = paragraph.trim().split('\n').length;
    const isList = lines > 1 && paragraph.trim().length < SHORTEST_LINE * lines;
    const sentences = paragraph.split(SENTENCE_END).slice(0, MOST_SENTENCES);
    return [...(isList ? [] : [paragraph]), ...sentences].map((part) => part.trim());
  });
  return [...new Set(parts.filter((part) => part.length >= SHORTEST_PART))].slice(0, MOST_PARTS);
}

/**
 * Search for a ticket: its text as a whole, and each paragraph and sentence by itself. An article counts by the part it is nearest to; a
 * part counts by how much its words tell, so that a courtesy which happens to match outranks no problem.
 */
async function searchTicket(
  deps: ReadingDeps,
  text: string,
  request: Pick<SearchRequest, 'locale' | 'product' | 'limit'>,
): Promise<SearchFound & { readonly language?: LocaleTag | undefined }> {
  const whole = text.slice(0, LONGEST_QUERY);
  const parts = [...new Set([whole, ...ticketParts(text)])];
  const limit = Math.max(LEAST_HITS, Math.ceil(request.limit / parts.length));
  const search = (part: string, unit: 'article' | 'passage'): Promise<SearchFound> =>
    runSearch(deps, { ...request, text: part, limit, unit, isExplained: true });
  const found = await Promise.all(parts.map((part) => search(part, 'article')));
  const ranked = found
    .flatMap(({ result }, place) => {
      const share = (result.explanation?.information ?? 0) * (1 - LATER_PART * place);
      return result.items.map((hit) => ({ hit: { ...hit, score: hit.score * share }, place }));
    })
    .sort((a, b) => b.hit.score - a.hit.score);
  const numbers = new Set<string>();
  const items = ranked.flatMap(({ hit: { number, ...hit } }) => {
    if (numbers.has(number) || numbers.size === request.limit) return [];
    numbers.add(number);
    return [{ number, ...hit }];
  });
  const best = [...new Set(ranked.map(({ place }) => place))].slice(0, PASSAGE_PARTS);
  const passages = await Promise.all(best.map((place) => search(parts[place] ?? whole, 'passage')));
  const prose = parts.findIndex((part, place) => place > 0 && part.length >= SHORTEST_PROSE);
  const [first] = found;
  if (first === undefined) throw new Error('a ticket has a part');
  return {
    ...first,
    // A pasted log is often in another language than the customer's own words.
    language: found[prose]?.result.explanation?.home[0],
    articles: new Map(found.flatMap(({ articles }) => [...articles])),
    request: { ...first.request, unit: 'passage' },
    result: { ...first.result, items, passages: passages.flatMap(({ result }) => result.passages) },
  };
}

/**
 * Suggest articles for a ticket's text: at most ten, each with the passage that matches and, where the text holds a log, its walk answered as
 * far as the text goes. Nothing of the text is kept or logged.
 *
 * @param locale - The agent's locale.
 * @param isAbsolute - False for relative paths, as used by our own pages.
 */
export async function suggestArticles(
  deps: ReadingDeps,
  request: z.infer<typeof SUGGESTION_REQUEST>,
  locale: LocaleTag,
  isAbsolute = true,
): Promise<Wire<typeof SUGGESTED_ARTICLES>> {
  const { text, product, limit } = request;
  const found = await searchTicket(deps, text, { locale, product, limit });
  const site = deps.site();
  const wire = presentSearch(found, { locale, site, isAbsolute, sourceLocale: deps.library.sourceLocale });
  const link = (path: string): string => (isAbsolute ? absolute(site, path) : path);
  const languages = found.result.explanation?.home ?? [];
  const customerLocale = request.customerLocale ?? found.language ?? languages[0] ?? locale;
  const language = textLanguage(customerLocale, messageLanguages());
  const pageLocale = matchSiteLocale(locale, site.locales) ?? site.defaultLocale;
  /** Reading a log costs more than all else: only for a walk that takes answers. */
  let answers: Readonly<Record<string, unknown>> | undefined;
  const readAnswers = (): Readonly<Record<string, unknown>> =>
    (answers ??= Object.fromEntries(
      FACT_SETS.flatMap((set) => Object.entries(set.readText(text, Date.now()))),
    ));
  return {
    languages: [...languages],
    names: [...namesIn(text)],
    customerLocale,
    items: found.result.items.flatMap(({ number }) => {
      const hit = wire.items.find((item) => item.number === number);
      if (hit === undefined) return [];
      const walk = presentWalk(deps, number, locale, pageLocale, readAnswers, `_customer=${language}`);
      return {
        ...hit,
        evidence: undefined,
        passage: wire.passages?.find((passage) => passage.number === number) ?? null,
        walk: walk && { ...walk, href: link(walk.href) },
        answerHref: link(`${answerPath(pageLocale, number)}?_customer=${language}`),
      };
    }),
  };
}

/** An article's walk with the extracted answers it accepts. @param customer - The customer's language as a parameter. */
function presentWalk(
  deps: ReadingDeps,
  number: Parameters<typeof walkPath>[1],
  locale: LocaleTag,
  pageLocale: LocaleTag,
  readAnswers: () => Readonly<Record<string, unknown>>,
  customer: string,
): z.infer<typeof WALK> | null {
  const reading = resolveReading(deps.library, number, locale);
  if (walkKind(deps, reading) === undefined) return null;
  const { walk } = resolveWalk(deps, reading);
  const read = walk.kind === 'guided' ? Object.entries(readAnswers()) : [];
  const own = read.filter(([id]) => walk.nodes.get(id)?.kind === 'question');
  const state = advance(walk, { answers: Object.fromEntries(own) }, Date.now());
  const isUsed = state.answers.size > 0 && (state.status === 'question' || state.status === 'outcome');
  const answered = isUsed ? state.progress.answered : 0;
  const total = answered + state.progress.remaining;
  return {
    kind: walk.kind,
    answered,
    total,
    href: isUsed
      ? `${walkPath(pageLocale, number, `${encodeAnswers(state)}&${customer}`)}#now`
      : walkPath(pageLocale, number, customer),
  };
}

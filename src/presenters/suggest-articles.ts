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
import { SEARCH_HIT, SEARCH_RESULT, type Wire } from './schemas.js';

/** Longest text of a ticket, in bytes. */
export const LONGEST_TICKET = 64 * 1024;

/** What `POST /suggestions` takes. */
export const SUGGESTION_REQUEST = z.strictObject({
  text: z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= LONGEST_TICKET, `takes ${LONGEST_TICKET} bytes at most`)
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
});

const WALK = z.object({
  kind: z.enum(['guided', 'plain']),
  /** Answers the text holds, and questions with them. */
  answered: z.number().int(),
  total: z.number().int(),
  /** Page of the walk, answered as far as the text goes. */
  href: z.string(),
});

/** What `POST /suggestions` answers. */
export const SUGGESTED_ARTICLES = z.object({
  /** Locales of the library in the text's language. */
  languages: z.array(z.string()),
  /** Error codes and names found in the text. */
  names: z.array(z.string()),
  customerLocale: z.string(),
  items: z.array(
    SEARCH_HIT.extend({
      passage: SEARCH_RESULT.shape.passages.unwrap().element.nullable(),
      walk: WALK.nullable(),
      /** Page with the answer to the customer. */
      answerHref: z.string(),
    }),
  ),
});

const GREETING =
  /^\W{0,3}(?:hello|hi|dear|good (?:morning|afternoon|evening)|hallo|guten|sehr geehrte|liebe|bonjour|madame|olá|ola|bom dia|boa tarde|prezad|buongiorno|buonasera|gentile|salve|hola|estimad|buenos|buenas|hej|goedemorgen|geachte|beste|こんにちは|お世話に|您好|你好|안녕하세요)/i;
const CLOSING =
  /^\W{0,3}(?:(?:best|kind|warm)? ?regards|thanks|thank you|cheers|sincerely|mit freundlichen|freundliche|viele grüße|vielen dank|danke|cordialement|merci|atenciosamente|obrigad|cumprimentos|cordiali|distinti|grazie|saluti|saludos|un saludo|gracias|atentamente|met vriendelijke|groet|vänliga|med vänlig|tack|よろしく|以上|谢谢|謝謝|此致|감사합니다)/i;
/** Lines of a signature behind a closing. */
const SIGNATURE = 6;
const SHORT = 70;
/** Words of a greeting; a line of more goes on with the problem. */
const LONGEST_GREETING = 5;

/** Leave out what says nothing of the problem: greetings, closings, and the signature behind them. */
export function ticketQuery(text: string): string {
  let skipped = 0;
  const kept = text.split(/\r\n?|\n/).filter((line) => {
    const isShort = line.length <= SHORT;
    if (isShort && CLOSING.test(line)) skipped = SIGNATURE;
    else if (skipped > 0 && isShort) skipped -= 1;
    else return !(isShort && GREETING.test(line) && line.trim().split(/\s+/).length <= LONGEST_GREETING);
    return false;
  });
  const query = kept.join('\n').trim();
  return (query === '' ? text : query).slice(0, LONGEST_QUERY);
}

const NAME =
  /\b(?:[A-Z]{2,5}-\d{4,7}|KA-\d{5,12}|[A-Za-z][\w.]{2,60}(?:Exception|Error)|HTTP[ /]?\d{3}|0x[0-9a-fA-F]{4,8}|[a-z]{2,12}:[a-z]{2,20}|[A-Za-z]{2,20}_[A-Za-z0-9_]{2,30})\b/g;
const MOST_NAMES = 20;

/** Error codes and names in a text, each once. */
export function namesIn(text: string): readonly string[] {
  const found = [...text.matchAll(NAME)].map(([name]) => name).filter((name) => !/^https?:/.test(name));
  return [...new Set(found)].slice(0, MOST_NAMES);
}

/** Parts of a ticket that are asked by themselves; more only cost time. */
const MOST_PARTS = 8;
const SHORTEST_PART = 8;

/**
 * Search for a ticket: its text as a whole, and each paragraph by itself, since a paragraph about the problem is worth more than the
 * courtesies around it. An article counts by the part it is nearest to.
 */
async function searchTicket(
  deps: ReadingDeps,
  text: string,
  request: Pick<SearchRequest, 'locale' | 'product' | 'limit'>,
): Promise<SearchFound & { readonly language?: LocaleTag | undefined }> {
  const whole = ticketQuery(text);
  const paragraphs = whole.split(/\n\s*\n/).map((part) => part.trim());
  const parts = [...new Set([whole, ...paragraphs.filter((part) => part.length >= SHORTEST_PART)])];
  const [first, ...rest] = await Promise.all(
    parts.slice(0, MOST_PARTS + 1).map((part) => {
      return runSearch(deps, { ...request, text: part, unit: 'passage', isExplained: true });
    }),
  );
  if (first === undefined || rest.length === 0) return first ?? runSearch(deps, { ...request, text: whole });
  const hits = new Map<string, SearchFound['result']['items'][number]>();
  for (const hit of [first, ...rest].flatMap(({ result }) => result.items)) {
    const known = hits.get(hit.number);
    if (known === undefined || known.score < hit.score) hits.set(hit.number, hit);
  }
  const items = [...hits.values()].sort((a, b) => b.score - a.score).slice(0, request.limit);
  return {
    ...first,
    // A log that was pasted below is often in another language than the customer's own words.
    language: rest[0]?.result.explanation?.home[0],
    articles: new Map([first, ...rest].flatMap(({ articles }) => [...articles])),
    result: {
      ...first.result,
      items,
      passages: [first, ...rest].flatMap(({ result }) => result.passages).sort((a, b) => b.score - a.score),
    },
  };
}

/**
 * Suggest articles for a ticket's text: at most ten, each with the passage that matches and, where the text holds a log, its walk answered as
 * far as the text goes. Nothing of the text is kept or logged.
 *
 * @param locale - The agent's.
 * @param isAbsolute - False: paths, as our own pages link.
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
  const answers = Object.fromEntries(
    FACT_SETS.flatMap((set) => Object.entries(set.readText(text, Date.now()))),
  );
  return {
    languages: [...languages],
    names: [...namesIn(text)],
    customerLocale,
    items: found.result.items.flatMap(({ number }) => {
      const hit = wire.items.find((item) => item.number === number);
      if (hit === undefined) return [];
      const walk = presentWalk(deps, number, locale, pageLocale, answers, `_customer=${language}`);
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

/** An article's walk, with those of the answers that its questions take. @param customer - The customer's language as a parameter. */
function presentWalk(
  deps: ReadingDeps,
  number: Parameters<typeof walkPath>[1],
  locale: LocaleTag,
  pageLocale: LocaleTag,
  answers: Readonly<Record<string, unknown>>,
  customer: string,
): z.infer<typeof WALK> | null {
  const reading = resolveReading(deps.library, number, locale);
  if (walkKind(deps, reading) === undefined) return null;
  const { walk } = resolveWalk(deps, reading);
  const own = Object.entries(answers).filter(([id]) => walk.nodes.get(id)?.kind === 'question');
  const state = advance(walk, { answers: walk.kind === 'guided' ? Object.fromEntries(own) : {} }, Date.now());
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

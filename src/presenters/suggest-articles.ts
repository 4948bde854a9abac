import { z } from 'zod';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { resolveReading } from '../http/request/article-parameter.js';
import { absolute, articlePath } from '../http/response/addresses.js';
import { runSearch } from '../http/response/run-search.js';
import type { ReadingDeps } from '../http/response/site.js';
import { matchSiteLocale } from '../locale/tag.js';
import { textLanguage } from '../locale/text-tables.js';
import { advance } from '../walk/engine/advance.js';
import { encodeAnswers } from '../walk/present/answer-query.js';
import type { Walk } from '../walk/walk.js';
import { messageLanguages } from './customer-message.js';
import { resolveWalk, walkKind } from './article-walk.js';
import { presentSearch } from './present-search.js';
import { createTicketReader } from './read-ticket.js';
import { request, SEARCH_HIT, SEARCH_PASSAGE, shape, SHAPES, type Wire } from './schemas.js';

/** Longest ticket text, in bytes. */
export const LONGEST_TICKET = 64 * 1024;

/** Request of `POST /suggestions`. */
export const SUGGESTION_REQUEST = request('SuggestionRequest', {
  text: z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= LONGEST_TICKET, `takes at most ${LONGEST_TICKET} bytes`)
    .meta({
      description: 'What the customer wrote, with error messages and log lines; not stored. At most 64 KB.',
    }),
  locale: z.string().max(64).optional().meta({ description: 'The agent’s language; negotiated if omitted.' }),
  customerLocale: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'The customer’s language; default: the language of the text.' }),
  product: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(10).default(10),
});

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

const readAnswers = createTicketReader();

/** Distinct error codes and names in a text. */
export function namesIn(text: string): readonly string[] {
  const found = [...text.matchAll(NAME)].map(([name]) => name).filter((name) => !/^https?:/.test(name));
  return [...new Set(found)].slice(0, MOST_NAMES);
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
  { text, product, limit, customerLocale: asked }: z.infer<typeof SUGGESTION_REQUEST>,
  locale: LocaleTag,
  isAbsolute = true,
): Promise<Wire<typeof SUGGESTED_ARTICLES>> {
  const wanted = { text, product, limit, unit: 'passage', isTicket: true, isExplained: true } as const;
  const found = await runSearch(deps, { ...wanted, locale });
  const site = deps.site();
  const wire = presentSearch(deps, found, isAbsolute);
  const link = (path: string): string => (isAbsolute ? absolute(site, path) : path);
  const languages = found.result.explanation?.home ?? [];
  const customerLocale = asked ?? languages[0] ?? locale;
  const language = textLanguage(customerLocale, messageLanguages());
  const pageLocale = matchSiteLocale(locale, site.locales) ?? site.defaultLocale;
  const walks = new Map(found.result.items.map(({ number }) => [number, findWalk(deps, number, locale)]));
  const isGuided = [...walks.values()].some((walk) => walk?.kind === 'guided');
  const answers = isGuided ? await readAnswers(text) : {};
  const customer = `_customer=${language}`;
  return {
    languages: [...languages],
    names: [...namesIn(text)],
    customerLocale,
    items: found.result.items.flatMap(({ number }) => {
      const hit = wire.items.find((item) => item.number === number);
      if (hit === undefined) return [];
      const walk = walks.get(number);
      const begun = walk && beginWalk(walk, answers);
      const query = begun?.answers === undefined ? customer : `${begun.answers}&${customer}`;
      const path =
        articlePath(pageLocale, number, 'walk', query) + (begun?.answers === undefined ? '' : '#now');
      return {
        ...hit,
        evidence: undefined,
        passage: wire.passages?.find((passage) => passage.number === number) ?? null,
        walk: begun === undefined ? null : { ...begun.progress, href: link(path) },
        answerHref: link(`${articlePath(pageLocale, number, 'answer')}?${customer}`),
      };
    }),
  };
}

function findWalk(deps: ReadingDeps, number: ArticleNumber, locale: LocaleTag): Walk | undefined {
  const reading = resolveReading(deps.library, number, locale);
  return walkKind(deps, reading) === undefined ? undefined : resolveWalk(deps, reading).walk;
}

/** A walk with the extracted answers that it accepts; `answers`, a query string, is undefined when it accepts none. */
function beginWalk(walk: Walk, read: Readonly<Record<string, unknown>>) {
  const own = Object.entries(read).filter(([id]) => walk.nodes.get(id)?.kind === 'question');
  const answers = walk.kind === 'guided' ? Object.fromEntries(own) : {};
  const state = advance(walk, { answers }, Date.now());
  const isUsed = state.answers.size > 0 && (state.status === 'question' || state.status === 'outcome');
  const answered = isUsed ? state.progress.answered : 0;
  return {
    progress: { kind: walk.kind, answered, total: answered + state.progress.remaining },
    answers: isUsed ? encodeAnswers(state) : undefined,
  };
}

import { z } from 'zod';
import { SECTION_NAMES, type Frozen } from '../article/article.js';
import { GROUNDING_REASONS, VERDICTS } from '../article/grounding.js';
import { PROVENANCE_STATES } from '../article/reading.js';
import { RISK_BANDS } from '../article/risk.js';
import { isProblemCode, PROBLEMS, type ProblemCode } from '../problem.js';

/** JSON schemas of responses; presenters are typed by them, and the contract is generated from them. */

/** Return type of a presenter: the schema's type, deeply readonly. */
export type Wire<Schema extends z.ZodType> = Frozen<z.infer<Schema>>;

/** Shapes of responses by their names in the contract, which generated clients have as classes. */
export const SHAPES = z.registry<{ readonly id: string }>();
/** The same of requests. */
export const REQUESTS = z.registry<{ readonly id: string }>();

/** An object that the contract names. */
export function shape<Members extends z.ZodRawShape>(id: string, members: Members): z.ZodObject<Members> {
  return z.object(members).register(SHAPES, { id });
}

/** A request's body, which the contract names; unknown members are refused. */
export function request<Members extends z.ZodRawShape>(
  id: string,
  members: Members,
): z.ZodObject<Members, z.core.$strict> {
  return z.strictObject(members).register(REQUESTS, { id });
}

/** A page of a list. */
export function listOf<Item extends z.ZodType>(
  id: string,
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; total: z.ZodNumber; next: z.ZodNullable<z.ZodString> }> {
  return shape(id, { items: z.array(item), total: z.number().int(), next: z.string().nullable() });
}

/** No control characters except line breaks and tabs, no unpaired surrogates: databases reject them. */
const UNPRINTABLE = /[^\P{Cc}\n\t]|\p{Cs}/u;

/** Plain text; CRLF counts as one line break. */
function plainText(longest: number): z.ZodType<string, string> {
  return z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .refine((text) => !UNPRINTABLE.test(text), { error: 'takes plain text without control characters' })
    .refine((text) => lengthOf(text) <= longest, { error: `takes at most ${longest} characters` })
    .meta({ description: `Plain text of at most ${longest} characters, without control characters.` });
}

/** The same, undefined when empty. */
export function optionalText(longest: number): z.ZodType<string | undefined, string | null | undefined> {
  return plainText(longest)
    .nullish()
    .transform((text) => (text === '' ? undefined : (text ?? undefined)));
}

/** Length in code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** The locale of a reader, in a request. */
export const LOCALE = z
  .string({ error: 'takes a language tag such as de or pt-BR' })
  .min(1)
  .max(64)
  .meta({ description: 'A BCP 47 tag: the locale the reader requested; need not be a locale of the site.' });

/** Provenance of a translation. */
export const PROVENANCE = shape('Provenance', {
  state: z.enum(PROVENANCE_STATES),
  kind: z.enum(['human', 'machine']),
  humanDegree: z.number().min(0).max(1).nullable(),
  version: z.number().int().nullable(),
  sourceLocale: z.string().nullable(),
  sourceVersion: z.number().int().nullable(),
  outdated: z.boolean().nullable(),
  missingSteps: z.array(z.number().int()),
  risk: z.enum(RISK_BANDS).meta({
    description:
      'How likely an unreviewed machine translation is to mislead, relative to others; `low` does not mean that it is correct.',
  }),
});

const SECTION = shape('ArticleSection', {
  name: z.enum(SECTION_NAMES),
  title: z.string(),
  anchor: z.string(),
  html: z.string().optional(),
  text: z.string().optional(),
  markdown: z.string().optional(),
});

const STEP = shape('ArticleStep', {
  number: z.number().int().min(1),
  html: z.string().optional(),
  markdown: z.string().optional(),
  text: z.string(),
  anchor: z.string(),
  edit: z.string().nullable().meta({ description: 'Edit link to its line; null if EDIT_URL is not set.' }),
});

/** A citable piece of a translation. */
export const PASSAGE = shape('Passage', {
  id: z.string().meta({ description: 'Stable across revisions for the same place.' }),
  hash: z
    .string()
    .meta({ description: 'Hash of id and text; `/c/<hash>` shows it as long as changes are kept.' }),
  number: z.string(),
  locale: z.string(),
  version: z.number().int().nullable(),
  section: z.enum(SECTION_NAMES),
  path: z.array(z.string()).meta({ description: 'Headings above it.' }),
  step: z.number().int().nullable(),
  text: z.string(),
  markdown: z.string().optional(),
  href: z.string(),
  provenance: PROVENANCE,
  grounding: shape('PassageGrounding', {
    verdict: z.enum(VERDICTS),
    reasons: z.array(z.enum(GROUNDING_REASONS)),
  }),
  keep: z.array(z.string()).meta({ description: 'Identifiers that must be neither translated nor altered.' }),
  terms: z
    .array(
      shape('PassageTerm', {
        source: z.string(),
        preferred: z.string(),
        written: z.string().nullable().meta({ description: 'What the passage calls it, if known.' }),
      }),
    )
    .meta({ description: "Terms that the passage calls otherwise than the site's list of terms." }),
  source: shape('PassageSource', { locale: z.string(), text: z.string(), hash: z.string() })
    .nullable()
    .meta({ description: 'The same passage in the source language, if grounding is not `yes`.' }),
});

/** `next` of a list without paging. */
export const ONE_PAGE = z.string().nullable().meta({ description: 'Always null: there is only one page.' });

/** An article in one locale. */
export const READING = shape('Article', {
  number: z.string(),
  requested: z.string(),
  served: z.string(),
  isFallback: z.boolean(),
  title: z.string(),
  description: z.string().nullable(),
  products: z.array(z.string()),
  appliesTo: z.array(z.string()),
  keywords: z.array(z.string()),
  isBug: z.boolean(),
  isHidden: z.boolean(),
  version: z.number().int().nullable(),
  createdAt: z.iso.datetime().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  sections: z.array(SECTION),
  steps: z.array(STEP),
  provenance: PROVENANCE,
  passages: z.array(PASSAGE).optional(),
  walk: shape('ArticleWalk', { kind: z.enum(['guided', 'plain']), href: z.string() }).nullable(),
  locales: z.array(
    shape('ArticleLocale', {
      locale: z.string(),
      title: z.string(),
      href: z.string(),
      state: z.enum(PROVENANCE_STATES),
      outdated: z.boolean().nullable(),
    }),
  ),
  internal: z
    .object({ notes: z.string().nullable(), crmHref: z.string().nullable(), authors: z.array(z.string()) })
    .optional()
    .meta({ description: 'For agents only; never from a public instance.' }),
  edit: z.string().nullable().meta({ description: 'Edit link to its file; null if EDIT_URL is not set.' }),
  links: z.object({ self: z.string(), html: z.string(), markdown: z.string(), permalink: z.string() }),
});

/** An article as a list item. */
export const LISTED = shape('ListedArticle', {
  number: z.string(),
  requested: z.string(),
  served: z.string(),
  isFallback: z.boolean(),
  title: z.string(),
  description: z.string().nullable(),
  products: z.array(z.string()),
  isBug: z.boolean(),
  version: z.number().int().nullable(),
  createdAt: z.iso.datetime().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime().nullable(),
  stepCount: z.number().int(),
  provenance: PROVENANCE,
  locales: z.array(z.string()),
  links: z.object({ self: z.string(), html: z.string(), permalink: z.string() }),
});

/** `GET /articles`: a page of the list. */
export const ARTICLE_LIST = listOf('ArticleList', LISTED);

/** `GET /articles/:number?locale=*`: every translation of one article. */
const READING_LIST = shape('ArticleInEveryLocale', {
  number: z.string(),
  items: z.array(READING),
  total: z.number().int(),
  next: ONE_PAGE,
});

/** `GET /articles/:number`: one translation, or every one. */
export const READING_OR_LIST = z
  .union([READING, READING_LIST])
  .register(SHAPES, { id: 'ArticleOrEveryLocale' });

const RANGE = shape('TextRange', { start: z.number().int().min(0), end: z.number().int().min(0) });
const FACET = shape('Facet', { value: z.string(), count: z.number().int() });

/** A search hit; ranges are in UTF-16 units, `end` exclusive. */
export const SEARCH_HIT = shape('SearchHit', {
  number: z.string(),
  title: z.string(),
  titleHighlights: z.array(RANGE),
  href: z.string(),
  matchedLocale: z.string(),
  servedLocale: z.string(),
  isFallback: z.boolean(),
  snippet: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  snippetLocale: z.string(),
  highlights: z.array(RANGE),
  products: z.array(z.string()),
  similar: z.array(z.string()),
  isBug: z.boolean(),
  provenance: PROVENANCE,
  score: z.number(),
  evidence: z.record(z.string(), z.number()).optional(),
});

/** A passage that a search found. */
export const SEARCH_PASSAGE = PASSAGE.omit({ markdown: true })
  .extend({ score: z.number() })
  .register(SHAPES, { id: 'SearchPassage' });

/** A search result. */
export const SEARCH_RESULT = shape('SearchResult', {
  items: z.array(SEARCH_HIT),
  total: z.number().int(),
  isTotalCapped: z.boolean(),
  facets: z.object({ products: z.array(FACET), locales: z.array(FACET) }),
  suggestion: z.string().nullable(),
  isSuggestionUsed: z.boolean(),
  direct: shape('DirectHit', {
    number: z.string(),
    title: z.string(),
    servedLocale: z.string(),
    href: z.string(),
  }).nullable(),
  nearestProducts: z.array(z.string()),
  passages: z.array(SEARCH_PASSAGE).optional(),
  explanation: shape('SearchExplanation', {
    text: z.string(),
    home: z.array(z.string()),
    searched: z.array(z.string()),
    tokens: z.array(
      z.object({
        term: z.string(),
        weight: z.number(),
        count: z.number().int(),
        standIns: z.array(z.string()),
      }),
    ),
    information: z
      .number()
      .describe(
        'Confidence of the match, 0 to 1: low for few words, and for words that are rare in the articles.',
      ),
    synonyms: z.array(z.string()),
    boosted: z.array(z.string()),
  }).optional(),
  degraded: z
    .boolean()
    .describe(
      'The search cluster did not respond in time; this process searched its own index, with the same ranking.',
    ),
  next: z.string().nullable(),
});

/** Type-ahead suggestions. */
export const SUGGESTIONS = shape('Suggestions', {
  items: z.array(
    shape('Suggestion', { number: z.string(), title: z.string(), locale: z.string(), href: z.string() }),
  ),
});

/** An oEmbed response. @see https://oembed.com/ */
export const EMBED = z.object({
  version: z.literal('1.0'),
  type: z.literal('link'),
  title: z.string(),
  provider_name: z.string(),
  provider_url: z.url(),
  cache_age: z.number().int(),
  thumbnail_url: z.url().optional(),
  thumbnail_width: z.number().int().optional(),
  thumbnail_height: z.number().int().optional(),
  number: z.string(),
  locale: z.string(),
  summary: z.string().nullable(),
  step_count: z.number().int(),
});

/** A problem document. @see https://www.rfc-editor.org/rfc/rfc9457 */
export const PROBLEM = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z
      .custom<ProblemCode>((code) => typeof code === 'string' && isProblemCode(code))
      .meta({ type: 'string', enum: Object.keys(PROBLEMS) }),
    errors: z.array(
      shape('ProblemPart', { pointer: z.string(), detail: z.string(), reason: z.string().optional() }),
    ),
    requestId: z.string(),
    near: z.array(z.string()).optional().meta({ description: 'Existing numbers one typing error away.' }),
    known: z.array(z.string()).optional().meta({ description: 'The allowed values.' }),
    scope: z.string().optional().meta({ description: 'The scope the key lacks.' }),
  })
  .register(SHAPES, { id: 'Problem' });

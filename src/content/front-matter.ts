import { z } from 'zod';
import { parseArticleNumber, type ArticleNumber } from '../article/article-number.js';
import type { ArticleFacts, InternalFacts, Origin } from '../article/article.js';
import { diagnostic, type Diagnostic, type DiagnosticCode } from './diagnostic.js';
import { splitList } from './leaked-quotes.js';
import type { SplitFile } from './split-front-matter.js';

/** Typed front matter values; strings as written, quotes not yet cleaned. */
export interface FrontMatter {
  readonly number: ArticleNumber;
  readonly title: string;
  readonly description: string | undefined;
  /** The export's marker is still included. */
  readonly keywords: readonly string[];
  readonly facts: ArticleFacts;
  readonly version: number | undefined;
  readonly createdAt: string | undefined;
  readonly publishedAt: string | undefined;
  readonly origin: Origin;
}

/** A list item as text, since YAML parses an unquoted `Error: timeout` in a list as a mapping. */
const text: z.ZodType<string> = z.union([
  z.string(),
  z.null().transform(() => ''),
  z.lazy(() => z.array(text)).transform((items) => items.filter((item) => item !== '').join(', ')),
  z
    .lazy(() => z.record(z.string(), text))
    .transform((entries) =>
      Object.entries(entries)
        .map((pair) => pair.join(': '))
        .join(', '),
    ),
]);
/** A comma-separated list, or a YAML list. */
const list = z.union([z.string().transform(splitList), z.array(text)]);
const flag = z.stringbool();

/**
 * The keys that are read; all others, private keys above all, are ignored.
 *
 * Every scalar is read as written. An invalid value becomes undefined and is reported separately.
 */
const KEYS = z.object({
  title: z.string().nullish(),
  description: z.string().nullish(),
  keywords: list.nullish(),
  solution: list.nullish(),
  product: list.nullish(),
  'applies-to': list.nullish(),
  bug: flag.nullish(),
  hide: flag.nullish(),
  'article-created-date': z.string().nullish(),
  'article-published-date': z.string().nullish(),
  'version-number': z
    .string()
    .regex(/^\s*\d{1,9}(?:\.0+)?\s*$/, 'expected a whole number')
    .transform(Number)
    .pipe(z.int().positive())
    .nullish(),
  'article-number': z.string().nullish(),
  kt: z.string().nullish(),
  'workflow-type': z.string().nullish(),
  'ht-degree': z.string().nullish(),
});

const INTERNAL_KEYS = z.object({
  'internal-notes': z.string().trim().catch(''),
  'dynamics-url': z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  'article-created-by': z.string().trim().catch(''),
  'article-published-by': z.string().trim().catch(''),
});

/** Read the internal fields. */
export function readInternal(data: Readonly<Record<string, unknown>>): InternalFacts {
  const keys = INTERNAL_KEYS.parse(data);
  return {
    notes: keys['internal-notes'] === '' ? undefined : keys['internal-notes'],
    crmHref: keys['dynamics-url'],
    authors: names([keys['article-created-by'], keys['article-published-by']]),
  };
}

/** Longest title or description in characters, since both appear in every list. */
const LONGEST_TEXT = 512;

const REQUIRED = ['description', 'solution', 'article-created-date', 'article-published-date'] as const;
const REQUIRED_OF_ARTICLES = ['version-number', 'article-number'] as const;

/**
 * Parse the keys of a front matter block.
 *
 * @param fileNumber - The number in the file's name, if it is one.
 * @param report - Receives diagnostics; after an error, nothing is returned.
 */
export function readFrontMatter(
  path: string,
  front: SplitFile,
  fileNumber: ArticleNumber | undefined,
  report: (diagnostic: Diagnostic) => void,
): FrontMatter | undefined {
  const say = (code: DiagnosticCode, message: string, key?: string): void =>
    report(diagnostic(path, code, message, key === undefined ? 1 : (front.lines.get(key) ?? 1)));
  const values = readValues(front.data, say);
  const number = readNumber(values['article-number'], values.kt, fileNumber, say);
  const title = values.title?.trim();
  if (title === undefined || title === '') say('title-missing', 'the front matter has no "title"', 'title');
  if (number === undefined || title === undefined || title === '') return undefined;

  const required = number.startsWith('KA') ? [...REQUIRED, ...REQUIRED_OF_ARTICLES] : REQUIRED;
  for (const key of required) {
    if (isEmpty(front.data[key])) say('field-missing', `the front matter has no "${key}"`);
  }
  const date = (key: 'article-created-date' | 'article-published-date'): string | undefined => {
    const value = values[key] ?? undefined;
    const instant = value === undefined ? undefined : parseExportDate(value);
    if (value !== undefined && instant === undefined)
      say('date-invalid', `"${key}" is not a date like 8/19/2022 6:54:15 AM or 2022-08-19T06:54:15Z`, key);
    return instant;
  };
  const cut = (key: 'title' | 'description', value: string | undefined): string | undefined => {
    if (value === undefined || value.length <= LONGEST_TEXT) return value;
    say('text-cut', `"${key}" has ${value.length} characters; the first ${LONGEST_TEXT} are shown`, key);
    return `${value.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  };
  return {
    number,
    title: cut('title', title) ?? title,
    description: cut('description', values.description ?? undefined),
    keywords: values.keywords ?? [],
    facts: {
      products: names([...(values.solution ?? []), ...(values.product ?? [])]),
      appliesTo: names(values['applies-to'] ?? []),
      isBug: values.bug ?? false,
      isHidden: values.hide ?? false,
    },
    version: values['version-number'] ?? undefined,
    createdAt: date('article-created-date'),
    publishedAt: date('article-published-date'),
    origin: readOrigin(values['workflow-type'], values['ht-degree']),
  };
}

/** Read the valid keys; the others are reported and omitted. */
function readValues(
  data: Readonly<Record<string, unknown>>,
  say: (code: DiagnosticCode, message: string, key: string) => void,
): z.infer<typeof KEYS> {
  const given = Object.fromEntries(Object.entries(data).filter(([, value]) => !isEmpty(value)));
  const parsed = KEYS.safeParse(given);
  if (parsed.success) return parsed.data;
  const misfits = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  for (const [key, message] of misfits) say('field-type', `"${key}" has the wrong type: ${message}`, key);
  return KEYS.parse(Object.fromEntries(Object.entries(given).filter(([key]) => !misfits.has(key))));
}

/** YAML's null values. */
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && /^(?:null|~)?$/i.test(value));
}

function names(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
}

function readNumber(
  declared: string | null | undefined,
  kt: string | null | undefined,
  fileNumber: ArticleNumber | undefined,
  say: (code: DiagnosticCode, message: string, key: string) => void,
): ArticleNumber | undefined {
  const inside = declared ?? (kt ? `KT-${kt}` : undefined);
  const number = inside === undefined ? fileNumber : parseArticleNumber(inside);
  if (number === undefined) {
    const found =
      inside === undefined ? 'neither the front matter nor the file name has' : `"${inside}" is not`;
    say(
      'number-missing',
      `${found} an article number (KA- or KT- and five digits or more)`,
      'article-number',
    );
  } else if (fileNumber !== undefined && fileNumber !== number) {
    say(
      'number-mismatch',
      `the number is ${number} in the front matter, ${fileNumber} in the file name`,
      'article-number',
    );
    return undefined;
  }
  return number;
}

/** Translations state their workflow or human share; a file with neither was written by people. */
function readOrigin(workflow: string | null | undefined, degree: string | null | undefined): Origin {
  const percent = /^\s*(\d{1,3})\s*%\s*$/.exec(degree ?? '')?.[1];
  const humanDegree = percent === undefined ? undefined : Math.min(100, Number(percent)) / 100;
  return !workflow && !degree ? { kind: 'human', humanDegree: undefined } : { kind: 'machine', humanDegree };
}

/** As the source system writes it: month first. */
const EXPORT_DATE =
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}) (?<hour>[1-9]|0[1-9]|1[0-2]):(?<minute>\d\d):(?<second>\d\d) ?(?<half>AM|PM)$/i;
const ISO_DATE =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d{1,9})?)?(?: ?(?:Z|(?<sign>[+-])(?<offsetHours>\d\d)(?::?(?<offsetMinutes>\d\d))?))?)?$/i;

/**
 * Parse a date as the source system writes it, `8/19/2022 6:54:15 AM` (month first, UTC), or in ISO 8601; UTC without an offset.
 *
 * @returns ISO 8601 in UTC without fractions, or undefined when invalid (12 AM is midnight; no 31 February).
 * @see docs/decisions/0008-dates-are-utc.md
 */
export function parseExportDate(text: string): string | undefined {
  // Since ICU 72 a narrow no-break space precedes AM and PM.
  const plain = text.trim().replace(/\s+/g, ' ');
  const groups = (EXPORT_DATE.exec(plain) ?? ISO_DATE.exec(plain))?.groups;
  if (groups === undefined) return undefined;
  const part = (name: string): number => Number(groups[name] ?? 0);
  const half = groups['half']?.toUpperCase();
  const hour = half === undefined ? part('hour') : (part('hour') % 12) + (half === 'PM' ? 12 : 0);
  const [month, day, minute, second] = [part('month'), part('day'), part('minute'), part('second')];
  /** Minutes that the clock is ahead of UTC. */
  const offset = (part('offsetHours') * 60 + part('offsetMinutes')) * (groups['sign'] === '-' ? -1 : 1);
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(offset) > 18 * 60) return undefined;
  const local = new Date(Date.UTC(part('year'), month - 1, day, hour, minute, second));
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return undefined;
  return new Date(local.getTime() - offset * 60_000).toISOString().replace('.000Z', 'Z');
}

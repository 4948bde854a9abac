import type { ArticleNumber } from './article-number.js';
import type { LocaleTag, RiskFacts, TranslationSummary } from './article.js';

/** How likely a translation is to mislead, relative to others; never that it is good. `not-judged`: no comparable sample was measured. */
export const RISK_BANDS = ['low', 'raised', 'high', 'not-judged'] as const;
export type RiskBand = (typeof RISK_BANDS)[number];

/** Critical and major errors per 1,000 words of machine translation, by language, from `npm run bench:risk`. */
const ERRORS_BY_LANGUAGE: Readonly<Record<string, number>> = {
  de: 9,
  es: 8.5,
  fr: 7.3,
  it: 9,
  ja: 6.1,
  ko: 6.5,
  nl: 15.6,
  pt: 5.9,
  sv: 9,
  zh: 7.1,
};
/** Weight of a span, in words. */
const MARK_WORDS = 3;
/** Weight of a lost name, in errors. */
const LOST_ERRORS = 0.5;
/** Expected errors at which each band begins. */
const RAISED = 1;
const HIGH = 3;

const LISTING = /<pre\b[^>]*>[^]*?<\/pre>/g;
const CODE = /<code\b[^>]*>[^]*?<\/code>/g;
const MARK = /<(?:strong|b|em|i|code|a)\b/g;
const TAG = /<[^>]*>/g;
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\p{L}{2,}/gu;
const IDEOGRAPH = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const NAME =
  /[A-Za-z0-9]+(?:[_.:/@-][A-Za-z0-9]+)+|[a-z]+[A-Z][A-Za-z0-9]*|[A-Z][a-z]+[A-Z][A-Za-z0-9]*|\b[A-Z]{2,}\b|\d+/g;
/** Names kept per source; more add nothing. */
const MOST_NAMES = 500;

/** The language-independent names, codes and numbers of a text, outside code listings. */
export function namesOf(html: string): readonly string[] {
  return [...new Set(html.replace(LISTING, ' ').replace(TAG, ' ').match(NAME) ?? [])].slice(0, MOST_NAMES);
}

/**
 * Measure a translation for its risk.
 *
 * @param html - All of its text, as compiled.
 * @param sourceNames - `namesOf` its source; empty without one.
 */
export function measureRisk(html: string, sourceNames: readonly string[]): RiskFacts {
  const withoutListings = html.replace(LISTING, ' ');
  const prose = withoutListings.replace(CODE, ' ').replace(TAG, ' ').match(WORD) ?? [];
  // Two ideographs are about one word.
  const words = prose.reduce((sum, word) => sum + (IDEOGRAPH.test(word) ? 0.5 : 1), 0);
  const text = html.replace(TAG, '');
  return {
    words: Math.round(words),
    marks: withoutListings.match(MARK)?.length ?? 0,
    lost: sourceNames.filter((name) => !text.includes(name)).length,
  };
}

/**
 * Expected number of critical and major errors, as a score for ranking.
 *
 * @param rate - Errors in 1,000 words of that language.
 * @see docs/risk.md
 */
export function riskScore({ words, marks, lost }: RiskFacts, humanDegree: number, rate: number): number {
  return (rate / 1000) * (words + MARK_WORDS * marks) * (1 - humanDegree) + LOST_ERRORS * lost;
}

/**
 * The risk band of a translation; the only place where it is decided.
 *
 * @param isIncomplete - Whether it is outdated or lacks steps; its risk is then never low.
 * @returns `not-judged` for human translations, sources, and languages without a hand-read sample.
 */
export function riskBand(
  { locale, origin, risk }: Pick<TranslationSummary, 'locale' | 'origin' | 'risk'>,
  isSource: boolean,
  isIncomplete: boolean,
): RiskBand {
  const rate = ERRORS_BY_LANGUAGE[new Intl.Locale(locale).language];
  if (isSource || origin.kind === 'human' || risk === undefined || rate === undefined) return 'not-judged';
  const score = riskScore(risk, origin.humanDegree ?? 0, rate);
  if (score >= HIGH) return 'high';
  return score >= RAISED || isIncomplete ? 'raised' : 'low';
}

/** What readers said of one version of a translation. */
export interface ReaderVerdict {
  /** Votes that the translation is good, and that it is not. */
  readonly good: number;
  readonly bad: number;
  /** Open reports that it is wrong. */
  readonly reports: number;
}

/** Versions of translations that readers doubt, by `versionKey`. */
export type Doubted = ReadonlySet<string>;

const FEWEST_VOTES = 5;

/** Whether readers doubt a translation: a rule, without evidence. @see docs/risk.md */
export function isDoubted({ good, bad, reports }: ReaderVerdict): boolean {
  return reports > 0 || (good + bad >= FEWEST_VOTES && bad > good);
}

/** The risk band of a translation that readers doubt: one higher. */
export function raiseRisk(band: RiskBand): RiskBand {
  if (band === 'not-judged') return band;
  return band === 'low' ? 'raised' : 'high';
}

/** Identifies a version of a translation. @param version - Null and undefined: none. */
export function versionKey(
  number: ArticleNumber,
  locale: LocaleTag,
  version: number | null | undefined,
): string {
  return [number, locale, version ?? ''].join('/');
}

import { z } from 'zod';
import type { ArticleNumber } from '../article/article-number.js';
import type { Article, Frozen, LocaleTag, TranslationSummary } from '../article/article.js';
import {
  compareWithSource,
  PROVENANCE_STATES,
  type Provenance,
  type ProvenanceState,
} from '../article/reading.js';
import type { Finding, FindingSeverity } from '../check/finding.js';
import type { UsageOverview } from '../ledger/usage-overview.js';
import { RANKED_ARTICLE, rankArticles, titleOf, type ArticleTitle } from './rank-articles.js';

/** What a report is made of. */
export interface ReportInput {
  /** Articles that are not hidden. */
  readonly articles: readonly Article[];
  /** The content's locales, as its folders are named. */
  readonly locales: readonly LocaleTag[];
  readonly sourceLocale: LocaleTag | undefined;
  /** Undefined until the content has been checked. */
  readonly findings: readonly Finding[] | undefined;
  /** Undefined where nothing is recorded. */
  readonly usage: UsageOverview | undefined;
}

const COUNT = z.number().int().min(0);

/** The numbers that come from the content, as the API presents them. */
export const CONTENT_NUMBERS = z.object({
  articles: COUNT,
  locales: z.array(z.string()),
  sourceLocale: z.string().nullable(),
  /** Most articles first; `upToDate` with the sources, `unknown` without source or version to compare with. */
  products: z.array(
    z.object({
      product: z.string(),
      articles: COUNT,
      cells: z.array(z.object({ locale: z.string(), existing: COUNT, upToDate: COUNT, unknown: COUNT })),
    }),
  ),
  /** `humanDegree` is the mean of the stated values. */
  byLocale: z.array(
    z.object({
      locale: z.string(),
      existing: COUNT,
      missing: COUNT,
      states: z.record(z.enum(PROVENANCE_STATES), COUNT),
      withMissingSteps: COUNT,
      machine: COUNT,
      humanDegree: z.number().min(0).max(1).nullable(),
    }),
  ),
  /** Null while the content is being checked; ask again. */
  findings: z
    .object({
      /** Most findings first. */
      rules: z.array(
        z.object({
          rule: z.string(),
          severity: z.enum(['error', 'warning', 'note']),
          total: COUNT,
          byLocale: z.record(z.string(), COUNT),
        }),
      ),
      worst: z.array(RANKED_ARTICLE),
    })
    .nullable(),
});

/** The numbers for a knowledge manager. */
export type Report = Frozen<z.infer<typeof CONTENT_NUMBERS>> & {
  /** Titles of the articles with walks that ended. */
  readonly walkTitles: ReadonlyMap<ArticleNumber, ArticleTitle>;
  /** Undefined where nothing is recorded. */
  readonly usage: UsageOverview | undefined;
};
/** One product's articles, by locale. */
export type ProductTrust = Report['products'][number];
/** All articles in one locale. */
export type LocaleTrust = Report['byLocale'][number];
/** Findings of one rule. */
export type RuleCount = NonNullable<Report['findings']>['rules'][number];

/** Count everything a report shows. */
export function buildReport({ articles, locales, sourceLocale, findings, usage }: ReportInput): Report {
  const compared = articles.flatMap(({ facts, translations }) => {
    const source = translations.find(({ locale }) => locale === sourceLocale);
    return translations.map((translation): Compared => {
      return { ...compareWithSource(translation, source), translation, products: facts.products };
    });
  });
  const withWalks = articles.filter(({ number }) => usage?.outcomes.some((end) => end.number === number));
  return {
    articles: articles.length,
    locales,
    sourceLocale: sourceLocale ?? null,
    products: countByProduct(articles, compared, locales),
    byLocale: locales.map((locale) =>
      countLocale(
        locale,
        compared.filter(({ translation }) => translation.locale === locale),
        articles.length,
      ),
    ),
    findings:
      findings === undefined
        ? null
        : {
            rules: countByRule(findings),
            worst: rankArticles(articles, findings, sourceLocale, usage?.reuse),
          },
    walkTitles: new Map(withWalks.map((article) => [article.number, titleOf(article, sourceLocale)])),
    usage,
  };
}

/** A translation beside its source. */
interface Compared extends Provenance {
  readonly translation: TranslationSummary;
  readonly products: readonly string[];
}

// `ahead` counts as up to date.
const UP_TO_DATE: readonly ProvenanceState[] = ['source', 'current', 'ahead'];
const INCOMPARABLE: readonly ProvenanceState[] = ['no-source', 'unversioned'];

function countByProduct(
  articles: readonly Article[],
  compared: readonly Compared[],
  locales: readonly LocaleTag[],
): readonly ProductTrust[] {
  const names = new Set(articles.flatMap(({ facts }) => facts.products));
  return [...names]
    .map((product) => {
      const own = compared.filter(({ products }) => products.includes(product));
      const cells = locales.map((locale) => {
        const here = own.filter(({ translation }) => translation.locale === locale);
        const count = (states: readonly ProvenanceState[]): number =>
          here.filter(({ state }) => states.includes(state)).length;
        return { locale, existing: here.length, upToDate: count(UP_TO_DATE), unknown: count(INCOMPARABLE) };
      });
      return {
        product,
        articles: articles.filter(({ facts }) => facts.products.includes(product)).length,
        cells,
      };
    })
    .sort((a, b) => b.articles - a.articles || (a.product < b.product ? -1 : 1));
}

function countLocale(locale: LocaleTag, own: readonly Compared[], articles: number): LocaleTrust {
  const count = (wanted: ProvenanceState): number => own.filter(({ state }) => state === wanted).length;
  const degrees = own.flatMap(({ translation }) => translation.origin.humanDegree ?? []);
  return {
    locale,
    existing: own.length,
    missing: articles - own.length,
    states: {
      source: count('source'),
      current: count('current'),
      outdated: count('outdated'),
      ahead: count('ahead'),
      unversioned: count('unversioned'),
      'no-source': count('no-source'),
    },
    withMissingSteps: own.filter(({ missingSteps }) => missingSteps.length > 0).length,
    machine: own.filter(({ translation }) => translation.origin.kind === 'machine').length,
    humanDegree:
      degrees.length === 0 ? null : degrees.reduce((sum, degree) => sum + degree, 0) / degrees.length,
  };
}

function countByRule(findings: readonly Finding[]): readonly RuleCount[] {
  const rules = new Map<
    string,
    { severity: FindingSeverity; total: number; byLocale: Record<string, number> }
  >();
  for (const { rule, severity, locale } of findings) {
    const count = rules.get(rule) ?? { severity, total: 0, byLocale: {} };
    count.total += 1;
    count.byLocale[locale] = (count.byLocale[locale] ?? 0) + 1;
    rules.set(rule, count);
  }
  return [...rules]
    .map(([rule, count]) => ({ rule, ...count }))
    .sort((a, b) => b.total - a.total || (a.rule < b.rule ? -1 : 1));
}

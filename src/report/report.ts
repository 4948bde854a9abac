import type { ArticleNumber } from '../article/article-number.js';
import type { Article, LocaleTag, TranslationSummary } from '../article/article.js';
import { compareWithSource, type Provenance, type ProvenanceState } from '../article/reading.js';
import type { Finding, FindingSeverity } from '../check/finding.js';
import type { UsageOverview } from '../ledger/usage-overview.js';
import { rankArticles, titleOf, type ArticleTitle, type RankedArticle } from './rank-articles.js';

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

/** Articles of one product in one locale. */
export interface TrustCell {
  readonly locale: LocaleTag;
  /** How many exist in it. */
  readonly existing: number;
  /** Number that are the source or up to date. */
  readonly upToDate: number;
  /** Number that cannot be compared, without source or version. */
  readonly unknown: number;
}

/** One product's articles, by locale. */
export interface ProductTrust {
  readonly product: string;
  readonly articles: number;
  readonly cells: readonly TrustCell[];
}

/** All articles in one locale. */
export interface LocaleTrust {
  readonly locale: LocaleTag;
  readonly existing: number;
  readonly missing: number;
  readonly states: Readonly<Record<ProvenanceState, number>>;
  /** Articles whose translation lacks steps of the source. */
  readonly withMissingSteps: number;
  readonly machine: number;
  /** Mean of the stated values; undefined without any. */
  readonly humanDegree: number | undefined;
}

/** Findings of one rule. */
export interface RuleCount {
  readonly rule: string;
  readonly severity: FindingSeverity;
  readonly total: number;
  readonly byLocale: ReadonlyMap<LocaleTag, number>;
}

/** The numbers for a knowledge manager. */
export interface Report {
  readonly articles: number;
  readonly locales: readonly LocaleTag[];
  readonly sourceLocale: LocaleTag | undefined;
  /** Most articles first. */
  readonly products: readonly ProductTrust[];
  readonly byLocale: readonly LocaleTrust[];
  /** Most findings first; undefined while nobody has checked. */
  readonly rules: readonly RuleCount[] | undefined;
  /** At most twenty; undefined while nobody has checked. */
  readonly worst: readonly RankedArticle[] | undefined;
  /** Titles of the articles with walks that ended. */
  readonly walkTitles: ReadonlyMap<ArticleNumber, ArticleTitle>;
  /** Undefined where nothing is recorded. */
  readonly usage: UsageOverview | undefined;
}

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
    sourceLocale,
    products: countByProduct(articles, compared, locales),
    byLocale: locales.map((locale) =>
      countLocale(
        locale,
        compared.filter(({ translation }) => translation.locale === locale),
        articles.length,
      ),
    ),
    rules: findings && countByRule(findings),
    worst: findings && rankArticles(articles, findings, sourceLocale, usage?.reuse),
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
      const cells = locales.map((locale): TrustCell => {
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
      degrees.length === 0 ? undefined : degrees.reduce((sum, degree) => sum + degree, 0) / degrees.length,
  };
}

function countByRule(findings: readonly Finding[]): readonly RuleCount[] {
  const rules = new Map<
    string,
    { severity: FindingSeverity; total: number; byLocale: Map<string, number> }
  >();
  for (const { rule, severity, locale } of findings) {
    const count = rules.get(rule) ?? { severity, total: 0, byLocale: new Map<string, number>() };
    count.total += 1;
    count.byLocale.set(locale, (count.byLocale.get(locale) ?? 0) + 1);
    rules.set(rule, count);
  }
  return [...rules]
    .map(([rule, count]) => ({ rule, ...count }))
    .sort((a, b) => b.total - a.total || (a.rule < b.rule ? -1 : 1));
}

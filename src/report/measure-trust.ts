import type { Article, LocaleTag, TranslationSummary } from '../article/article.js';
import { compareWithSource, PROVENANCE_STATES, type Provenance } from '../article/reading.js';
import type { LocaleTrust, ProductTrust, Report, TrustCell } from './report-data.js';

interface Tally {
  existing: number;
  upToDate: number;
  unknown: number;
}

/** Count what exists in which locale and how it stands beside its source. */
export function measureTrust(
  articles: readonly Article[],
  locales: readonly LocaleTag[],
  sourceLocale: LocaleTag | undefined,
): Pick<Report, 'products' | 'byLocale'> {
  const products = new Map<string, { articles: number; cells: Map<LocaleTag, Tally> }>();
  const counters = new Map(locales.map((locale) => [locale, createCounter(locale)]));
  for (const { facts, translations } of articles) {
    const source = translations.find(({ locale }) => locale === sourceLocale);
    const rows = facts.products.map((product) => {
      const row = products.get(product) ?? { articles: 0, cells: new Map<LocaleTag, Tally>() };
      products.set(product, row);
      row.articles += 1;
      return row;
    });
    for (const translation of translations) {
      const provenance = compareWithSource(translation, source);
      counters.get(translation.locale)?.add(translation, provenance);
      for (const { cells } of rows) tally(cells, translation.locale, provenance);
    }
  }
  return {
    products: [...products]
      .map(([product, row]) => toProduct(product, row.articles, row.cells, locales))
      .sort((a, b) => b.articles - a.articles || (a.product < b.product ? -1 : 1)),
    byLocale: [...counters.values()].map((counter) => counter.finish(articles.length)),
  };
}

function tally(cells: Map<LocaleTag, Tally>, locale: LocaleTag, { state }: Provenance): void {
  const cell = cells.get(locale) ?? { existing: 0, upToDate: 0, unknown: 0 };
  cells.set(locale, cell);
  cell.existing += 1;
  // Ahead of the source is not behind it.
  if (state === 'source' || state === 'current' || state === 'ahead') cell.upToDate += 1;
  if (state === 'no-source' || state === 'unversioned') cell.unknown += 1;
}

function toProduct(
  product: string,
  articles: number,
  cells: ReadonlyMap<LocaleTag, Tally>,
  locales: readonly LocaleTag[],
): ProductTrust {
  const none: Tally = { existing: 0, upToDate: 0, unknown: 0 };
  return {
    product,
    articles,
    cells: locales.map((locale): TrustCell => ({ locale, ...(cells.get(locale) ?? none) })),
  };
}

function createCounter(locale: LocaleTag) {
  const states = Object.fromEntries(PROVENANCE_STATES.map((state) => [state, 0]));
  let [existing, machine, withMissingSteps, degrees, degreeSum] = [0, 0, 0, 0, 0];
  return {
    add({ origin }: TranslationSummary, { state, missingSteps }: Provenance): void {
      existing += 1;
      states[state] = (states[state] ?? 0) + 1;
      if (missingSteps.length > 0) withMissingSteps += 1;
      if (origin.kind === 'machine') machine += 1;
      if (origin.humanDegree === undefined) return;
      degrees += 1;
      degreeSum += origin.humanDegree;
    },
    finish: (articles: number): LocaleTrust => ({
      locale,
      existing,
      missing: articles - existing,
      states: {
        source: states['source'] ?? 0,
        current: states['current'] ?? 0,
        outdated: states['outdated'] ?? 0,
        ahead: states['ahead'] ?? 0,
        unversioned: states['unversioned'] ?? 0,
        'no-source': states['no-source'] ?? 0,
      },
      withMissingSteps,
      machine,
      humanDegree: degrees === 0 ? undefined : degreeSum / degrees,
    }),
  };
}

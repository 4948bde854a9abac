import type { JSX } from 'preact';
import { type SearchAddress, searchPath } from '../../http/response/addresses.js';
import { HiddenFilters, isPasted, type SearchPageProps, SearchStep } from './search-form.js';

/** Most facet values shown. */
const MOST_SHOWN = 12;

interface Choice {
  readonly name: Exclude<keyof SearchAddress, 'q'>;
  /** Undefined to remove the filter. */
  readonly value: string | undefined;
  readonly label: string;
  readonly count?: number;
  readonly isCurrent: boolean;
}

interface Group {
  readonly name: string;
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** Facet filters with counts; nothing without choices. */
export function SearchFilters({ data, page }: SearchPageProps): JSX.Element | null {
  const { t } = page;
  const { asked, result } = data;
  const isNarrowed = [asked.sort, asked.bug, asked.current, asked.since].some((set) => set !== undefined);
  const hasChoice = isNarrowed || (result?.total ?? 0) > 1;
  const facets = facetGroups({ data, page });
  if (facets.length === 0 && !hasChoice) return null;
  const { sort = 'relevance' } = asked;
  const order: Group = {
    name: 'sort',
    title: t('list.sort'),
    choices: [
      { name: 'sort', value: undefined, label: t('search.relevance'), isCurrent: sort === 'relevance' },
      { name: 'sort', value: 'newest', label: t('list.newest'), isCurrent: sort === 'newest' },
    ],
  };
  // Toggle filters.
  const condition = (name: 'bug' | 'current', label: string): Choice => {
    const isCurrent = asked[name] !== undefined;
    return { name, value: isCurrent ? undefined : 'true', label, isCurrent };
  };
  const conditions: Group = {
    name: 'conditions',
    title: t('search.filters'),
    choices: [condition('bug', t('list.onlyBugs')), condition('current', t('list.onlyCurrent'))],
  };
  return (
    <nav class="search-filters" id="filters" aria-label={t('search.filters')}>
      {[...(hasChoice ? [order] : []), ...facets, ...(hasChoice ? [conditions] : [])].map((group) => (
        <section class={`search-filter search-filter-${group.name}`} aria-labelledby={`filter-${group.name}`}>
          <h2 id={`filter-${group.name}`}>{group.title}</h2>
          <ul>
            {group.choices.map(({ name, value, label, count, isCurrent }) => (
              <li>
                <SearchStep page={page} asked={asked} change={{ name, value }} isCurrent={isCurrent}>
                  {count === undefined ? label : <span>{label}</span>}
                  {count !== undefined && ' '}
                  {count !== undefined && <span class="count">{page.format.number(count)}</span>}
                </SearchStep>
              </li>
            ))}
          </ul>
          {group === conditions && <SinceForm data={data} page={page} />}
        </section>
      ))}
    </nav>
  );
}

/** Facets of products and languages; shown with more than one value. */
function facetGroups({ data: { asked, result }, page: { t, format } }: SearchPageProps): readonly Group[] {
  const { products = [], locales = [] } = result?.facets ?? {};
  const facets = [
    { name: 'product', title: t('list.product'), all: t('list.allProducts'), values: products },
    { name: 'foundIn', title: t('search.foundInLabel'), all: t('search.allLanguages'), values: locales },
  ] as const;
  return facets.flatMap(({ name, title, all, values }) => {
    const chosen = asked[name];
    if (values.length <= 1 && chosen === undefined) return [];
    // The selected value is always shown, so that it can be removed.
    const isMissing = chosen !== undefined && !values.some(({ value }) => value === chosen);
    const shown = [...(isMissing ? [{ value: chosen, count: 0 }] : []), ...values].slice(0, MOST_SHOWN);
    const choices = shown.map(({ value, count }) => {
      const label = name === 'product' ? value : format.languageName(value);
      return { name, value, label, count, isCurrent: value === chosen };
    });
    const off = { name, value: undefined, label: all, isCurrent: chosen === undefined };
    return [{ name, title, choices: [off, ...choices] }];
  });
}

function SinceForm({ data: { asked }, page: { t, locale } }: SearchPageProps): JSX.Element | null {
  if (isPasted(asked)) return null;
  return (
    <form class="search-since" action={searchPath(locale)} method="get" data-auto>
      <HiddenFilters asked={{ ...asked, since: undefined, cursor: undefined }} hasQuery />
      <label for="search-since">{t('list.since')}</label>
      <input id="search-since" type="date" name="since" value={asked.since} />
      <button class="button" type="submit">
        {t('list.apply')}
      </button>
    </form>
  );
}

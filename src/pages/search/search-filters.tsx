import type { JSX } from 'preact';
import type { SearchPageProps } from './search-page-data.js';
import { SearchStep } from './search-step.js';

/** Values shown; the rest is too rare to be worth choosing among so many. */
const MOST_SHOWN = 12;

/** What the articles found can be narrowed down to, with their counts. Nothing where there is nothing to choose. */
export function SearchFilters({ data, page }: SearchPageProps): JSX.Element | null {
  const { t, format } = page;
  const { asked, result } = data;
  const groups: readonly FilterGroup[] = [
    {
      name: 'product',
      title: t('list.product'),
      all: t('list.allProducts'),
      values: withChosen(result?.facets.products ?? [], asked.product),
      nameOf: (value) => value,
    },
    {
      name: 'foundIn',
      title: t('search.foundInLabel'),
      all: t('search.allLanguages'),
      values: withChosen(result?.facets.locales ?? [], asked.foundIn),
      nameOf: (value) => format.languageName(value),
    },
  ];
  const shown = groups.filter(({ name, values }) => values.length > 1 || asked[name] !== undefined);
  if (shown.length === 0) return null;
  return (
    <nav class="search-filters" aria-label={t('search.filters')}>
      {shown.map((group) => (
        <Filter data={data} page={page} group={group} />
      ))}
    </nav>
  );
}

interface Facet {
  readonly value: string;
  readonly count: number;
}

interface FilterGroup {
  readonly name: 'product' | 'foundIn';
  readonly title: string;
  /** Takes the filter off. */
  readonly all: string;
  readonly values: readonly Facet[];
  readonly nameOf: (value: string) => string;
}

/** What is chosen must be shown to be given up, also where nothing has it. */
function withChosen(values: readonly Facet[], chosen: string | undefined): readonly Facet[] {
  if (chosen === undefined || values.some(({ value }) => value === chosen)) return values;
  return [{ value: chosen, count: 0 }, ...values];
}

function Filter({ data, page, group }: SearchPageProps & { readonly group: FilterGroup }): JSX.Element {
  const { asked } = data;
  const { name, title, all, values } = group;
  const chosen = asked[name];
  const choice = ({ value, count }: Facet): JSX.Element => (
    <li>
      <SearchStep page={page} asked={asked} change={{ name, value }} isCurrent={value === chosen}>
        <span>{group.nameOf(value)}</span> <span class="count">{page.format.number(count)}</span>
      </SearchStep>
    </li>
  );
  return (
    <section class={`search-filter search-filter-${name}`} aria-labelledby={`filter-${name}`}>
      <h2 id={`filter-${name}`}>{title}</h2>
      <ul>
        <li>
          <SearchStep
            page={page}
            asked={asked}
            change={{ name, value: undefined }}
            isCurrent={chosen === undefined}
          >
            {all}
          </SearchStep>
        </li>
        {values.slice(0, MOST_SHOWN).map(choice)}
      </ul>
    </section>
  );
}

import type { JSX } from 'preact';
import { searchPath, type SearchAddress } from '../../http/response/addresses.js';
import type { PageContext } from '../layout/page-context.js';
import { HiddenFilters } from './search-form.js';
import { isPasted, type SearchPageProps } from './search-page-data.js';
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
  const isNarrowed = [asked.sort, asked.bug, asked.current, asked.since].some((set) => set !== undefined);
  const hasChoice = isNarrowed || (result?.total ?? 0) > 1;
  if (shown.length === 0 && !hasChoice) return null;
  return (
    <nav class="search-filters" id="filters" aria-label={t('search.filters')}>
      {hasChoice && <Order data={data} page={page} />}
      {shown.map((group) => (
        <Filter data={data} page={page} group={group} />
      ))}
      {hasChoice && <Conditions data={data} page={page} />}
    </nav>
  );
}

/** Nearest first, or newest. */
function Order({ data: { asked }, page }: SearchPageProps): JSX.Element {
  const { t } = page;
  const { sort = 'relevance' } = asked;
  return (
    <section class="search-filter" aria-labelledby="filter-sort">
      <h2 id="filter-sort">{t('list.sort')}</h2>
      <ul>
        {(['relevance', 'newest'] as const).map((order) => (
          <li>
            <SearchStep
              page={page}
              asked={asked}
              change={{ name: 'sort', value: order === 'relevance' ? undefined : order }}
              isCurrent={order === sort}
            >
              {t(order === 'relevance' ? 'search.relevance' : 'list.newest')}
            </SearchStep>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Only known bugs, only what is up to date: each put on and taken off by itself. */
function Conditions({ data: { asked }, page }: SearchPageProps): JSX.Element {
  const { t } = page;
  return (
    <section class="search-filter" aria-labelledby="filter-conditions">
      <h2 id="filter-conditions">{t('search.filters')}</h2>
      <ul>
        {(['bug', 'current'] as const).map((name) => (
          <li>
            <SearchStep
              page={page}
              asked={asked}
              change={{ name, value: asked[name] === undefined ? 'true' : undefined }}
              isCurrent={asked[name] !== undefined}
            >
              {t(name === 'bug' ? 'list.onlyBugs' : 'list.onlyCurrent')}
            </SearchStep>
          </li>
        ))}
      </ul>
      <SinceForm asked={asked} page={page} />
    </section>
  );
}

function SinceForm({
  asked,
  page,
}: {
  readonly page: PageContext;
  readonly asked: SearchAddress;
}): JSX.Element | null {
  const { t, locale } = page;
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

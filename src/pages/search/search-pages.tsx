import type { JSX } from 'preact';
import { Icon } from '../layout/icon.js';
import type { SearchPageProps } from './search-page-data.js';
import { SearchStep } from './search-step.js';

/** On to the next page of a search, and back to the first; nothing where there is only one. */
export function SearchPages({ data, page }: SearchPageProps): JSX.Element | null {
  const { t } = page;
  const { asked, result } = data;
  const next = result?.next ?? undefined;
  if (asked.cursor === undefined && next === undefined) return null;
  return (
    <nav class="list-pages" aria-label={t('list.pages')}>
      {asked.cursor !== undefined && (
        <SearchStep
          page={page}
          asked={asked}
          change={{ name: 'cursor', value: undefined }}
          class="search-first"
        >
          {t('list.first')}
        </SearchStep>
      )}
      {next !== undefined && (
        <SearchStep
          page={page}
          asked={asked}
          change={{ name: 'cursor', value: next }}
          class="button"
          rel="next"
        >
          {t('list.next')}
          <Icon name="arrow" />
        </SearchStep>
      )}
    </nav>
  );
}

import type { JSX } from 'preact';
import { searchPath } from '../http/addresses.js';
import { Icon } from './icon.js';
import type { PageContext } from './page-context.js';

interface SearchBoxProps {
  readonly page: PageContext;
  /** Unique on the page; the field's id. */
  readonly id: string;
  /** What was searched for, shown again. */
  readonly query?: string | undefined;
  readonly size?: 'small' | 'large';
}

/** A plain search form; type-ahead may be added to its input by a script. */
export function SearchBox({ page, id, query, size = 'small' }: SearchBoxProps): JSX.Element {
  const { t, locale } = page;
  return (
    <form class={`search-box search-box-${size}`} role="search" action={searchPath(locale)} method="get">
      <label class="visually-hidden" for={id}>
        {t('search.label')}
      </label>
      <input
        id={id}
        type="search"
        name="q"
        value={query}
        placeholder={t('search.placeholder')}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
      />
      <button type="submit">
        <Icon name="search" />
        <span class={size === 'small' ? 'visually-hidden' : undefined}>{t('search.submit')}</span>
      </button>
    </form>
  );
}

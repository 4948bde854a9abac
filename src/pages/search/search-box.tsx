import type { JSX } from 'preact';
import { apiSuggestPath, searchPath } from '../../http/response/addresses.js';
import { Icon } from '../layout/icon.js';
import type { PageContext } from '../layout/page.js';

interface SearchBoxProps {
  readonly page: PageContext;
  /** Unique on the page: the field's id; the form's is the same with `-form`. */
  readonly id: string;
  /** The current query. */
  readonly query?: string | undefined;
  readonly size?: 'small' | 'large';
}

/** Number of suggestions: about what fits above a phone's keyboard. */
const MOST_SUGGESTIONS = 8;
/** Placeholder for the typed text. */
const QUERY_MARK = '\uF8F0';

/** A search form; `suggest.js` turns its field into a combobox, or a larger field for pasted text. */
export function SearchBox({ page, id, query, size = 'small' }: SearchBoxProps): JSX.Element {
  const { t, locale } = page;
  // Announcements per number of suggestions, since plural forms are resolved here.
  const counts = Array.from({ length: MOST_SUGGESTIONS + 1 }, (_, count) =>
    t('search.suggestionCount', { count }),
  );
  return (
    <form
      id={`${id}-form`}
      class={`search-box search-box-${size}`}
      role="search"
      action={searchPath(locale)}
      method="get"
      data-suggest={`${apiSuggestPath(locale)}&limit=${MOST_SUGGESTIONS}`}
      data-suggest-label={t('search.suggestions')}
      data-suggest-search={t('search.searchFor', { query: QUERY_MARK })}
      data-suggest-counts={JSON.stringify(counts)}
    >
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
        dir="auto"
      />
      <button type="submit">
        <Icon name="search" />
        <span class={size === 'small' ? 'visually-hidden' : undefined}>{t('search.submit')}</span>
      </button>
    </form>
  );
}

import type { JSX } from 'preact';
import { searchPath } from '../../http/response/addresses.js';
import type { SearchAddress } from '../../http/response/addresses.js';
import type { PageContext } from '../layout/page-context.js';
import { SearchBox } from './search-box.js';
import { PASTE_FORM } from './search-step.js';
import { isPasted } from './search-page-data.js';

interface SearchFormProps {
  readonly page: PageContext;
  readonly asked: SearchAddress;
}

/** The search page's own forms: a line to type in and, folded up, a field for long texts; the latter alone after a long text was sent. */
export function SearchForm({ page, asked }: SearchFormProps): JSX.Element {
  const { t } = page;
  if (isPasted(asked)) return <PasteForm page={page} asked={asked} />;
  return (
    <>
      <SearchBox page={page} id="page-search" size="large" query={asked.q}>
        <HiddenFilters asked={asked} />
      </SearchBox>
      <details class="search-log">
        <summary>{t('search.log')}</summary>
        <PasteForm page={page} asked={{ ...asked, q: undefined }} />
      </details>
    </>
  );
}

/** Sent as a body, so that long texts fit and stay out of addresses, histories and logs. */
function PasteForm({ page: { t, locale }, asked }: SearchFormProps): JSX.Element {
  return (
    <form id={PASTE_FORM} class="search-paste" action={searchPath(locale)} method="post">
      <label for="search-text">{asked.q === undefined ? t('search.label') : t('search.log')}</label>
      <HiddenFilters asked={asked} />
      <textarea
        id="search-text"
        name="q"
        rows={8}
        required
        autocapitalize="off"
        spellcheck={false}
        dir="auto"
        aria-describedby="search-text-hint"
      >
        {/* The parser drops the first line break of a textarea: this one is for it. */}
        {`\n${asked.q ?? ''}`}
      </textarea>
      <p id="search-text-hint" class="search-hint">
        {t('search.logHint')}
      </p>
      <button class="button button-primary" type="submit">
        {t('search.submit')}
      </button>
    </form>
  );
}

/** What was chosen before goes along. @param hasQuery - With what is searched for. */
export function HiddenFilters({
  asked,
  hasQuery = false,
}: {
  readonly asked: SearchAddress;
  readonly hasQuery?: boolean;
}): JSX.Element {
  const names = ['product', 'foundIn', 'bug', 'current', 'since', 'sort'] as const;
  return (
    <>
      {[...(hasQuery ? (['q'] as const) : []), ...names].map(
        (name) => asked[name] !== undefined && <input type="hidden" name={name} value={asked[name]} />,
      )}
    </>
  );
}

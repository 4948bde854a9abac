import type { ComponentChildren, JSX } from 'preact';
import { type SearchAddress, searchPath } from '../../http/response/addresses.js';
import type { PageContext, PageProps } from '../layout/page.js';
import { SearchBox } from './search-box.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { SEARCH_RESULT, Wire } from '../../presenters/schemas.js';

/** One page of a search. */
export interface SearchPageData {
  /** Current parameters; without `q` the page is the start of a search. */
  readonly asked: SearchAddress;
  /** Undefined without a query. */
  readonly result: Wire<typeof SEARCH_RESULT> | undefined;
  /** True when the query was truncated. */
  readonly isCut: boolean;
  /** Similar numbers when the typed one does not exist; otherwise undefined. */
  readonly near?: readonly ArticleNumber[] | undefined;
}

/** Props of the search page's parts. */
export type SearchPageProps = PageProps<SearchPageData>;

/** Longest query in links; longer ones are submitted by forms. */
const LONGEST_LINKED = 600;

/** Whether a query is a pasted text rather than something typed. */
export function isPasted({ q = '' }: SearchAddress): boolean {
  return q.length > LONGEST_LINKED || /[\r\n]/.test(q.trim());
}

const LONGEST = 60;

/**
 * A query for use inside a sentence: one line, truncated, and isolated so that its direction does not affect the
 * sentence.
 *
 * @see https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
 */
export function quotedQuery(text: string): string {
  const characters = Array.from(
    text
      .slice(0, 4 * LONGEST)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const shown = characters.slice(0, LONGEST).join('') + (characters.length > LONGEST ? '…' : '');
  return `\u2068${shown}\u2069`;
}

interface SearchFormProps {
  readonly page: PageContext;
  readonly asked: SearchAddress;
}

/** The search page's forms: a search field and a collapsed textarea for long texts; only the latter after a long text was sent. */
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

/** Sent by POST, so that long texts stay out of URLs, histories and logs. */
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

/** Hidden fields with the current filters. @param hasQuery - Whether to include the query. */
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

/** Id of the form with pasted text; its navigation uses buttons. */
const PASTE_FORM = 'search-paste';

interface SearchStepProps {
  readonly page: PageContext;
  readonly asked: SearchAddress;
  /** The changed parameter. */
  readonly change: { readonly name: Exclude<keyof SearchAddress, 'q'>; readonly value: string | undefined };
  readonly class?: string;
  readonly rel?: string;
  readonly isCurrent?: boolean;
  readonly children: ComponentChildren;
}

/** Navigation within a search: a link, or a form button if the query is too long for a URL. */
export function SearchStep({
  page,
  asked,
  change,
  isCurrent = false,
  ...rest
}: SearchStepProps): JSX.Element {
  const { name, value } = change;
  const current = isCurrent ? 'true' : undefined;
  if (isPasted(asked)) {
    return (
      <button
        type="submit"
        form={PASTE_FORM}
        name={name}
        value={value ?? ''}
        aria-current={current}
        class={rest.class}
      >
        {rest.children}
      </button>
    );
  }
  // Changing a filter returns to the first page.
  const href = searchPath(page.locale, { ...asked, cursor: undefined, [name]: value });
  return (
    <a href={href} rel={rest.rel} aria-current={current} class={rest.class}>
      {rest.children}
    </a>
  );
}

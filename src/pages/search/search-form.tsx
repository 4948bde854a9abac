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

/** Id of the form that asks again; its filters stand beside the results. */
export const SEARCH_FORM = 'page-search-form';

interface SearchFormProps {
  readonly page: PageContext;
  readonly asked: SearchAddress;
}

/** The search page's forms: a search field and a collapsed textarea for long texts; only the latter after a long text was sent. */
export function SearchForm({ page, asked }: SearchFormProps): JSX.Element {
  const { t } = page;
  if (isPasted(asked))
    return <PasteForm page={page} id={SEARCH_FORM} label={t('search.log')} text={asked.q} />;
  const filters = ['product', 'foundIn', 'bug', 'current', 'since', 'sort'] as const;
  return (
    <>
      <SearchBox page={page} id="page-search" size="large" query={asked.q} />
      <details class="search-log">
        <summary>{t('search.log')}</summary>
        <PasteForm page={page} label={t('search.label')}>
          {filters.map(
            (name) => asked[name] !== undefined && <input type="hidden" name={name} value={asked[name]} />,
          )}
        </PasteForm>
      </details>
    </>
  );
}

interface PasteFormProps {
  readonly page: PageContext;
  readonly id?: string;
  readonly label: string;
  readonly text?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Sent by POST, so that long texts stay out of URLs, histories and logs. */
function PasteForm({ page: { t, locale }, id, label, text = '', children }: PasteFormProps): JSX.Element {
  return (
    <form id={id} class="search-paste" action={searchPath(locale)} method="post">
      <label for="search-text">{label}</label>
      {children}
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
        {`\n${text}`}
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

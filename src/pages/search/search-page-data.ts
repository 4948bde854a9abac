import type { ArticleNumber } from '../../article/article-number.js';
import type { SearchAddress } from '../../http/response/addresses.js';
import type { SEARCH_RESULT, Wire } from '../../presenters/schemas.js';
import type { PageContext } from '../layout/page-context.js';

/** One page of a search. */
export interface SearchPageData {
  /** What is searched for; without a `q` the page is where a search begins. */
  readonly asked: SearchAddress;
  /** Undefined where nothing was asked. */
  readonly result: Wire<typeof SEARCH_RESULT> | undefined;
  /** True when more was sent than is looked at. */
  readonly isCut: boolean;
  /** Numbers like the one typed, where no article has that; undefined where it was no number or there is such an article. */
  readonly near?: readonly ArticleNumber[] | undefined;
}

/** What the parts of the search page get. */
export interface SearchPageProps {
  readonly data: SearchPageData;
  readonly page: PageContext;
}

/** Longer queries don't go into links: they are pasted texts, and what leads on from them is sent as a form. */
const LONGEST_LINKED = 600;

/** Whether a query is a pasted text rather than something typed. */
export function isPasted({ q = '' }: SearchAddress): boolean {
  return q.length > LONGEST_LINKED || /[\r\n]/.test(q.trim());
}

const LONGEST = 60;

/**
 * A query fit to be repeated inside a sentence: on one line, not too long, and set apart so that its writing direction leaves the
 * sentence alone.
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

import { z } from 'zod';
import { parseArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import { CHOICE, FILTERS, parseQuery } from '../../http/request/parse-query.js';
import { bodyType, LARGEST_BODY, parseBody } from '../../http/request/read-body.js';
import { readForm } from '../../http/request/read-form.js';
import type { SearchAddress } from '../../http/response/addresses.js';
import { readerOf } from '../../http/response/count-usage.js';
import { LONGEST_CURSOR } from '../../http/response/cursor.js';
import {
  asksAnew,
  countSearch,
  LONGEST_QUERY,
  runSearch,
  type SearchFound,
} from '../../http/response/run-search.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { presentSearch } from '../../presenters/present-search.js';
import { Problem } from '../../problem.js';
import { type PageRequest, sendPage } from '../layout/page.js';
import { renderSearchPage } from './search-page.js';

const PAGE_SIZE = 10;
const QUERY = z.object({
  q: z.string().optional(),
  ...FILTERS,
  foundIn: CHOICE,
  sort: CHOICE.pipe(z.enum(['relevance', 'newest'], { error: 'takes relevance or newest' }).optional()),
  cursor: CHOICE.pipe(z.string().max(LONGEST_CURSOR).optional()),
});
const FORM = QUERY.strict();

/** `GET /:locale/search`: a search; an exact article number redirects to the article. */
export function serveSearch(request: PageRequest): Promise<void> {
  return answerSearch(request, parseQuery(request.req, QUERY));
}

/**
 * `POST /:locale/search`: the same for texts too long for a URL, such as pasted logs.
 *
 * @see docs/decisions/0034-search-answers-are-private.md
 */
export async function serveLongSearch(request: PageRequest): Promise<void> {
  const { req, res } = request;
  parseQuery(req);
  bodyType(req, ['application/x-www-form-urlencoded']);
  // A button's value comes after the form field of the same name and takes precedence.
  const { fields } = await readForm(req, res, LARGEST_BODY);
  await answerSearch(request, parseBody(Object.fromEntries(fields), FORM));
}

async function answerSearch(request: PageRequest, asked: SearchAddress): Promise<void> {
  const { req, res, deps, locale, page } = request;
  const text = asked.q ?? '';
  if (text.trim() === '') {
    const data = { asked: { ...asked, q: undefined }, result: undefined, isCut: false };
    sendPage(request, renderSearchPage(data, page));
    return;
  }
  const isCut = text.length > LONGEST_QUERY;
  const q = isCut ? text.slice(0, LONGEST_QUERY) : text;
  const found = await findPage(deps, { ...asked, q }, locale);
  if (asksAnew(req)) countSearch(deps, found, readerOf(req));
  const { product, foundIn, cursor } = found.request;
  const result = presentSearch(deps, found, false);
  const isBare = [product, foundIn, asked.bug, asked.current, asked.since].every(
    (filter) => filter === undefined,
  );
  const number = parseArticleNumber(text);
  if (result.direct !== null && isBare && number !== undefined) {
    res.redirect(req.method === 'POST' ? 303 : 302, result.direct.href);
    return;
  }
  const near = number === undefined || result.direct !== null ? undefined : deps.library.near(number);
  const data = { asked: { ...asked, q, foundIn, cursor }, result, isCut, near };
  sendPage(request, renderSearchPage(data, page));
}

/** Run the search; with an expired cursor, show the first page instead of an error. */
async function findPage(deps: DeliveryDeps, asked: SearchAddress, locale: LocaleTag): Promise<SearchFound> {
  const { q: text = '', product, foundIn, bug, current, since, sort, cursor } = asked;
  const request = {
    text,
    locale,
    product,
    foundIn,
    isBug: bug === 'true' || undefined,
    isCurrent: current === 'true' || undefined,
    publishedSince: since,
    sort,
    limit: PAGE_SIZE,
  };
  try {
    return await runSearch(deps, { ...request, cursor });
  } catch (error) {
    if (error instanceof Problem && error.code === 'cursor-expired') return runSearch(deps, request);
    throw error;
  }
}

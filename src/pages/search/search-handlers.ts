import type { Request, RequestHandler, Response } from 'express';
import { urlencoded } from 'express';
import { z } from 'zod';
import { parseArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import type { SearchAddress } from '../../http/response/addresses.js';
import { asksAnew, countSearch } from '../../http/response/count-search.js';
import { LONGEST_CURSOR } from '../../http/response/cursor.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { readerOf } from '../../http/request/reader.js';
import { LONGEST_QUERY, runSearch, type SearchFound } from '../../http/response/run-search.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { Problem } from '../../problem.js';
import { presentSearch } from '../../presenters/present-search.js';
import { createPageContext } from '../layout/page-context.js';
import { sendPage, type LocaleHandler } from '../layout/page-handler.js';
import { renderSearchPage } from './search-page.js';

const PAGE_SIZE = 10;
/** Bytes of a form: far more than is looked at, so that who pastes a whole log is answered and told where it was cut. */
const LARGEST_FORM = '1mb';

/** A form sends what was not filled in as empty. */
const FILTER = z.string().transform((text) => (text === '' ? undefined : text));
const QUERY = z.object({
  q: z.string().optional(),
  product: FILTER.optional(),
  foundIn: FILTER.optional(),
  cursor: FILTER.pipe(z.string().max(LONGEST_CURSOR).optional()).optional(),
});
/** A button's value follows the form's own field of the same name, and is what was meant. */
const LAST = z.union([z.string(), z.array(z.string()).transform((values) => values.at(-1) ?? '')]);
const FORM = z.object({ q: LAST, product: LAST, foundIn: LAST, cursor: LAST }).partial().strict().pipe(QUERY);

/** Reads the form of a long search; what it reads goes nowhere but into the search. */
export function readSearchForm(): RequestHandler {
  return urlencoded({ extended: false, limit: LARGEST_FORM, parameterLimit: 20 });
}

/** `GET /:locale/search`: a search with its address; a number typed as it is leads straight to its article. */
export function serveSearch(deps: DeliveryDeps): LocaleHandler {
  return (req, res, locale) => answerSearch(req, res, deps, parseQuery(req, QUERY), locale);
}

/**
 * `POST /:locale/search`: the same for texts too long for an address, such as pasted logs.
 *
 * @see docs/decisions/0034-search-answers-are-private.md
 */
export function serveLongSearch(deps: DeliveryDeps): LocaleHandler {
  return (req, res, locale) => {
    parseQuery(req, z.object({}));
    const body: unknown = req.body;
    const form = FORM.safeParse(body);
    if (!form.success) throw new Problem('bad-request');
    return answerSearch(req, res, deps, form.data, locale);
  };
}

async function answerSearch(
  req: Request,
  res: Response,
  deps: DeliveryDeps,
  asked: SearchAddress,
  locale: LocaleTag,
): Promise<void> {
  res.set('Cache-Control', 'private, no-cache');
  const page = createPageContext(deps.site(), locale, deps.strings);
  const text = asked.q ?? '';
  if (text.trim() === '') {
    const data = { asked: { ...asked, q: undefined }, result: undefined, isCut: false };
    sendPage(req, res, deps, renderSearchPage(data, page), locale);
    return;
  }
  const isCut = text.length > LONGEST_QUERY;
  const q = isCut ? text.slice(0, LONGEST_QUERY) : text;
  const found = await findPage(deps, { ...asked, q }, locale);
  if (asksAnew(req)) countSearch(deps, found, readerOf(req));
  const { request } = found;
  const result = presentSearch(found, { locale, site: deps.site(), sourceLocale: deps.library.sourceLocale });
  const isBare = request.product === undefined && request.foundIn === undefined;
  const number = parseArticleNumber(text);
  if (result.direct !== null && isBare && number !== undefined) {
    res.redirect(req.method === 'POST' ? 303 : 302, result.direct.href);
    return;
  }
  const { product, foundIn, cursor } = request;
  const near = number === undefined || result.direct !== null ? undefined : deps.library.near(number);
  const data = { asked: { q, product, foundIn, cursor }, result, isCut, near };
  sendPage(req, res, deps, renderSearchPage(data, page), locale);
}

/** Find a page; where the library has changed since its cursor was made, the first one, rather than an error about a list. */
async function findPage(deps: DeliveryDeps, asked: SearchAddress, locale: LocaleTag): Promise<SearchFound> {
  const { q: text = '', product, foundIn, cursor } = asked;
  const request = { text, locale, product, foundIn, limit: PAGE_SIZE };
  try {
    return await runSearch(deps, { ...request, cursor });
  } catch (error) {
    if (error instanceof Problem && error.code === 'cursor-expired') return runSearch(deps, request);
    throw error;
  }
}

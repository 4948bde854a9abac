import { onSite } from '../article/site-path.js';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { readerLocale, varyByLocale } from '../http/request/reader-locale.js';
import type { DeliveryDeps, Site } from '../http/response/site.js';
import type { Translate } from '../locale/strings.js';
import { canonicalTag, matchSiteLocale } from '../locale/tag.js';
import { renderErrorPage, type NearArticle } from '../pages/problem/error-page.js';
import { createPageContext } from '../pages/layout/page.js';
import { stayInPanel } from '../pages/layout/panel.js';
import { Problem } from '../problem.js';
import { presentProblem } from '../presenters/present-problem.js';

/**
 * The one error handler: a page for browsers, a problem document for everything else, in the reader's language.
 *
 * Anything other than a `Problem` is logged in full and shown as `internal`, without details.
 */
export function handleProblems(deps: DeliveryDeps & { readonly logger: Logger }): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const { requestId } = res.locals;
    const problem = toProblem(error);
    if (problem.code === 'internal') deps.logger.error({ err: error, requestId }, 'unexpected error');
    if (res.headersSent) {
      // Part of the response is already sent; Express closes the connection.
      next(error);
      return;
    }
    res
      .status(problem.status)
      .set(problem.options.headers ?? {})
      .set('Cache-Control', 'no-store');
    res.removeHeader('ETag');
    res.removeHeader('Last-Modified');
    res.removeHeader('Surrogate-Key');
    try {
      answer(problem, req, res, deps);
    } catch (fault) {
      // The failure may affect the error page itself, since the library supplies the site's locales.
      deps.logger.error({ err: fault, requestId }, 'error while sending an error response');
      sendDocument(new Problem('internal'), req, res.status(500), deps.strings.for('en'), undefined);
    }
  };
}

function answer(problem: Problem, req: Request, res: Response, { site, strings }: DeliveryDeps): void {
  const choice = readerLocale(req, site());
  const locale = res.locals.askedLocale ?? localeOfAddress(req, site().locales) ?? choice.locale;
  varyByLocale(res, choice);
  res.vary('Accept').set('Content-Language', locale);
  if (!wantsPage(req)) {
    sendDocument(problem, req, res, strings.for(locale), site());
    return;
  }
  const { code, options } = problem;
  const { requestId, site: shown = site() } = res.locals;
  const near = readNear(options.extensions?.['near']);
  const data = { code, values: options.values, errors: options.errors, requestId, near };
  res.type('html').send(stayInPanel(renderErrorPage(data, createPageContext(shown, locale, strings)), shown));
}

function sendDocument(
  problem: Problem,
  req: Request,
  res: Response,
  words: Translate,
  site: Site | undefined,
): void {
  const instance = onSite(req.originalUrl.split('?', 1)[0] ?? '');
  const document = presentProblem(problem, words, instance, res.locals.requestId, site);
  res.type('application/problem+json').send(JSON.stringify(document));
}

/** Errors of Express and its parsers carry a status. */
function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 404) return new Problem('not-found');
  if (status === 413) return new Problem('body-too-large');
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem('bad-request');
  return new Problem('internal');
}

/** Pages are for clients that ask for HTML explicitly; the API always answers in JSON. */
function wantsPage(req: Request): boolean {
  if (req.originalUrl.startsWith('/api/') || /\.json(?:\?|$)/.test(req.originalUrl)) return false;
  return req.accepts(['application/problem+json', 'application/json', 'text/html']) === 'text/html';
}

/** The locale named in the URL, as path segment or parameter. */
function localeOfAddress(req: Request, locales: readonly string[]): string | undefined {
  const { locale } = req.query;
  const named = [req.path.split('/')[1], locale].flatMap((text) =>
    typeof text === 'string' ? (canonicalTag(text) ?? []) : [],
  );
  return named.map((tag) => matchSiteLocale(tag, locales)).find((match) => match !== undefined);
}

function readNear(near: unknown): NearArticle[] {
  return Array.isArray(near)
    ? near.flatMap((number: unknown) => (typeof number === 'string' ? { number } : []))
    : [];
}

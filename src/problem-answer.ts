import type { ErrorRequestHandler, Request } from 'express';
import type { Logger } from 'pino';
import { readerLocale, varyByLocale } from './http/reader-locale.js';
import type { DeliveryDeps } from './http/site.js';
import { canonicalTag, matchSiteLocale } from './locale/tag.js';
import { renderErrorPage, type NearArticle } from './pages/error-page.js';
import { createPageContext } from './pages/page-context.js';
import { Problem } from './problem.js';
import { presentProblem } from './wire/present-problem.js';

/**
 * The one error handler: a page for browsers, a problem document for everything else, in the reader's language.
 *
 * What is no `Problem` is logged whole and shown as `internal`, without a word of what happened.
 */
export function handleProblems(deps: DeliveryDeps & { readonly logger: Logger }): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const problem = toProblem(error);
    const { requestId } = res.locals;
    if (problem.code === 'internal') deps.logger.error({ err: error, requestId }, 'unexpected fault');
    if (res.headersSent) {
      // Half an answer is out already; Express ends the connection.
      next(error);
      return;
    }
    const site = deps.site();
    const choice = readerLocale(req, site);
    const locale = localeOfPath(req, site.locales) ?? choice.locale;
    varyByLocale(res, choice);
    res.vary('Accept');
    res
      .status(problem.status)
      .set(problem.options.headers ?? {})
      .set('Cache-Control', 'no-store')
      .set('Content-Language', locale);
    res.removeHeader('ETag');
    res.removeHeader('Last-Modified');
    if (wantsPage(req)) {
      const { code, options } = problem;
      const near = readNear(options.extensions?.['near']);
      const page = createPageContext(site, locale, deps.strings);
      res
        .type('html')
        .send(
          renderErrorPage({ code, values: options.values, errors: options.errors, requestId, near }, page),
        );
    } else {
      const document = presentProblem(
        problem,
        deps.strings.for(locale),
        req.originalUrl.split('?', 1)[0] ?? '',
        requestId,
      );
      res.type('application/problem+json').send(JSON.stringify(document));
    }
  };
}

/** Faults that Express and its parsers find carry a status of their own. */
function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 404) return new Problem('not-found');
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem('bad-request');
  return new Problem('internal');
}

/** Pages are for who asks for HTML by name; the API always speaks JSON. */
function wantsPage(req: Request): boolean {
  if (req.originalUrl.startsWith('/api/') || /\.json(?:\?|$)/.test(req.originalUrl)) return false;
  return req.accepts(['application/problem+json', 'application/json', 'text/html']) === 'text/html';
}

/** The locale in the address, where there is one. */
function localeOfPath(req: Request, locales: readonly string[]): string | undefined {
  const tag = canonicalTag(req.originalUrl.split(/[/?]/)[1] ?? '');
  return tag === undefined ? undefined : matchSiteLocale(tag, locales);
}

function readNear(near: unknown): NearArticle[] {
  return Array.isArray(near)
    ? near.flatMap((number: unknown) => (typeof number === 'string' ? { number } : []))
    : [];
}

import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { parseQuery } from '../../http/request/parse-query.js';
import { readerLocale, varyByLocale } from '../../http/request/reader-locale.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { isProblemCode, Problem } from '../../problem.js';
import { createPageContext, type PageContext } from '../layout/page-context.js';
import { renderProblemPage, renderProblemsPage } from './problem-page.js';

const LANG = z.object({ lang: z.string().max(64).optional() });

/** `/problems`: every error code. */
export function serveProblems(deps: DeliveryDeps): RequestHandler {
  return (req, res) => sendInReadersLanguage(req, res, deps, renderProblemsPage);
}

/** `/problems/:code`: what an error code means; the address that problem documents name as their type. */
export function serveProblem(deps: DeliveryDeps): RequestHandler {
  return (req, res) => {
    const code = String(req.params['code']);
    if (!isProblemCode(code)) throw new Problem('not-found');
    sendInReadersLanguage(req, res, deps, (page) => renderProblemPage(code, page));
  };
}

/** The addresses name no locale, since the type of a problem must be the same for every reader. */
function sendInReadersLanguage(
  req: Request,
  res: Response,
  { site, strings }: DeliveryDeps,
  render: (page: PageContext) => string,
): void {
  parseQuery(req, LANG);
  const choice = readerLocale(req, site());
  varyByLocale(res, choice);
  const body = render(createPageContext(site(), choice.locale, strings));
  sendCacheable(req, res, { type: 'html', body, language: choice.locale });
}

import type { Request } from 'express';
import type { LocaleTag } from '../../article/article.js';
import { isOwnForm } from '../../http/access/own-site.js';
import { resolveReading } from '../../http/request/article-parameter.js';
import { queryString } from '../../http/request/parse-query.js';
import { readForm } from '../../http/request/read-form.js';
import { articlePath } from '../../http/response/addresses.js';
import { reachedOutcome, readerOf } from '../../http/response/count-usage.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { matchSiteLocale } from '../../locale/tag.js';
import { type ArticleWalk, resolveWalk } from '../../presenters/article-walk.js';
import { messageLanguages } from '../../presenters/customer-message.js';
import { writeCaseNote, writeWalkMessage } from '../../presenters/walk-message.js';
import { walkProblemCode } from '../../presenters/walk-schemas.js';
import { PROBLEMS } from '../../problem.js';
import { advance, type WalkState } from '../../walk/engine/advance.js';
import { MAX_TEXT_BYTES } from '../../walk/engine/decode-text.js';
import { encodeAnswers } from '../../walk/present/answer-query.js';
import { drawWalkGraph } from '../../walk/present/draw-graph.js';
import { createVoice } from '../../walk/present/walk-words.js';
import { customerLanguage, describeText } from '../answer/answer-handler.js';
import type { AnswerData, AnswerText } from '../answer/answer-panel.js';
import { type PageContext, type PageRequest, sendPage } from '../layout/page.js';
import { readWalkQuery, type WalkQuery, WalkView, withCustomer } from './walk-page-data.js';
import { renderWalkOverview, renderWalkPage } from './walk-page.js';
import { readTyped, takeForm, viewChange } from './walk-card.js';

/** Stand-alone pictures need a background in both themes. */
const ALONE = ':root{color-scheme:light dark;color:CanvasText;background:Canvas}';

/** `GET /:locale/articles/:number/walk`: the state in the query. */
export function serveWalk(request: PageRequest): void {
  const { req, res, deps, page, reading } = request;
  const article = resolveWalk(deps, reading);
  const query = readWalkQuery(queryString(req), article.walk);
  if (!query.isBare) res.set('Cache-Control', 'private, no-cache');
  const customer = customerLanguage(req, res, query.customer, page);
  sendWalk(request, viewWalk(request, article, query, customer));
}

/** `POST /:locale/articles/:number/walk`: submit an answer; redirects to the new state, or asks again. */
export async function answerWalk(request: PageRequest): Promise<void> {
  const { req, res, deps, locale, page, reading } = request;
  const article = resolveWalk(deps, reading);
  const { walk } = article;
  const { submission, customer } = readWalkQuery(queryString(req), walk);
  const form = await readForm(req, res, MAX_TEXT_BYTES);
  const state = takeForm(walk, submission, form);
  countOutcome(req, deps, state, locale);
  if (state.status === 'question' || state.status === 'outcome') {
    res.redirect(
      303,
      `${articlePath(locale, walk.number, 'walk', withCustomer(encodeAnswers(state), customer))}#now`,
    );
    return;
  }
  sendWalk(request, new WalkView(deps, article, state, page, { typed: readTyped(form), customer }));
}

/** `GET /:locale/articles/:number/walk/graph`: the overview page. */
export function serveWalkOverview(request: PageRequest): void {
  const { req, res, deps, page, reading } = request;
  const article = resolveWalk(deps, reading);
  const { submission, isBare } = readWalkQuery(queryString(req), article.walk);
  const state = advance(article.walk, submission, Date.now());
  if (!isBare) res.set('Cache-Control', 'private, no-cache');
  sendPage(request, renderWalkOverview(new WalkView(deps, article, state, page), state.path));
}

/** `GET /:locale/articles/:number/walk/graph.svg`: the graph as SVG, with the path taken highlighted. */
export function serveWalkGraph(request: PageRequest): void {
  const { req, res, deps, locale, reading } = request;
  const article = resolveWalk(deps, reading);
  const { submission, isBare } = readWalkQuery(queryString(req), article.walk);
  const { path } = advance(article.walk, submission, Date.now());
  const body = drawWalkGraph(article.walk, createVoice(article.walk, locale), isBare ? [] : path).replace(
    '<defs>',
    `<style>${ALONE}</style><defs>`,
  );
  if (!isBare) res.set('Cache-Control', 'private, no-cache');
  // The SVG must not run or fetch anything.
  res.set(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  );
  const { changedAt } = deps.library;
  sendCacheable(req, res, { type: 'image/svg+xml', body, lastModified: changedAt, language: locale });
}

function sendWalk(request: PageRequest, view: WalkView): void {
  const code = walkProblemCode(view.state);
  if (code !== undefined) request.res.status(PROBLEMS[code]);
  sendPage(request, renderWalkPage(view));
}

/** Revisiting an outcome's URL is not counted; counting is asynchronous and its failures are ignored. */
function countOutcome(req: Request, deps: DeliveryDeps, state: WalkState, locale: LocaleTag): void {
  const end = reachedOutcome(state, locale);
  if (end === undefined || !isOwnForm(req, deps.site())) return;
  void deps.ledger.outcomes.count(end, readerOf(req)).catch(() => undefined);
}

/**
 * Create the view of a walk URL: the resulting state, or an answered question to change.
 *
 * @param customer - The customer's language.
 * @throws Problem `invalid-parameter` (400) when the question to change has no answer.
 */
function viewWalk(
  { deps, page }: PageRequest,
  article: ArticleWalk,
  query: WalkQuery,
  customer: LocaleTag,
): WalkView {
  const state = advance(article.walk, query.submission, Date.now());
  if (query.change !== undefined) return viewChange(deps, article, state, query.change, page);
  if (state.status !== 'outcome')
    return new WalkView(deps, article, state, page, { customer: query.customer });
  return new WalkView(deps, article, state, page, { answer: createAnswer(deps, state, customer, page) });
}

/** Ticket texts: the message in the customer's language, and the same and the note in ours. */
function createAnswer(
  deps: DeliveryDeps,
  state: WalkState,
  customer: LocaleTag,
  page: PageContext,
): AnswerData {
  const own = matchSiteLocale(page.locale, messageLanguages()) ?? 'en';
  const reading = resolveReading(deps.library, state.walk.number, customer);
  const write = (locale: LocaleTag): AnswerText => ({ locale, text: writeWalkMessage(deps, state, locale) });
  return {
    customer: write(customer),
    mine: own === customer ? undefined : write(own),
    note: { locale: own, text: writeCaseNote(deps, state, own) },
    hints: describeText(reading, page),
    takesNewer: undefined,
    reading,
  };
}

import { walkPath } from '../../http/response/addresses.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { advance, answersBefore, type WalkState } from '../../walk/engine/advance.js';
import { encodeAnswers } from '../../walk/present/answer-query.js';
import type { ArticleWalk } from '../../presenters/article-walk.js';
import type { PageContext } from '../layout/page-context.js';
import { invalid, WALK_PARAMETERS, type WalkQuery } from './read-walk-query.js';
import { createWalkView, type WalkView } from './walk-page-data.js';
import { createTicket, ticketLocale } from './walk-ticket-data.js';

/**
 * Find what the address of a walk shows: the state its answers lead to, or an answered question to be changed.
 *
 * @throws Problem `invalid-parameter` (400) when the question to be changed has no answer.
 */
export function viewWalk(
  deps: DeliveryDeps,
  article: ArticleWalk,
  query: WalkQuery,
  page: PageContext,
): WalkView {
  const state = advance(article.walk, query.submission, Date.now());
  if (query.change !== undefined) return viewChange(deps, article, state, query.change, page);
  if (state.status !== 'outcome') return createWalkView(deps, article, state, page);
  const locales = {
    customer: query.customer ?? ticketLocale(page.locale),
    note: query.note ?? ticketLocale(page.site.defaultLocale),
  };
  return createWalkView(deps, article, state, page, { ticket: createTicket(deps, state, locales) });
}

function viewChange(
  deps: DeliveryDeps,
  article: ArticleWalk,
  state: WalkState,
  question: string,
  page: PageContext,
): WalkView {
  const answer = state.answers.get(question);
  if (answer === undefined) throw invalid(WALK_PARAMETERS.change, 'this question has no answer yet');
  const before = advance(article.walk, { answers: answersBefore(state, question) }, state.now);
  const keepHref = walkPath(page.locale, article.walk.number, encodeAnswers(state));
  return createWalkView(deps, article, before, page, { changing: { answer, keepHref } });
}

import type { LocaleTag } from '../../article/article.js';
import { resolveReading } from '../../http/request/article-parameter.js';
import { walkPath } from '../../http/response/addresses.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { advance, answersBefore, type WalkState } from '../../walk/engine/advance.js';
import { encodeAnswers } from '../../walk/present/answer-query.js';
import type { ArticleWalk } from '../../presenters/article-walk.js';
import { matchSiteLocale } from '../../locale/tag.js';
import { messageLanguages } from '../../presenters/customer-message.js';
import { writeCaseNote, writeWalkMessage } from '../../presenters/walk-message.js';
import { describeText } from '../answer/answer-handler.js';
import type { AnswerData, AnswerText } from '../answer/answer-panel.js';
import type { PageContext } from '../layout/page-context.js';
import { invalid, WALK_PARAMETERS, type WalkQuery } from './read-walk-query.js';
import { createWalkView, type WalkView } from './walk-page-data.js';

/**
 * Find what the address of a walk shows: the state its answers lead to, or an answered question to be changed.
 *
 * @param customer - The customer's language.
 * @throws Problem `invalid-parameter` (400) when the question to be changed has no answer.
 */
export function viewWalk(
  deps: DeliveryDeps,
  article: ArticleWalk,
  query: WalkQuery,
  page: PageContext,
  customer: LocaleTag,
): WalkView {
  const state = advance(article.walk, query.submission, Date.now());
  if (query.change !== undefined) return viewChange(deps, article, state, query.change, page);
  if (state.status !== 'outcome')
    return createWalkView(deps, article, state, page, { customer: query.customer });
  return createWalkView(deps, article, state, page, { answer: createAnswer(deps, state, customer, page) });
}

/** What goes into the ticket: the message in the customer's language, the same and the note in ours. */
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

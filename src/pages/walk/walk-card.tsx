import { renderToString } from 'preact-render-to-string';
import type { LocaleTag } from '../../article/article.js';
import { invalidParameter } from '../../http/request/parse-query.js';
import { absolute, absoluteHtml, articlePath } from '../../http/response/addresses.js';
import type { ReadingDeps } from '../../http/response/site.js';
import { direction, linkLocale } from '../../locale/tag.js';
import type { ArticleWalk, WalkCard, WalkCardRequest } from '../../presenters/article-walk.js';
import { Problem } from '../../problem.js';
import { advance, answersBefore, changeAnswer, type WalkState } from '../../walk/engine/advance.js';
import { type AnswerForm, UNKNOWN } from '../../walk/fact-set.js';
import { encodeAnswers } from '../../walk/present/answer-query.js';
import type { Walk } from '../../walk/walk.js';
import { settleForeignWords } from '../layout/foreign-words.js';
import { createPageContext, type PageContext } from '../layout/page.js';
import { type FormValues, readWalkQuery, WALK_PARAMETERS, WalkView } from './walk-page-data.js';
import { WALK_STYLES, WalkFrame } from './walk-page.js';
import { WALK_FIELDS } from './walk-question.js';

/** Longest field value shown again after an error. */
const MOST_SHOWN = 20_000;

/** Style sheets of a card. */
export const CARD_STYLES = ['tokens', 'base', ...WALK_STYLES, 'walk-app'] as const;

type Submission = Parameters<typeof advance>[1];

/**
 * Render a walk as its page shows it, to stand alone in another application; its addresses are absolute.
 *
 * @throws Problem `unknown-parameter`, `invalid-parameter`, `bad-request` (400) for a query or form of another walk.
 */
export function renderWalkCard(
  deps: ReadingDeps,
  article: ArticleWalk,
  asked: LocaleTag,
  given: WalkCardRequest,
): WalkCard {
  const { walk, reading } = article;
  const site = deps.site();
  const locale = linkLocale(asked, reading.served, site);
  const view = viewCard(deps, article, given, createPageContext(site, locale, deps.strings));
  return {
    html: absoluteHtml(settleForeignWords(renderToString(<WalkFrame view={view} />)), site),
    lang: locale,
    dir: direction(locale),
    page: absolute(site, articlePath(locale, walk.number, 'walk')),
    answers: view.state.answers,
  };
}

function viewCard(
  deps: ReadingDeps,
  article: ArticleWalk,
  { answers, query, form }: WalkCardRequest,
  page: PageContext,
): WalkView {
  const { walk } = article;
  const read = query === undefined ? undefined : readWalkQuery(query, walk);
  const submission = read?.submission ?? { answers };
  const state = form === undefined ? advance(walk, submission, Date.now()) : takeForm(walk, submission, form);
  if (form === undefined && read?.change !== undefined)
    return viewChange(deps, article, state, read.change, page);
  const isTaken = state.status === 'question' || state.status === 'outcome';
  return new WalkView(deps, article, state, page, {
    ...(form !== undefined && !isTaken && { typed: readTyped(form) }),
  });
}

/** Show a walk at a question that has been answered, to change the answer. */
export function viewChange(
  deps: ReadingDeps,
  article: ArticleWalk,
  state: WalkState,
  question: string,
  page: PageContext,
): WalkView {
  const answer = state.answers.get(question);
  if (answer === undefined) throw invalidParameter(WALK_PARAMETERS.change, 'this question has no answer yet');
  const before = advance(article.walk, { answers: answersBefore(state, question) }, state.now);
  const keepHref = articlePath(page.locale, article.walk.number, 'walk', encodeAnswers(state));
  return new WalkView(deps, article, before, page, { changing: { answer, keepHref } });
}

/**
 * Add the answer that a question's form holds.
 *
 * @param submission - The answers before it.
 * @throws Problem `bad-request` (400) when the form names no question of the walk.
 */
export function takeForm(walk: Walk, submission: Submission, form: AnswerForm): WalkState {
  const node = walk.nodes.get(form.fields.get(WALK_FIELDS.question) ?? '');
  if (node?.kind !== 'question') {
    const errors = [{ pointer: `/${WALK_FIELDS.question}`, detail: 'no question of this walk' }];
    throw new Problem('bad-request', { errors });
  }
  const now = Date.now();
  // A button's own answer, else what the fields say.
  const reply = form.fields.get(WALK_FIELDS.reply)?.trim() ?? '';
  const isReply = reply !== '' && (reply === UNKNOWN || !node.input.takesFile);
  const answer = isReply ? reply : node.input.readForm(form);
  return advance(walk, { answers: changeAnswer(advance(walk, submission, now), node.id, answer) }, now);
}

/** Submitted values to show again with the errors. */
export function readTyped({ fields }: AnswerForm): FormValues {
  return new Map([...fields].filter(([, text]) => text.length <= MOST_SHOWN && !text.includes('\0')));
}

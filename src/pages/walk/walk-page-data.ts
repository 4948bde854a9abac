import { articlePath, walkPath } from '../../http/response/addresses.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { type ArticleWalk, walkContext } from '../../presenters/article-walk.js';
import type { WalkState } from '../../walk/engine/advance.js';
import type { AnswerValue, FactEvaluation, FactPresentation } from '../../walk/fact-set.js';
import { encodeAnswers } from '../../walk/present/answer-query.js';
import { createVoice } from '../../walk/present/walk-words.js';
import { presentWalkState } from '../../walk/present/present-walk-state.js';
import type { WalkVoice } from '../../walk/walk-texts.js';
import type { WireWalkState } from '../../walk/present/wire-state.js';
import { ANSWER_PARAMETERS, type AnswerData } from '../answer/answer-panel.js';
import { languageAttributes, type LanguageAttributes } from '../layout/languages.js';
import type { PageContext } from '../layout/page.js';

/** Form values as submitted. */
export type FormValues = ReadonlyMap<string, string>;

/** View model of a walk page. */
export interface WalkView {
  readonly page: PageContext;
  readonly article: ArticleWalk;
  readonly state: WireWalkState;
  readonly voice: WalkVoice;
  /** `lang` attributes of the walk's texts, if they differ from the page's. */
  readonly textLang: LanguageAttributes;
  /** The evaluation and its presentation. */
  readonly facts: FactEvaluation;
  readonly found: FactPresentation;
  /** The answers as a query string, included in the form's action. */
  readonly query: string;
  /** True when no question has been answered. */
  readonly isStart: boolean;
  /** The answer being changed, and the URL that keeps it. */
  readonly changing: { readonly answer: AnswerValue; readonly keepHref: string } | undefined;
  /** Rejected input. */
  readonly typed: FormValues | undefined;
  /** The customer's language, if given in the URL. */
  readonly customer: string | undefined;
  /** Only at an outcome. */
  readonly answer: AnswerData | undefined;
}

/** Optional parts of the view. */
export type WalkExtras = Pick<Partial<WalkView>, 'changing' | 'typed' | 'answer' | 'customer'>;

/** Create the view model of a state. */
export function createWalkView(
  deps: Pick<DeliveryDeps, 'library'>,
  article: ArticleWalk,
  state: WalkState,
  page: PageContext,
  { changing, typed, answer, customer }: WalkExtras = {},
): WalkView {
  const { locale } = page;
  const voice = createVoice(article.walk, locale);
  const { number } = article.walk;
  const context = walkContext(deps, article, locale, {
    links: { page: walkPath(locale, number), article: articlePath(locale, number) },
    article: (other) => articlePath(locale, other),
  });
  return {
    page,
    article,
    state: presentWalkState(state, voice, context),
    voice,
    textLang: languageAttributes(voice.language, locale),
    facts: state.facts,
    found: state.facts.present(voice),
    query: state.answers.size === 0 ? '' : encodeAnswers(state),
    isStart: state.answers.size === 0 && state.status === 'question',
    changing,
    typed,
    answer,
    customer,
  };
}

/** Add the customer's language to the query. @param query - From `encodeAnswers`. */
export function withCustomer(query: string, customer: string | undefined): string {
  if (customer === undefined) return query;
  const parameter = `${ANSWER_PARAMETERS.customer}=${encodeURIComponent(customer)}`;
  return query === '' ? parameter : `${query}&${parameter}`;
}

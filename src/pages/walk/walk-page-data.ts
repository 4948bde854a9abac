import { invalidParameter, isTracking, unknownParameters } from '../../http/request/parse-query.js';
import { articlePath } from '../../http/response/addresses.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { type ArticleWalk, walkContext } from '../../presenters/article-walk.js';
import type { WalkState } from '../../walk/engine/advance.js';
import type { AnswerValue, FactEvaluation, FactPresentation } from '../../walk/fact-set.js';
import { decodeAnswers, type DecodedQuery, encodeAnswers } from '../../walk/present/answer-query.js';
import { presentWalkState } from '../../walk/present/present-walk-state.js';
import { createVoice } from '../../walk/present/walk-words.js';
import type { WireWalkState } from '../../walk/present/wire-state.js';
import type { WalkVoice } from '../../walk/walk-texts.js';
import type { Walk } from '../../walk/walk.js';
import { ANSWER_PARAMETERS, type AnswerData } from '../answer/answer-panel.js';
import { languageAttributes, type LanguageAttributes } from '../layout/languages.js';
import type { PageContext } from '../layout/page.js';

/** Parameters of the page; distinct from question names. */
export const WALK_PARAMETERS = { change: '_change', customer: ANSWER_PARAMETERS.customer } as const;

/** Legacy parameter for the note's language; ignored. */
const RETIRED = '_note';

/** The parsed query of a walk page. */
export interface WalkQuery {
  readonly submission: DecodedQuery['submission'];
  /** The question to change. */
  readonly change: string | undefined;
  /** The customer's language, unchecked. */
  readonly customer: string | undefined;
  /** True for the start page, which is cacheable. */
  readonly isBare: boolean;
}

/** Steps that exist in another locale: an outdated translation has fewer and must not reject the URL. */
const STEP = /^step-\d{1,4}$/;

/**
 * Parse the query of a walk page.
 *
 * @throws Problem `unknown-parameter` (400) for an unknown question; `invalid-parameter` (400) for a repeated parameter
 * or a language without texts.
 */
export function readWalkQuery(text: string, walk: Walk): WalkQuery {
  const query = new URLSearchParams(text);
  const names = [...query.keys()];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw invalidParameter(twice, 'given twice');
  const tracking = names.filter(isTracking);
  const steps = walk.kind === 'plain' ? names.filter((name) => STEP.test(name)) : [];
  const ignored = [...Object.values(WALK_PARAMETERS), RETIRED, ...tracking, ...steps];
  const { submission, unknown } = decodeAnswers(walk, query, ignored);
  if (unknown.length > 0) throw unknownParameters(unknown, 'no question of this walk');
  return {
    submission,
    change: query.get(WALK_PARAMETERS.change) ?? undefined,
    customer: query.get(WALK_PARAMETERS.customer) ?? undefined,
    isBare: names.length === tracking.length,
  };
}

/** Form values as submitted. */
export type FormValues = ReadonlyMap<string, string>;

/** What a walk page may show besides a state. */
export interface WalkExtras {
  /** The answer being changed, and the URL that keeps it. */
  readonly changing?: { readonly answer: AnswerValue; readonly keepHref: string } | undefined;
  /** Rejected input. */
  readonly typed?: FormValues | undefined;
  /** The customer's language, if given in the URL. */
  readonly customer?: string | undefined;
  /** Only at an outcome. */
  readonly answer?: AnswerData | undefined;
}

/** View model of a walk page. */
export class WalkView {
  readonly state: WireWalkState;
  readonly voice: WalkVoice;
  /** `lang` attributes of the walk's texts, if they differ from the page's. */
  readonly textLang: LanguageAttributes;
  readonly facts: FactEvaluation;
  readonly found: FactPresentation;
  /** The answers as a query string, included in the form's action. */
  readonly query: string;
  /** True when no question has been answered. */
  readonly isStart: boolean;

  constructor(
    deps: Pick<DeliveryDeps, 'library'>,
    readonly article: ArticleWalk,
    state: WalkState,
    readonly page: PageContext,
    readonly extras: WalkExtras = {},
  ) {
    const { locale } = page;
    const { number } = article.walk;
    const context = walkContext(deps, article, locale, {
      links: { page: articlePath(locale, number, 'walk'), article: articlePath(locale, number) },
      article: (other) => articlePath(locale, other),
    });
    this.voice = createVoice(article.walk, locale);
    this.state = presentWalkState(state, this.voice, context);
    this.textLang = languageAttributes(this.voice.language, locale);
    this.facts = state.facts;
    this.found = state.facts.present(this.voice);
    this.query = state.answers.size === 0 ? '' : encodeAnswers(state);
    this.isStart = state.answers.size === 0 && state.status === 'question';
  }
}

/** Add the customer's language to the query. @param query - From `encodeAnswers`. */
export function withCustomer(query: string, customer: string | undefined): string {
  if (customer === undefined) return query;
  const parameter = `${ANSWER_PARAMETERS.customer}=${encodeURIComponent(customer)}`;
  return query === '' ? parameter : `${query}&${parameter}`;
}

import type { LocaleTag } from '../../article/article.js';
import {
  absolute,
  articlePath,
  permalinkPath,
  walkOverviewPath,
  walkPath,
} from '../../http/response/addresses.js';
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

/** What a form is filled with: fields as they were sent. */
export type FormValues = ReadonlyMap<string, string>;

/** A state of a walk as one reader sees it. */
export interface WalkView {
  readonly page: PageContext;
  readonly article: ArticleWalk;
  readonly state: WireWalkState;
  readonly voice: WalkVoice;
  /** Attributes of the walk's own texts, where they are in another language than the page. */
  readonly textLang: LanguageAttributes;
  /** What the answers show, and the same in words. */
  readonly facts: FactEvaluation;
  readonly found: FactPresentation;
  /** The answers as the address holds them; the form of the question leads on from them. */
  readonly query: string;
  /** True for a walk nobody has answered anything of yet. */
  readonly isStart: boolean;
  /** The answer that is about to be changed, and the address that leaves it as it is. */
  readonly changing: { readonly answer: AnswerValue; readonly keepHref: string } | undefined;
  /** What was typed and could not be taken. */
  readonly typed: FormValues | undefined;
  /** The customer's language, where the address names it: it goes along to the end. */
  readonly customer: string | undefined;
  /** Only at an end. */
  readonly answer: AnswerData | undefined;
}

/** What a page may show besides a state. */
export type WalkExtras = Pick<Partial<WalkView>, 'changing' | 'typed' | 'answer' | 'customer'>;

/** Gather what the page of a state shows. */
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

/** Let the customer's language go along with the answers of a walk. @param query - As `encodeAnswers` writes it. */
export function withCustomer(query: string, customer: string | undefined): string {
  if (customer === undefined) return query;
  const parameter = `${ANSWER_PARAMETERS.customer}=${encodeURIComponent(customer)}`;
  return query === '' ? parameter : `${query}&${parameter}`;
}

/** Addresses of a walk's parts, in a page's locale. */
export interface WalkAddresses {
  readonly start: string;
  readonly article: string;
  readonly graph: string;
  readonly permalink: string;
  /** Where the form of the question is sent. */
  readonly answer: string;
  /** The same state in another locale. */
  readonly inLocale: (locale: LocaleTag) => string;
}

/** @see WalkAddresses */
export function walkAddresses({ page, article, query, customer }: WalkView): WalkAddresses {
  const { locale, site } = page;
  const { number } = article.walk;
  return {
    start: walkPath(locale, number),
    article: articlePath(locale, number),
    graph: walkOverviewPath(locale, number, query),
    permalink: absolute(site, permalinkPath(number)),
    answer: walkPath(locale, number, withCustomer(query, customer)),
    inLocale: (other) => walkPath(other, number, query),
  };
}

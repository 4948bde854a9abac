import type { LocaleTag } from '../../article/article.js';
import {
  absolute,
  articlePath,
  permalinkPath,
  walkGraphPath,
  walkPath,
} from '../../http/response/addresses.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import type { WalkState } from '../../walk/engine/walk-state.js';
import type { WireAnswer } from '../../walk/engine/answer.js';
import { encodeAnswers } from '../../walk/present/answer-query.js';
import { presentWalkState } from '../../walk/present/present-walk-state.js';
import { walkTimeline, type WalkTimeline } from '../../walk/present/walk-timeline.js';
import type { WalkVoice } from '../../walk/present/walk-voice.js';
import type { WireWalkState } from '../../walk/present/wire-state.js';
import { walkContext, walkVoice, type ArticleWalk } from '../../presenters/article-walk.js';
import type { PageContext } from '../layout/page-context.js';
import type { WalkTicket } from './walk-ticket-data.js';

/** What a form is filled with: fields as they were sent. */
export type FormValues = ReadonlyMap<string, string>;

/** A state of a walk as one reader sees it. */
export interface WalkView {
  readonly page: PageContext;
  readonly article: ArticleWalk;
  readonly state: WireWalkState;
  readonly voice: WalkVoice;
  readonly timeline: WalkTimeline | undefined;
  /** The answers as the address holds them; the form of the question leads on from them. */
  readonly query: string;
  /** True for a walk nobody has answered anything of yet. */
  readonly isStart: boolean;
  /** The answer that is about to be changed, and the address that leaves it as it is. */
  readonly changing: { readonly answer: WireAnswer; readonly keepHref: string } | undefined;
  /** What was typed and could not be taken. */
  readonly typed: FormValues | undefined;
  /** Only at an end. */
  readonly ticket: WalkTicket | undefined;
}

/** What a page may show besides a state. */
export type WalkExtras = Pick<Partial<WalkView>, 'changing' | 'typed' | 'ticket'>;

/** Gather what the page of a state shows. */
export function createWalkView(
  deps: Pick<DeliveryDeps, 'library'>,
  article: ArticleWalk,
  state: WalkState,
  page: PageContext,
  { changing, typed, ticket }: WalkExtras = {},
): WalkView {
  const { locale } = page;
  const voice = walkVoice(article, locale);
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
    timeline: walkTimeline(state.findings, voice),
    query: state.answers.size === 0 ? '' : encodeAnswers(state),
    isStart: state.answers.size === 0 && state.status === 'question',
    changing,
    typed,
    ticket,
  };
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
export function walkAddresses({ page, article, query }: WalkView): WalkAddresses {
  const { locale, site } = page;
  const { number } = article.walk;
  return {
    start: walkPath(locale, number),
    article: articlePath(locale, number),
    graph: walkGraphPath(locale, number, query),
    permalink: absolute(site, permalinkPath(number)),
    answer: walkPath(locale, number, query),
    inLocale: (other) => walkPath(other, number, query),
  };
}

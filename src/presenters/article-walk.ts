import { LRUCache } from 'lru-cache';
import type { ArticleNumber } from '../article/article-number.js';
import type { LocaleTag } from '../article/article.js';
import { localizeHtml } from '../article/html.js';
import type { Reading } from '../article/reading.js';
import { resolveReading } from '../http/request/article-parameter.js';
import { absolute, absoluteHtml, apiArticlePath, articlePath } from '../http/response/addresses.js';
import type { ReadingDeps } from '../http/response/site.js';
import { linkLocale } from '../locale/tag.js';
import { Problem } from '../problem.js';
import { readStoredWalk } from '../walk/files/parse-walk.js';
import { buildPlainWalk } from '../walk/plain/build-plain-walk.js';
import { planSteps, stepLists, type StepPlan, shownSteps, type ShownStep } from '../walk/plain/plan-steps.js';
import type { AnswerForm } from '../walk/fact-set.js';
import type { WalkContext } from '../walk/present/present-node.js';
import type { WireWalkState } from '../walk/present/wire-state.js';
import type { Walk } from '../walk/walk.js';

/** A walk and its article, for one reader. */
export interface ArticleWalk {
  readonly reading: Reading;
  readonly walk: Walk;
  /** The article's steps as shown to this reader. */
  readonly steps: readonly ShownStep[];
}

/** A state of a walk: by its answers, or by the query of its page; and a form that answers its question. */
export interface WalkCardRequest {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly query?: string | undefined;
  readonly form?: AnswerForm | undefined;
}

/** A walk's page without its site; `page` is its address, which those of its other states begin with. */
export interface WalkCard {
  readonly html: string;
  readonly lang: LocaleTag;
  readonly dir: 'ltr' | 'rtl';
  readonly page: string;
  readonly answers: WireWalkState['answers'];
}

/** Walks by stored data: the library returns the same object until the revision changes. */
const assembled = new WeakMap<object, Walk>();

/**
 * Find the walk through an article.
 *
 * @throws Problem `walk-not-found` (404) for an article without a guided walk or suitable steps.
 */
export function resolveWalk(deps: Pick<ReadingDeps, 'library'>, reading: Reading): ArticleWalk {
  const { number } = reading.article;
  const steps = readSteps(deps, reading);
  const walk = guidedWalk(deps, number) ?? plainWalk(deps, reading, steps);
  if (walk === undefined) throw new Problem('walk-not-found', { values: { number } });
  return { reading, walk, steps };
}

/**
 * Create the context for presenting a walk.
 *
 * @param locale - Where links inside the steps lead.
 * @param addresses - URL builders; `article` for links to other articles.
 */
export function walkContext(
  { library }: Pick<ReadingDeps, 'library'>,
  { steps }: ArticleWalk,
  locale: LocaleTag,
  addresses: {
    readonly links: WalkContext['links'];
    readonly article: (number: ArticleNumber) => string;
  },
): WalkContext {
  return {
    steps: steps.map((step) => ({ ...step, html: localizeHtml(step.html, locale) })),
    findArticle: (number) => {
      const found = library.resolve(number, locale);
      return found && { title: found.translation.title, href: addresses.article(number) };
    },
    links: addresses.links,
  };
}

/** Dependencies for presenting a walk in the API. */
export function apiWalkContext(deps: ReadingDeps, walk: ArticleWalk, locale: LocaleTag): WalkContext {
  const { number } = walk.walk;
  const site = deps.site();
  const pageLocale = linkLocale(locale, walk.reading.served, site);
  const context = walkContext(deps, walk, pageLocale, {
    links: {
      self: absolute(site, apiArticlePath(number, '/walk')),
      article: absolute(site, apiArticlePath(number)),
      page: absolute(site, articlePath(pageLocale, number, 'walk')),
      graph: absolute(site, articlePath(pageLocale, number, 'walk/graph.svg')),
    },
    article: (other) => absolute(site, apiArticlePath(other)),
  });
  return {
    ...context,
    steps: context.steps.map((step) => ({ ...step, html: absoluteHtml(step.html, site) })),
  };
}

function guidedWalk({ library }: Pick<ReadingDeps, 'library'>, number: ArticleNumber): Walk | undefined {
  const stored = library.walk(number);
  if (stored === undefined) return undefined;
  const known = assembled.get(stored);
  if (known !== undefined) return known;
  const walk = readStoredWalk(number, stored);
  assembled.set(stored, walk);
  return walk;
}

/** The translation's steps, with those only the source has inserted. */
export function readSteps({ library }: Pick<ReadingDeps, 'library'>, reading: Reading): readonly ShownStep[] {
  const { translation, provenance, article } = reading;
  const { missingSteps } = provenance;
  const { sourceLocale } = library;
  const source =
    missingSteps.length === 0 || sourceLocale === undefined
      ? undefined
      : resolveReading(library, article.number, sourceLocale).translation;
  return shownSteps(translation, missingSteps, source);
}

/** Plans by article: the library returns the same object until the revision changes. */
const plans = new LRUCache<string, { readonly plan: StepPlan | undefined }>({ max: 5000 });

/**
 * The plan of a plain walk, decided by the source for all locales.
 *
 * @returns Undefined when such a walk would make no sense.
 */
function stepPlan(
  { library }: Pick<ReadingDeps, 'library'>,
  { article, translation }: Reading,
): StepPlan | undefined {
  if (article.translations.every(({ stepCount }) => stepCount < 2)) return undefined;
  const key = `${library.revision ?? ''} ${article.number}`;
  const known = plans.get(key);
  if (known !== undefined) return known.plan;
  const locale = library.sourceLocale ?? article.translations[0]?.locale ?? translation.locale;
  const source =
    translation.locale === locale ? translation : resolveReading(library, article.number, locale).translation;
  const plan = planSteps(source.sections, source.steps, /^en\b/.test(source.locale));
  plans.set(key, { plan });
  return plan;
}

function plainWalk(
  deps: Pick<ReadingDeps, 'library'>,
  reading: Reading,
  steps: readonly ShownStep[],
): Walk | undefined {
  const plan = stepPlan(deps, reading);
  if (plan === undefined) return undefined;
  const { sections, steps: own } = reading.translation;
  const headings = stepLists(sections, own).map(({ heading }) => heading);
  return buildPlainWalk(reading, plan, steps, headings);
}

/** The kind of walk an article has, if any. */
export function walkKind(deps: Pick<ReadingDeps, 'library'>, reading: Reading): Walk['kind'] | undefined {
  if (deps.library.walk(reading.article.number) !== undefined) return 'guided';
  return stepPlan(deps, reading) === undefined ? undefined : 'plain';
}

import type { LocaleTag, Step, Translation } from '../../article/article.js';

/** A step as a walk shows it. */
export interface ShownStep extends Step {
  /** The language it is written in. */
  readonly locale: LocaleTag;
  /** True for a step the translation lacks, shown from the source: flag it. */
  readonly isNewer: boolean;
}

/**
 * List an article's steps for a reader: the translation's, and in their places those it lacks, taken from the source.
 *
 * @param missing - Numbers of the steps the translation lacks.
 * @param source - The translation that has them; undefined when there is none.
 */
export function shownSteps(
  translation: Translation,
  missing: readonly number[],
  source: Translation | undefined,
): readonly ShownStep[] {
  const own = translation.steps.map((step) => ({ ...step, locale: translation.locale, isNewer: false }));
  const newer = (source?.steps ?? [])
    .filter((step) => missing.includes(step.number))
    .map((step) => ({ ...step, locale: source?.locale ?? translation.locale, isNewer: true }));
  return [...own, ...newer].sort((a, b) => a.number - b.number);
}

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
 * Numbered through as they are shown, which is how the source counts them: a step has one number in every locale's walk.
 *
 * @param missing - Numbers of the steps the translation lacks.
 * @param source - The translation that has them; undefined when there is none.
 */
export function shownSteps(
  translation: Translation,
  missing: readonly number[],
  source: Translation | undefined,
): readonly ShownStep[] {
  const shown: ShownStep[] = [];
  const newer = source === undefined ? [] : missing;
  for (const own of [...translation.steps, undefined]) {
    for (let number = shown.length + 1; newer.includes(number); number++) {
      const step = source?.steps[number - 1];
      if (source === undefined || step === undefined) break;
      shown.push({ ...step, locale: source.locale, isNewer: true });
    }
    if (own !== undefined)
      shown.push({ ...own, number: shown.length + 1, locale: translation.locale, isNewer: false });
  }
  return shown;
}

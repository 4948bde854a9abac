import type { LocaleTag, Step, Translation } from '../../article/article.js';

export interface ShownStep extends Step {
  readonly locale: LocaleTag;
  /** True when the translation lacks it and it is taken from the source. */
  readonly isNewer: boolean;
}

/**
 * An article's steps for a reader: the translation's, with missing ones inserted from the source.
 *
 * Numbered as in the source, so that a step has the same number in every locale's walk.
 *
 * @param missing - Numbers of the steps the translation lacks.
 * @param source - The source translation, if any.
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

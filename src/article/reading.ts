import type { Article, LocaleTag, Translation, TranslationSummary } from './article.js';

/** How far a translation can be trusted, beside the source locale's version. */
export interface Provenance {
  readonly kind: 'human' | 'machine';
  readonly humanDegree: number | undefined;
  /** Version of the source translation; undefined without a source. */
  readonly sourceVersion: number | undefined;
  /** Undefined when there is nothing to compare with. */
  readonly outdated: boolean | undefined;
  /** Numbers of the steps the source has and this translation lacks. */
  readonly missingSteps: readonly number[];
}

/** What one request gets. */
export interface Reading {
  readonly article: Article;
  readonly translation: Translation;
  readonly requested: LocaleTag;
  readonly served: LocaleTag;
  /** True when `served` is not the translation asked for: show the notice. */
  readonly isFallback: boolean;
  readonly provenance: Provenance;
}

/**
 * Compare a translation with its source.
 *
 * @param source - The same article in the source locale; undefined when it has none.
 */
export function compareWithSource(
  translation: TranslationSummary,
  source: TranslationSummary | undefined,
): Provenance {
  const { kind, humanDegree } = translation.origin;
  if (source === undefined || source.locale === translation.locale) {
    return { kind, humanDegree, sourceVersion: source?.version, outdated: source && false, missingSteps: [] };
  }
  const outdated =
    source.version === undefined || translation.version === undefined
      ? undefined
      : translation.version < source.version;
  const missing = Math.max(0, source.stepCount - translation.stepCount);
  return {
    kind,
    humanDegree,
    sourceVersion: source.version,
    outdated,
    missingSteps: Array.from({ length: missing }, (_, i) => translation.stepCount + 1 + i),
  };
}

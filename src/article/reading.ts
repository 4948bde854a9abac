import { findMissingSteps, marksOf } from './align-steps.js';
import { raiseRisk, riskBand, type RiskBand } from './risk.js';
import type { Article, LocaleTag, Translation, TranslationSummary } from './article.js';

/**
 * How a translation compares with its source: the source itself, current, outdated, ahead; `unversioned` when one of the two
 * has no version (video pages), `no-source` when there is nothing to compare with.
 */
export const PROVENANCE_STATES = [
  'source',
  'current',
  'outdated',
  'ahead',
  'unversioned',
  'no-source',
] as const;
export type ProvenanceState = (typeof PROVENANCE_STATES)[number];

export interface Provenance {
  readonly state: ProvenanceState;
  readonly kind: 'human' | 'machine';
  readonly humanDegree: number | undefined;
  readonly version: number | undefined;
  /** Undefined without a source. */
  readonly sourceLocale: LocaleTag | undefined;
  /** Version of the source translation; undefined without a source. */
  readonly sourceVersion: number | undefined;
  /** Undefined when there is nothing to compare with. */
  readonly outdated: boolean | undefined;
  /** Numbers, in the source, of the steps it has and this translation lacks. */
  readonly missingSteps: readonly number[];
  readonly risk: RiskBand;
}

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
 * @param isDoubted - Whether its readers doubt it.
 * @see docs/decisions/0075-provenance.md
 */
export function compareWithSource(
  translation: TranslationSummary,
  source: TranslationSummary | undefined,
  isDoubted = false,
): Provenance {
  const { kind, humanDegree } = translation.origin;
  const state = stateBeside(translation, source);
  // A translation ahead of the source is not missing steps; they were removed.
  const missing = source === undefined || state === 'ahead' ? [] : missingSteps(translation, source);
  const risk = riskBand(translation, state === 'source', state === 'outdated' || missing.length > 0);
  return {
    state,
    kind,
    humanDegree,
    version: translation.version,
    sourceLocale: source?.locale,
    sourceVersion: source?.version,
    outdated: state === 'no-source' || state === 'unversioned' ? undefined : state === 'outdated',
    missingSteps: missing,
    risk: isDoubted ? raiseRisk(risk) : risk,
  };
}

function stateBeside(own: TranslationSummary, source: TranslationSummary | undefined): ProvenanceState {
  if (source === undefined) return 'no-source';
  if (source.locale === own.locale) return 'source';
  if (own.version === undefined || source.version === undefined) return 'unversioned';
  if (own.version === source.version) return 'current';
  return own.version < source.version ? 'outdated' : 'ahead';
}

function missingSteps(own: TranslationSummary, source: TranslationSummary): readonly number[] {
  if (own.stepCount >= source.stepCount) return [];
  return findMissingSteps(marksOf(own), marksOf(source));
}

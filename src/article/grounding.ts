import type { Passage } from './passages.js';
import type { Provenance } from './reading.js';

/** Whether a chatbot may answer from a passage: as it is, beside the source's words, or not at all. */
export const VERDICTS = ['yes', 'with-source', 'no'] as const;
export const GROUNDING_REASONS = [
  'hidden',
  'missing-step',
  'checker-error',
  'outdated',
  'machine-translated',
  'high-risk',
  'no-source',
] as const;

/** @see VERDICTS */
export interface Grounding {
  readonly verdict: (typeof VERDICTS)[number];
  readonly reasons: readonly (typeof GROUNDING_REASONS)[number][];
}

export interface GroundingFacts {
  readonly provenance: Provenance;
  readonly isHidden: boolean;
  /** Whether the checker finds an error on its lines. */
  readonly hasError: boolean;
}

/**
 * Decide whether a chatbot may answer from a passage.
 *
 * `no` for archived articles, for a resolution that lacks a step, for one in which the checker finds an error, and for what would need its source and
 * has none; `with-source` for unreviewed text and text older than its source; `yes` otherwise.
 */
export function groundPassage(
  { section }: Pick<Passage, 'section'>,
  { provenance, isHidden, hasError }: GroundingFacts,
): Grounding {
  const { kind, humanDegree, outdated, missingSteps, sourceLocale, risk } = provenance;
  const isResolution = section === 'resolution' || section === 'workaround';
  const against = [
    ...(isHidden ? (['hidden'] as const) : []),
    ...(isResolution && missingSteps.length > 0 ? (['missing-step'] as const) : []),
    ...(hasError ? (['checker-error'] as const) : []),
  ];
  const doubts = [
    ...(outdated === true ? (['outdated'] as const) : []),
    ...(kind === 'machine' && humanDegree !== 1 ? (['machine-translated'] as const) : []),
    ...(risk === 'high' ? (['high-risk'] as const) : []),
  ];
  const isAlone = doubts.length > 0 && sourceLocale === undefined;
  const reasons = [...against, ...doubts, ...(isAlone ? (['no-source'] as const) : [])];
  if (against.length > 0 || isAlone) return { verdict: 'no', reasons };
  return { verdict: doubts.length > 0 ? 'with-source' : 'yes', reasons };
}

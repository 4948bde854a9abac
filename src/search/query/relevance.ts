import type { Closeness } from './closeness.js';

/** What a candidate is judged by: closeness, and the full-text engine's own score as a share of the best one. */
export interface Evidence extends Closeness {
  readonly text: number;
}

/**
 * How much each kind of evidence counts.
 *
 * @see docs/decisions/0032-ranking.md for how these were found
 */
const RELEVANCE_WEIGHTS: Readonly<Record<keyof Evidence, number>> = {
  titleCoverage: 0.24,
  titlePrecision: 0.23,
  titleOrder: 0.12,
  keywordCoverage: 0.12,
  descriptionCoverage: 0.03,
  coverage: 0.2,
  text: 0.28,
};

/** Weigh the evidence into one number; the larger, the nearer. */
export function relevance(
  evidence: Evidence,
  weights: Readonly<Record<keyof Evidence, number>> = RELEVANCE_WEIGHTS,
): number {
  return (
    weights.titleCoverage * evidence.titleCoverage +
    weights.titlePrecision * evidence.titlePrecision +
    weights.titleOrder * evidence.titleOrder +
    weights.keywordCoverage * evidence.keywordCoverage +
    weights.descriptionCoverage * evidence.descriptionCoverage +
    weights.coverage * evidence.coverage +
    weights.text * evidence.text
  );
}

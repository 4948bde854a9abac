import type { VerdictBounds } from '../clock/judge-times.js';
import type { Verdict } from '../engine/findings.js';
import type { Comparison } from './compare-failures.js';

/** Where a verdict leads: itself, or what must be known first. */
export const CONCLUSIONS = ['same', 'near', 'different', 'orderOpen', 'zoneOpen', 'restartOpen'] as const;

/** @see CONCLUSIONS */
export type Conclusion = (typeof CONCLUSIONS)[number];

const HALF_HOUR = 30;

/** Zones stand whole or half hours apart: could a failure be in the restart if the log's clock kept another zone? */
function couldBeShifted(verdict: Verdict, { same }: VerdictBounds): boolean {
  return verdict.readings.some((reading) => {
    const rest = ((reading.deltaMinutes % HALF_HOUR) + HALF_HOUR) % HALF_HOUR;
    return rest < same.below || rest - HALF_HOUR >= same.from;
  });
}

/**
 * Conclude from a comparison. What rests on an assumed zone or restart leads on only where it fits; where not, the assumption is the first to doubt.
 *
 * @returns Undefined while there is nothing to compare.
 */
export function concludeVerdict(
  comparison: Comparison | undefined,
  assumed: { readonly zone: boolean; readonly restart: boolean },
  bounds: VerdictBounds,
): Conclusion | undefined {
  if (comparison === undefined) return undefined;
  const { verdict } = comparison;
  if (verdict === undefined) return 'orderOpen';
  if (verdict.name === 'same') return 'same';
  if (assumed.restart) return 'restartOpen';
  return assumed.zone && couldBeShifted(verdict, bounds) ? 'zoneOpen' : verdict.name;
}

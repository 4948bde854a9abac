/** How an error's time stands to the restart's. */
export type VerdictName = 'same' | 'near' | 'different';

/** Minutes after the restart that make a verdict; data of the walk's file. */
export interface VerdictBounds {
  readonly same: { readonly from: number; readonly below: number };
  readonly near: { readonly from: number; readonly to: number };
}

const MINUTE = 60_000;

/**
 * Judge one error by the restart nearest to it.
 *
 * @param error - Epoch milliseconds.
 * @param restart - Epoch milliseconds.
 */
export function judgeTimes(error: number, restart: number, bounds: VerdictBounds): VerdictName {
  const delta = (error - restart) / MINUTE;
  if (delta >= bounds.same.from && delta < bounds.same.below) return 'same';
  return delta >= bounds.near.from && delta <= bounds.near.to ? 'near' : 'different';
}

/** Minutes from the restart to the error, to two decimals; negative when the error came first. */
export function deltaMinutes(error: number, restart: number): number {
  const rounded = Math.round((error - restart) / (MINUTE / 100)) / 100;
  // Minus zero would be written as 0 on the wire but compare as different in code.
  return rounded === 0 ? 0 : rounded;
}

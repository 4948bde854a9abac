/** Milliseconds before the first replacement of a worker that died young. */
const SHORTEST = 100;
const LONGEST = 30_000;
/** Milliseconds after which a worker counts as having been well. */
const WELL_AFTER = 10_000;

/**
 * How long to wait before a worker is replaced: not at all when it had been well, twice as long each time it had not.
 *
 * @param youngDeaths - How many workers in a row died young before this one.
 * @param age - Milliseconds that this one lived.
 */
export function restartPause(youngDeaths: number, age: number): number {
  return isYoung(age) ? Math.min(SHORTEST * 2 ** youngDeaths, LONGEST) : 0;
}

/** Whether a worker died so early that its replacement may fare no better. */
export function isYoung(age: number): boolean {
  return age < WELL_AFTER;
}

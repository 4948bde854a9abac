import { nearestRestart, type RestartTime, parseDailyTime } from './clock/daily-restart.js';
import { formatStamp, type DateOrder, type Stamp } from './clock/stamp.js';
import { localInstants } from './clock/zone-clock.js';
import { z } from 'zod';

const minutes = z.number().min(-1440).max(1440);

/** `bounds` of a walk about restarts: the numbers it reckons with. Minutes, save where a time of day stands. */
export const BOUNDS = z.strictObject({
  /** Minutes after the restart that make each verdict. */
  same: z.strictObject({ from: minutes, below: minutes }),
  near: z.strictObject({ from: minutes, to: minutes }),
  /** From the restart to the proposed start, and to the second try's. */
  proposed: z.int().min(1).max(120),
  alternative: z.int().min(1).max(120),
  /** A shorter period leaves no start outside the restart. */
  shortestPeriod: z.int().min(1),
  /** Taken when the period is not known. */
  usualPeriod: z.int().min(1),
  /** Taken when the restart's time is not known. */
  usualRestart: z
    .string()
    .refine((text) => parseDailyTime(text) === text, 'expected a time such as 06:00, in quotes'),
});

/** @see BOUNDS */
export type Bounds = z.infer<typeof BOUNDS>;

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

/** The moments a stamp may mean. */
interface StampInstants {
  /** Epoch milliseconds; two on the night the clocks go back. */
  readonly instants: readonly [number, ...number[]];
  readonly isSkipped: boolean;
}

/**
 * Turn a stamp into moments. An offset written in it wins over any zone given.
 *
 * @param order - Which of a stamp's dates to take where two are open; the first when it has no such.
 * @param zone - The log's zone.
 * @returns Undefined for a bare time, which has no day.
 */
export function stampInstants(
  stamp: Stamp,
  order: DateOrder | undefined,
  zone: string,
): StampInstants | undefined {
  const date = stamp.dates.find((dated) => dated.order === order) ?? stamp.dates[0];
  if (date === undefined) return undefined;
  const local = date.day + stamp.time;
  if (stamp.offset === undefined) return localInstants(local, zone);
  return { instants: [local - stamp.offset * 60_000], isSkipped: false };
}

/** One failure beside its restart. */
interface VerdictReading {
  /** The failure as the log has it. */
  readonly written: string;
  /** Epoch milliseconds. */
  readonly failedAt: number;
  readonly restartAt: number;
  readonly deltaMinutes: number;
  readonly name: VerdictName;
  /** How the date was read where it could be read in two ways. */
  readonly order: DateOrder | undefined;
}

/** How the failures stand to the restart. */
export interface Verdict {
  readonly name: VerdictName;
  /** Of the newest failure that has this verdict. */
  readonly deltaMinutes: number;
  /** Every failure, newest first. */
  readonly readings: readonly VerdictReading[];
}

/** What comparing every failure with its restart gave. */
export interface Comparison {
  /** Undefined while the date order is open and decides it. */
  readonly verdict: Verdict | undefined;
  readonly isOrderOpen: boolean;
  /** Days on which it failed. */
  readonly days: number;
  /** True when failures have different verdicts. */
  readonly isMixed: boolean;
  /** Some failure's clock reading came twice that night, or was jumped over. */
  readonly isTwice: boolean;
  readonly isSkipped: boolean;
}

/** What failures are compared with. */
interface ComparisonTerms {
  readonly restart: RestartTime;
  readonly zone: string;
  readonly order: DateOrder | undefined;
  readonly bounds: VerdictBounds;
}

interface Compared {
  readonly reading: VerdictReading;
  readonly isTwice: boolean;
  readonly isSkipped: boolean;
}

function compareOne(
  stamp: Stamp,
  order: DateOrder | undefined,
  terms: ComparisonTerms,
): Compared | undefined {
  const found = stampInstants(stamp, order, terms.zone);
  if (found === undefined) return undefined;
  const pairs = found.instants.map((at) => ({ at, restartAt: nearestRestart(at, terms.restart) }));
  const gap = (pair: { at: number; restartAt: number }): number => Math.abs(pair.at - pair.restartAt);
  const best = pairs.reduce((nearest, next) => (gap(next) < gap(nearest) ? next : nearest));
  return {
    reading: {
      written: formatStamp(stamp),
      failedAt: best.at,
      restartAt: best.restartAt,
      deltaMinutes: deltaMinutes(best.at, best.restartAt),
      name: judgeTimes(best.at, best.restartAt, terms.bounds),
      order: stamp.dates.length > 1 ? order : undefined,
    },
    isTwice: found.instants.length > 1,
    isSkipped: found.isSkipped,
  };
}

/** At least half in the restart make *same*, at least half in it or near it *near*; a tie goes to the article's cause. */
function judgeAll(readings: readonly VerdictReading[]): VerdictName {
  const count = (name: VerdictName): number => readings.filter((reading) => reading.name === name).length;
  const same = count('same');
  if (same * 2 >= readings.length) return 'same';
  return (same + count('near')) * 2 >= readings.length ? 'near' : 'different';
}

function byOrder(
  failures: readonly Stamp[],
  order: DateOrder | undefined,
  terms: ComparisonTerms,
): readonly Compared[] {
  return failures.flatMap((stamp) => compareOne(stamp, order, terms) ?? []);
}

function verdictOf(readings: readonly VerdictReading[], name: VerdictName): Verdict | undefined {
  const newest = readings.find((reading) => reading.name === name) ?? readings[0];
  if (newest === undefined) return undefined;
  return { name, deltaMinutes: newest.deltaMinutes, readings };
}

/**
 * Compare every failure with the restart nearest to it, in both readings of dates whose order is open.
 *
 * @param failures - Newest first, with days; not empty.
 * @see docs/decisions/0021-log-reading.md
 */
export function compareFailures(failures: readonly Stamp[], terms: ComparisonTerms): Comparison {
  const isOpen = terms.order === undefined && failures.some((stamp) => stamp.dates.length > 1);
  const orders: readonly (DateOrder | undefined)[] = isOpen ? ['DMY', 'MDY'] : [terms.order];
  const scenarios = orders.map((order) => byOrder(failures, order, terms));
  const names = scenarios.map((scenario) => judgeAll(scenario.map((one) => one.reading)));
  const [name = 'different'] = names;
  const isOrderOpen = names.some((other) => other !== name);
  const all = scenarios.flat();
  const unique = new Map(all.map(({ reading }) => [`${reading.failedAt} ${reading.written}`, reading]));
  const readings = [...unique.values()].sort((a, b) => b.failedAt - a.failedAt);
  return {
    verdict: isOrderOpen ? undefined : verdictOf(readings, name),
    isOrderOpen,
    // Which reading is right does not matter: both have as many days.
    days: new Set(scenarios[0]?.map(({ reading }) => Math.round(reading.restartAt / 86_400_000))).size,
    isMixed: new Set(readings.map((reading) => reading.name)).size > 1,
    isTwice: all.some((one) => one.isTwice),
    isSkipped: all.some((one) => one.isSkipped),
  };
}

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

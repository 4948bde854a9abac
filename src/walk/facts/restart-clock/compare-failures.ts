import { nearestRestart, type RestartTime, parseDailyTime } from './clock/daily-restart.js';
import { formatStamp, type DateOrder, type Stamp } from './clock/stamp.js';
import { localInstants, type LocalInstants } from './clock/zone-clock.js';
import { z } from 'zod';

const minutes = z.number().min(-1440).max(1440);

/** `bounds` of a restart walk; in minutes, except times of day. */
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

export type Bounds = z.infer<typeof BOUNDS>;

/** How an error's time relates to the restart. */
export type VerdictName = 'same' | 'near' | 'different';

/** Minutes after the restart that make a verdict. */
export type VerdictBounds = Pick<Bounds, 'same' | 'near'>;

const MINUTE = 60_000;

/**
 * Classify an error by its nearest restart.
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

/**
 * Convert a stamp to instants. Its own offset takes precedence over the zone.
 *
 * @param order - Which date to use when two are possible; default: the first.
 * @param zone - The log's zone.
 * @returns Undefined for a bare time, which has no day.
 */
export function stampInstants(
  stamp: Stamp,
  order: DateOrder | undefined,
  zone: string,
): LocalInstants | undefined {
  const date = stamp.dates.find((dated) => dated.order === order) ?? stamp.dates[0];
  if (date === undefined) return undefined;
  const local = date.day + stamp.time;
  if (stamp.offset === undefined) return localInstants(local, zone);
  return { instants: [local - stamp.offset * 60_000], isSkipped: false };
}

function compareOne(
  stamp: Stamp,
  order: DateOrder | undefined,
  { restart, zone, bounds }: { restart: RestartTime; zone: string; bounds: VerdictBounds },
) {
  const found = stampInstants(stamp, order, zone);
  if (found === undefined) return undefined;
  const pairs = found.instants.map((at) => ({ at, restartAt: nearestRestart(at, restart) }));
  const gap = (pair: { at: number; restartAt: number }): number => Math.abs(pair.at - pair.restartAt);
  const { at, restartAt } = pairs.reduce((nearest, next) => (gap(next) < gap(nearest) ? next : nearest));
  return {
    reading: {
      /** The failure's time as written in the log. */
      written: formatStamp(stamp),
      /** Epoch milliseconds, like `restartAt`. */
      failedAt: at,
      restartAt,
      deltaMinutes: deltaMinutes(at, restartAt),
      name: judgeTimes(at, restartAt, bounds),
      /** The date order used, if ambiguous. */
      order: stamp.dates.length > 1 ? order : undefined,
    },
    isTwice: found.instants.length > 1,
    isSkipped: found.isSkipped,
  };
}

type VerdictReading = Readonly<NonNullable<ReturnType<typeof compareOne>>['reading']>;

interface Verdict {
  readonly name: VerdictName;
  /** Of the newest failure that has this verdict. */
  readonly deltaMinutes: number;
  /** Every failure, newest first. */
  readonly readings: readonly VerdictReading[];
}

export interface Comparison {
  /** Undefined while an ambiguous date order decides it. */
  readonly verdict: Verdict | undefined;
  readonly isOrderOpen: boolean;
  readonly days: number;
  readonly isMixed: boolean;
  /** Whether a failure's clock time was ambiguous or skipped by DST. */
  readonly isTwice: boolean;
  readonly isSkipped: boolean;
}

/** *same* if at least half are in the restart, *near* if at least half are in or near it; ties favour the article's cause. */
function judgeAll(readings: readonly VerdictReading[]): VerdictName {
  const count = (name: VerdictName): number => readings.filter((reading) => reading.name === name).length;
  const same = count('same');
  if (same * 2 >= readings.length) return 'same';
  return (same + count('near')) * 2 >= readings.length ? 'near' : 'different';
}

function verdictOf(readings: readonly VerdictReading[], name: VerdictName): Verdict | undefined {
  const newest = readings.find((reading) => reading.name === name) ?? readings[0];
  if (newest === undefined) return undefined;
  return { name, deltaMinutes: newest.deltaMinutes, readings };
}

/**
 * Compare every failure with its nearest restart, for both readings of ambiguous dates.
 *
 * @param failures - Newest first, with days; not empty.
 * @see docs/decisions/0021-log-reading.md
 */
export function compareFailures(
  failures: readonly Stamp[],
  { order: told, ...terms }: { order: DateOrder | undefined } & Parameters<typeof compareOne>[2],
): Comparison {
  const isOpen = told === undefined && failures.some((stamp) => stamp.dates.length > 1);
  const orders: readonly (DateOrder | undefined)[] = isOpen ? ['DMY', 'MDY'] : [told];
  const scenarios = orders.map((order) => failures.flatMap((stamp) => compareOne(stamp, order, terms) ?? []));
  const names = scenarios.map((scenario) => judgeAll(scenario.map((one) => one.reading)));
  const [name = 'different'] = names;
  const isOrderOpen = names.some((other) => other !== name);
  const all = scenarios.flat();
  const unique = new Map(all.map(({ reading }) => [`${reading.failedAt} ${reading.written}`, reading]));
  const readings = [...unique.values()].sort((a, b) => b.failedAt - a.failedAt);
  return {
    verdict: isOrderOpen ? undefined : verdictOf(readings, name),
    isOrderOpen,
    // Both readings have the same number of days.
    days: new Set(scenarios[0]?.map(({ reading }) => Math.round(reading.restartAt / 86_400_000))).size,
    isMixed: new Set(readings.map((reading) => reading.name)).size > 1,
    isTwice: all.some((one) => one.isTwice),
    isSkipped: all.some((one) => one.isSkipped),
  };
}

/** The conclusion: a verdict, or what must be known first. */
export const CONCLUSIONS = ['same', 'near', 'different', 'orderOpen', 'zoneOpen', 'restartOpen'] as const;

export type Conclusion = (typeof CONCLUSIONS)[number];

const HALF_HOUR = 30;

/** Zones differ by whole or half hours: whether a failure could match the restart in another zone. */
function couldBeShifted(verdict: Verdict, { same }: VerdictBounds): boolean {
  return verdict.readings.some((reading) => {
    const rest = ((reading.deltaMinutes % HALF_HOUR) + HALF_HOUR) % HALF_HOUR;
    return rest < same.below || rest - HALF_HOUR >= same.from;
  });
}

/**
 * Conclude from a comparison. A mismatch that rests on an assumed zone or restart questions the assumption first.
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

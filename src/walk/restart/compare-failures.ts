import { deltaMinutes, judgeTimes, type VerdictBounds, type VerdictName } from '../clock/judge-times.js';
import { nearestRestart, type RestartTime } from '../clock/nearest-restart.js';
import { stampInstants } from '../clock/stamp-instants.js';
import { formatStamp, type DateOrder, type Stamp } from '../clock/stamp.js';
import type { Verdict, VerdictReading } from '../engine/findings.js';

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
 * @see docs/decisions/0022-verdict.md
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

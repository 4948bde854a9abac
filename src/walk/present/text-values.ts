import { formatStamp } from '../clock/stamp.js';
import type { Findings } from '../engine/findings.js';
import type { Placeholder } from '../file/placeholders.js';
import type { WalkFormats } from './walk-formats.js';

/**
 * What fills a walk's texts: the values found, as the reader's locale writes them.
 *
 * @returns Only what is known.
 */
export function textValues(findings: Findings, formats: WalkFormats): ReadonlyMap<string, string> {
  const { verdict, schedule, restart, understood, logZone, period } = findings;
  const newest = verdict?.readings.find((reading) => reading.name === verdict.name);
  const stamp = understood?.failedAt[0];
  const written = newest?.written ?? (stamp === undefined ? undefined : formatStamp(stamp));
  const start = schedule?.[schedule.recommended];
  const restartText = restart === undefined ? undefined : `${formats.daily(restart.time)}, ${restart.zone}`;
  const values: Readonly<Record<Placeholder, string | undefined>> = {
    failedAt: written === undefined ? undefined : formats.stamp(written),
    delta: verdict === undefined ? undefined : formats.delta(verdict.deltaMinutes),
    distance: verdict === undefined ? undefined : formats.minutes(Math.abs(verdict.deltaMinutes)),
    restart: restartText,
    restartZone: restart?.zone,
    logZone,
    start: start === undefined ? undefined : formats.daily(start.time),
    startZone: start?.zone,
    nextAt: start === undefined ? undefined : formats.instant(start.nextAt, start.zone),
    proposed: schedule === undefined ? undefined : formats.daily(schedule.proposed.time),
    alternative: schedule === undefined ? undefined : formats.daily(schedule.alternative.time),
    period: period === undefined ? undefined : String(period),
  };
  return new Map(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

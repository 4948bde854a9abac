import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';

/** What a wall-clock reading means in a zone. */
export interface LocalInstants {
  /** Epoch milliseconds, earlier first: two on the night a zone's clocks go back, else one. */
  readonly instants: readonly [number, ...number[]];
  /** True when the clocks jump over this reading; `instants` then holds the moment as late as the jump is long. */
  readonly isSkipped: boolean;
}

/**
 * Say how far a zone's clocks are ahead of UTC.
 *
 * @param instant - Epoch milliseconds.
 * @param zone - A name {@link parseZone} has accepted.
 * @returns Milliseconds.
 */
export function zoneOffset(instant: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

/** Remembered, since each takes a tenth of a millisecond, and a hundred failures meet the restarts of the same days again and again. */
const known = new LRUCache<string, LocalInstants>({
  max: 2000,
  memoMethod: (key) => {
    const [local, zone = ''] = key.split(' ');
    return readClock(Number(local), zone);
  },
});

/**
 * Find the moments at which a zone's clocks show a reading.
 *
 * A reading the clocks jump over happens later by the length of the jump, as daemons and schedulers do it; one shown twice has two moments.
 *
 * @param local - The reading as if it were UTC, in epoch milliseconds.
 * @param zone - A name {@link parseZone} has accepted.
 */
export function localInstants(local: number, zone: string): LocalInstants {
  return known.memo(`${local} ${zone}`);
}

function readClock(local: number, zone: string): LocalInstants {
  const reading = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
  const earlier = reading.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = reading.toZonedDateTime(zone, { disambiguation: 'later' });
  const isSkipped = !later.toPlainDateTime().equals(reading);
  const isTwice = !isSkipped && !earlier.equals(later);
  const last = later.epochMilliseconds;
  return { instants: isTwice ? [earlier.epochMilliseconds, last] : [last], isSkipped };
}

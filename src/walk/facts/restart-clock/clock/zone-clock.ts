import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';

/** What a wall-clock reading means in a zone. */
interface LocalInstants {
  /** Epoch milliseconds, earlier first: two on the night a zone's clocks go back, else one. */
  readonly instants: readonly [number, ...number[]];
  /** True when the clocks jump over this reading; `instants` then holds the moment as late as the jump is long. */
  readonly isSkipped: boolean;
}

interface Span {
  readonly from: number;
  readonly offset: number;
}

const DAY = 86_400_000;
function readSpans(zone: string, year: number): readonly Span[] {
  const from = Date.UTC(year, 0, 1) - 2 * DAY;
  const until = Date.UTC(year + 1, 0, 1) + 2 * DAY;
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const spans: Span[] = [{ from, offset: at.offsetNanoseconds / 1e6 }];
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > until) return spans;
    spans.push({ from: next.epochMilliseconds, offset: next.offsetNanoseconds / 1e6 });
    at = next;
  }
}

/** A zone's offsets in and around one year; remembered, since asking Intl for each of a hundred times costs milliseconds. */
const spans = new LRUCache<string, readonly Span[]>({
  max: 500,
  memoMethod: (key) => {
    const [zone = '', year] = key.split(' ');
    return readSpans(zone, Number(year));
  },
});

function spansOf(zone: string, at: number): readonly Span[] {
  return spans.memo(`${zone} ${new Date(at).getUTCFullYear()}`);
}

function spanAt(spans: readonly Span[], instant: number): Span | undefined {
  return spans.findLast((span) => span.from <= instant);
}

/**
 * Say how far a zone's clocks are ahead of UTC.
 *
 * @param instant - Epoch milliseconds.
 * @param zone - A name {@link parseZone} has accepted.
 * @returns Milliseconds.
 */
export function zoneOffset(instant: number, zone: string): number {
  return spanAt(spansOf(zone, instant), instant)?.offset ?? 0;
}

/**
 * Find the moments at which a zone's clocks show a reading.
 *
 * A reading the clocks jump over happens later by the length of the jump, as daemons and schedulers do it; one shown twice has two moments.
 *
 * @param local - The reading as if it were UTC, in epoch milliseconds.
 * @param zone - A name {@link parseZone} has accepted.
 */
export function localInstants(local: number, zone: string): LocalInstants {
  const known = spansOf(zone, local);
  const offsets = [...new Set(known.map((span) => span.offset))];
  const [first, ...rest] = offsets
    .map((offset) => ({ offset, instant: local - offset }))
    .filter(({ offset, instant }) => spanAt(known, instant)?.offset === offset)
    .map(({ instant }) => instant)
    .sort((a, b) => a - b);
  if (first !== undefined) return { instants: [first, ...rest], isSkipped: false };
  const before = known.find((span) => isBeforeJump(known, span, local));
  return { instants: [local - (before?.offset ?? 0)], isSkipped: true };
}

function isBeforeJump(spans: readonly Span[], span: Span, local: number): boolean {
  const next = spans[spans.indexOf(span) + 1];
  if (next === undefined) return false;
  return local >= next.from + span.offset && local < next.from + next.offset;
}

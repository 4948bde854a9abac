import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deltaMinutes,
  judgeTimes,
  stampInstants,
} from '../../../src/walk/facts/restart-clock/compare-failures.js';
import {
  nearestRestart,
  proposeStart,
  parseDailyTime,
} from '../../../src/walk/facts/restart-clock/clock/daily-restart.js';
import { parseStamp, formatStamp, formatTime } from '../../../src/walk/facts/restart-clock/clock/stamp.js';
import { parseZone } from '../../../src/walk/facts/restart-clock/clock/parse-zone.js';
import { localInstants, zoneOffset } from '../../../src/walk/facts/restart-clock/clock/zone-clock.js';

const BOUNDS = { same: { from: -2, below: 5 }, near: { from: -10, to: 15 } };
const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Pacific/Apia',
];

/** Read a log's time and compare it with a daily restart. */
function judge(error: string, zone: string, time: string, restartZone: string): readonly [string, number] {
  const parsed = parseStamp(error);
  if (parsed?.kind !== 'stamp') throw new Error(`no time: ${error}`);
  const at = stampInstants(parsed.stamp, undefined, zone)!.instants[0];
  const restart = nearestRestart(at, { time, zone: restartZone });
  return [judgeTimes(at, restart, BOUNDS), deltaMinutes(at, restart)];
}

/** Write a moment as a zone's clock shows it. */
function onClock(at: number, zone: string): string {
  return new Date(at + zoneOffset(at, zone)).toISOString().slice(0, -1);
}

describe('a failure and its restart', () => {
  it.each([
    ['within the restart', '2022-08-19T06:00:12', 'Europe/Paris', '06:00', 'Europe/Paris', 'same', 0.2],
    ['far after it', '2022-08-19T06:54:15', 'Europe/Berlin', '06:00', 'Europe/Berlin', 'different', 54.25],
    ['just before midnight', '2022-08-19T23:58:30', 'UTC', '00:00', 'UTC', 'same', -1.5],
    ['after midnight, restart before it', '2022-08-19T00:03:00', 'UTC', '23:58', 'UTC', 'near', 5],
    [
      'in March, when zones change apart',
      '2024-03-20T01:00:20',
      'America/New_York',
      '06:00',
      'Europe/Paris',
      'same',
      0.33,
    ],
    [
      'in the night that skips the restart',
      '2024-03-31T03:31:00',
      'Europe/Berlin',
      '02:30',
      'Europe/Berlin',
      'same',
      1,
    ],
    ['with its own offset', '2023-04-13T03:50:13.857-05', 'Asia/Tokyo', '08:50', 'UTC', 'same', 0.23],
    [
      'in the second pass of a repeated hour',
      '2024-10-27T01:31:00Z',
      'UTC',
      '02:30',
      'Europe/Berlin',
      'same',
      1,
    ],
    [
      'in the first pass of a repeated hour',
      '2024-10-27T00:31:00Z',
      'UTC',
      '02:30',
      'Europe/Berlin',
      'same',
      1,
    ],
    ['at the lower bound', '2022-08-19T05:58:00', 'UTC', '06:00', 'UTC', 'same', -2],
    ['below the lower bound', '2022-08-19T05:57:59', 'UTC', '06:00', 'UTC', 'near', -2.02],
    ['at the upper bound', '2022-08-19T06:05:00', 'UTC', '06:00', 'UTC', 'near', 5],
    ['at the end of near', '2022-08-19T06:15:00', 'UTC', '06:00', 'UTC', 'near', 15],
    ['past the end of near', '2022-08-19T06:15:01', 'UTC', '06:00', 'UTC', 'different', 15.02],
    ['at the beginning of near', '2022-08-19T05:50:00', 'UTC', '06:00', 'UTC', 'near', -10],
  ] as const)('%s', (_, error, zone, time, restartZone, name, delta) => {
    expect(judge(error, zone, time, restartZone)).toEqual([name, delta]);
  });

  it('keep their verdict if both move by the same time', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, fc.integer({ min: -1000, max: 1000 }), minute, (restart, delta, shift) => {
        const day = Date.UTC(2023, 4, 10);
        const verdictAt = (move: number): string => {
          const time = formatTime(((((restart + move) % 1440) + 1440) % 1440) * 60_000);
          const error = day + (restart + delta + move) * 60_000;
          return judge(new Date(error).toISOString(), 'UTC', time, 'UTC').join();
        };
        expect(verdictAt(shift)).toBe(verdictAt(0));
      }),
    );
  });

  it('keep their verdict if the error is in another zone', () => {
    const moment = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES), fc.constantFrom(...ZONES), (at, zone, restartZone) => {
        const written = onClock(at, zone);
        // A reading that a clock shows twice does not say which it was.
        fc.pre(localInstants(Date.parse(`${written}Z`), zone).instants.length === 1);
        expect(judge(written, zone, '06:00', restartZone)).toEqual(
          judge(new Date(at).toISOString(), 'UTC', '06:00', restartZone),
        );
      }),
    );
  });
});

describe('a proposed start', () => {
  it('never coincides, on any day in any zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 0, 1) }),
        fc.constantFrom(...ZONES),
        fc.constantFrom(5, 10),
        (minute, now, zone, minutes) => {
          const restart = { time: formatTime(minute * 60_000).slice(0, 5), zone };
          const start = proposeStart(restart, minutes, now);
          expect(start.nextAt).toBeGreaterThan(now);
          expect(judgeTimes(start.nextAt, nearestRestart(start.nextAt, restart), BOUNDS)).not.toBe('same');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('runs past midnight', () => {
    const now = Date.parse('2024-05-01T12:00:00Z');
    expect(proposeStart({ time: '23:58', zone: 'UTC' }, 5, now)).toEqual({
      time: '00:03',
      zone: 'UTC',
      nextAt: Date.parse('2024-05-02T00:03:00Z'),
    });
  });

  it('follows the restart’s wall clock across daylight saving', () => {
    const now = Date.parse('2024-03-30T12:00:00Z');
    expect(proposeStart({ time: '06:00', zone: 'Europe/Paris' }, 5, now).nextAt).toBe(
      Date.parse('2024-03-31T04:05:00Z'),
    );
  });
});

describe('a zone’s clock', () => {
  it('shifts a skipped time by the length of the jump', () => {
    const found = localInstants(Date.parse('2024-03-31T02:30:00Z'), 'Europe/Berlin');
    expect(found).toEqual({ instants: [Date.parse('2024-03-31T01:30:00Z')], isSkipped: true });
  });

  it('shows a repeated time twice', () => {
    const { instants } = localInstants(Date.parse('2024-10-27T02:30:00Z'), 'Europe/Berlin');
    expect(instants).toEqual([Date.parse('2024-10-27T00:30:00Z'), Date.parse('2024-10-27T01:30:00Z')]);
  });

  it('knows skipped days', () => {
    expect(localInstants(Date.parse('2011-12-30T12:00:00Z'), 'Pacific/Apia').isSkipped).toBe(true);
  });
});

describe('a written time', () => {
  it.each([
    ['29/06/2020 09:59:43 fileTransfer CRL-290002', '2020-06-29T09:59:43'],
    ['12/31/2019 10:19:59 PM Starting', '2019-12-31T22:19:59'],
    ['12/11/2019 12:19:59 AM Starting', '12/11/2019 00:19:59'],
    ['12/11/2019 12:19:59\u202fPM Starting', '12/11/2019 12:19:59'],
    ['03.11.2021 06:00:12 x', '2021-11-03T06:00:12'],
    ['19.08.22, 06:00 x', '2022-08-19T06:00:00'],
    ['2022/08/19 6:00:12 x', '2022-08-19T06:00:12'],
    ['2019-07-05 16:01:59.874+05:30 00002572 00007893 1 info', '2019-07-05T16:01:59.874+05:30'],
    ['2023-04-13 03:50:13.857-05 001FF206 001FF22D 1 info', '2023-04-13T03:50:13.857-05:00'],
    ['2021-05-31T08:43:09.156Z\t66462\t66501\t1\terror', '2021-05-31T08:43:09.156Z'],
    ['2022-08-19 06:00:12 -1224824320', '2022-08-19T06:00:12'],
    ['12:17:21 >   Web server start', '12:17:21'],
    ['03/11/2021 06:01:29 x', '03/11/2021 06:01:29'],
  ])('%s', (line, written) => {
    const parsed = parseStamp(line);
    expect(parsed?.kind === 'stamp' ? formatStamp(parsed.stamp) : parsed).toBe(written);
  });

  it.each([
    ['2022-02-30 06:00:00', 'date', '2022-02-30'],
    ['31/02/2022 06:00', 'date', '31/02/2022'],
    ['13/13/2022 06:00', 'date', '13/13/2022'],
    ['19.08.2022 25:61:00', 'time', '25:61:00'],
    ['8/19/2022 13:00:00 PM', 'time', '13:00:00'],
  ])('%s is impossible', (line, part, written) => {
    expect(parseStamp(line)).toMatchObject({ kind: 'impossible', part, written });
  });

  it.each(['', 'no time', '12:00 within a sentence', '1.2.3.4:8080', 'pid=29188'])(
    '%j contains none',
    (line) => {
      expect(parseStamp(line)).toBeUndefined();
    },
  );

  it('round-trips', () => {
    const stamp = fc.record({
      at: fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) }),
      offset: fc.option(
        fc.integer({ min: -56, max: 56 }).map((quarter) => quarter * 15),
        { nil: undefined },
      ),
    });
    fc.assert(
      fc.property(stamp, ({ at, offset }) => {
        const day = at - (at % 86_400_000);
        const written = formatStamp({ dates: [{ order: 'YMD', day }], time: at - day, offset });
        const parsed = parseStamp(written);
        expect(parsed?.kind === 'stamp' ? formatStamp(parsed.stamp) : parsed).toBe(written);
      }),
    );
  });
});

describe('a zone’s name', () => {
  it.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['america/new york', 'America/New_York'],
    ['utc', 'UTC'],
    ['Z', 'UTC'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
  ])('%s is %s', (text, zone) => {
    const parsed = parseZone(text);
    expect(parsed.ok).toBe(true);
    expect(
      parsed.ok && new Intl.DateTimeFormat('en', { timeZone: parsed.zone }).resolvedOptions().timeZone,
    ).toBe(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone);
  });

  it.each([
    ['Europe/Pariis', 'Europe/Paris'],
    ['Eurpoe/Berlin', 'Europe/Berlin'],
    ['Tokyo', 'Asia/Tokyo'],
    ['MESZ', 'Europe/Berlin'],
    ['PST', 'America/Los_Angeles'],
  ])('%s suggests %s', (text, suggestion) => {
    expect(parseZone(text)).toEqual({ ok: false, suggestion });
  });

  it.each(['', '?', 'x'.repeat(10_000), '__proto__', 'Nowhere/At_All_Really'])(
    '%.20j suggests nothing',
    (text) => {
      expect(parseZone(text)).toEqual({ ok: false, suggestion: undefined });
    },
  );
});

describe('a time of day', () => {
  it.each([
    ['06:00', '06:00'],
    ['6:00', '06:00'],
    ['06:00:00', '06:00'],
    ['06:00:30', '06:00:30'],
    ['6:30 PM', '18:30'],
  ])('%s is %s', (text, time) => {
    expect(parseDailyTime(text)).toBe(time);
  });

  it.each(['25:61', '6', '', '06:00Z', '2022-08-19 06:00', 'x'.repeat(50)])('%j is none', (text) => {
    expect(parseDailyTime(text)).toBeUndefined();
  });
});

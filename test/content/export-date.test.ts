import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExportDate } from '../../src/content/front-matter.js';

describe('parseExportDate', () => {
  it.each([
    ['8/19/2022 6:54:15 AM', '2022-08-19T06:54:15Z'],
    ['12/31/2023 12:00:00 AM', '2023-12-31T00:00:00Z'],
    ['12/31/2023 12:59:59 PM', '2023-12-31T12:59:59Z'],
    ['1/1/2024 11:59:59 PM', '2024-01-01T23:59:59Z'],
    ['2/29/2024 1:00:00 PM', '2024-02-29T13:00:00Z'],
    // Two in the morning on the day the clocks change: in UTC nothing is skipped.
    ['3/26/2023 2:30:00 AM', '2023-03-26T02:30:00Z'],
    ['3/10/2024 2:30:00 AM', '2024-03-10T02:30:00Z'],
    ['  6/1/2024 1:02:03 AM ', '2024-06-01T01:02:03Z'],
    ['8/19/2022 6:54:15 am', '2022-08-19T06:54:15Z'],
    ['8/19/2022 6:54:15\u202FPM', '2022-08-19T18:54:15Z'],
    ['8/19/2022\u00A06:54:15\u00A0AM', '2022-08-19T06:54:15Z'],
    ['2022-08-19', '2022-08-19T00:00:00Z'],
    ['2022-08-19T07:40:10Z', '2022-08-19T07:40:10Z'],
    ['2022-08-19T07:40:10.123Z', '2022-08-19T07:40:10Z'],
    ['2022-08-19T07:40:10', '2022-08-19T07:40:10Z'],
    ['2022-08-19 07:40', '2022-08-19T07:40:00Z'],
    ['2022-08-19T00:30:00+02:00', '2022-08-18T22:30:00Z'],
    ['2022-08-19 07:40:10 -0330', '2022-08-19T11:10:10Z'],
  ])('reads %s as %s', (text, instant) => {
    expect(parseExportDate(text)).toBe(instant);
  });

  it.each([
    '',
    '19/8/2022 6:54:15 AM',
    '2/30/2022 6:54:15 AM',
    '2/29/2023 1:00:00 PM',
    '8/19/2022 0:54:15 AM',
    '8/19/2022 13:54:15 PM',
    '8/19/2022 6:60:15 AM',
    '8/19/2022 6:54:60 AM',
    '8/19/2022',
    '2022-02-30',
    '2022-13-01',
    '2022-08-19T24:00:00Z',
    '2022-08-19T06:54:15+25:00',
    '2022-W33-5',
    '2022-08',
    '20220819',
    '8/19/22 6:54:15 AM',
    '8/19/2022 6:54:15',
    '0/1/2022 6:54:15 AM',
    '1/0/2022 6:54:15 AM',
  ])('rejects %j', (text) => {
    expect(parseExportDate(text)).toBeUndefined();
  });

  it('round-trips every date', () => {
    const from = new Date(Date.UTC(1900, 0));
    fc.assert(
      fc.property(
        fc.date({ min: from, max: new Date(Date.UTC(9999, 11, 31)), noInvalidDate: true }),
        (date) => {
          const hours = date.getUTCHours();
          const two = (value: number): string => String(value).padStart(2, '0');
          const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
          const time = `${hours % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
          const read = parseExportDate(`${day} ${time} ${hours < 12 ? 'AM' : 'PM'}`);
          expect(read).toBe(`${date.toISOString().slice(0, 19)}Z`);
        },
      ),
    );
  });
});

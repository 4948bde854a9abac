const EXPORT_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d\d):(\d\d) ?(AM|PM)$/i;
const ISO_DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?)?$/i;

/**
 * Read a date as the source system writes it, `8/19/2022 6:54:15 AM` (month first, UTC), or as ISO 8601; UTC where no offset is said.
 *
 * @returns ISO 8601 in UTC without fractions, or undefined when it is no such date (12 AM is midnight; no 31 February).
 * @see docs/decisions/0008-dates-are-utc.md
 */
export function parseExportDate(text: string): string | undefined {
  // Since ICU 72 a narrow no-break space stands before AM and PM.
  const plain = text.trim().replace(/\s+/g, ' ');
  const match = EXPORT_DATE.exec(plain);
  if (match === null) return parseIsoDate(plain);
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (hour < 1 || hour > 12) return undefined;
  const hours = (hour % 12) + (match[7]?.toUpperCase() === 'PM' ? 12 : 0);
  return instant([year, month, day, hours, minute, second], 0);
}

function parseIsoDate(text: string): string | undefined {
  const match = ISO_DATE.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const [, sign, offsetHours = '0', offsetMinutes = '0'] =
    /^([+-])(\d\d):?(\d\d)?$/.exec(match[7] ?? '') ?? [];
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1);
  return instant([year, month, day, hour, minute, second], offset);
}

/** @param offset - Minutes that the clock is ahead of UTC. */
function instant(
  [year, month, day, hour, minute, second]: readonly [number, number, number, number, number, number],
  offset: number,
): string | undefined {
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(offset) > 18 * 60) return undefined;
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return undefined;
  return new Date(local.getTime() - offset * 60_000).toISOString().replace('.000Z', 'Z');
}

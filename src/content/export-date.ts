const EXPORT_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d\d):(\d\d) (AM|PM)$/;

/**
 * Read a date as the source system writes it, `8/19/2022 6:54:15 AM`: month first, UTC.
 *
 * @returns ISO 8601 in UTC without fractions, or undefined when it is no such date (12 AM is midnight; no 31 February).
 * @see docs/decisions/0008-dates-are-utc.md
 */
export function parseExportDate(text: string): string | undefined {
  const match = EXPORT_DATE.exec(text.trim());
  if (match === null) return undefined;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (hour < 1 || hour > 12 || minute > 59 || second > 59) return undefined;
  const hours = (hour % 12) + (match[7] === 'PM' ? 12 : 0);
  const instant = new Date(Date.UTC(year, month - 1, day, hours, minute, second));
  if (instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== day) return undefined;
  return instant.toISOString().replace('.000Z', 'Z');
}

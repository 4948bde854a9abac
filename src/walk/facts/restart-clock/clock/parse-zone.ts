import { slipsBetween } from '../../../../article/compare-words.js';

/** A zone's name that `Intl` knows, or the nearest one to what was written. */
type ZoneParse =
  | { readonly ok: true; readonly zone: string }
  | { readonly ok: false; readonly suggestion: string | undefined };

/** Short names people write, and a place that keeps this time; only ever suggested, since several places share each. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['mez', 'Europe/Berlin'],
  ['mesz', 'Europe/Berlin'],
  ['cest', 'Europe/Paris'],
  ['bst', 'Europe/London'],
  ['wet', 'Europe/Lisbon'],
  ['west', 'Europe/Lisbon'],
  ['eest', 'Europe/Helsinki'],
  ['edt', 'America/New_York'],
  ['cdt', 'America/Chicago'],
  ['mdt', 'America/Denver'],
  ['pst', 'America/Los_Angeles'],
  ['pdt', 'America/Los_Angeles'],
  ['brt', 'America/Sao_Paulo'],
  ['ist', 'Asia/Kolkata'],
  ['jst', 'Asia/Tokyo'],
  ['kst', 'Asia/Seoul'],
  ['aest', 'Australia/Sydney'],
  ['aedt', 'Australia/Sydney'],
]);

const MAX_LENGTH = 60;
const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/;

/** The canonical names of all zones. */
export const ZONE_NAMES: readonly string[] = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

const zones = new Map(ZONE_NAMES.map((zone) => [zone.toLowerCase(), zone]));

/** Names beside the canonical ones (`Europe/Kyiv`, `Asia/Calcutta`, `CET`) are kept as written, in the case `Intl` gives single words. */
function acceptByIntl(name: string): string | undefined {
  try {
    const resolved = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return resolved.toLowerCase() === name.toLowerCase() ? resolved : name;
  } catch {
    return undefined;
  }
}

/**
 * Read the name of a time zone as the IANA database has it; any case, spaces for underscores.
 *
 * @param text - User input; anything longer than a zone name is rejected unread.
 * @returns The name to use, or the nearest known one (`Europe/Pariis` → `Europe/Paris`, `Tokyo` → `Asia/Tokyo`).
 * @see https://www.iana.org/time-zones
 */
export function parseZone(text: string): ZoneParse {
  const name = text.trim().replaceAll(' ', '_');
  if (name.length > MAX_LENGTH) return { ok: false, suggestion: undefined };
  const lower = name.toLowerCase();
  if (lower === 'z') return { ok: true, zone: 'UTC' };
  const zone = zones.get(lower);
  if (zone !== undefined) return { ok: true, zone };
  const abbreviation = ABBREVIATIONS.get(lower);
  if (abbreviation !== undefined) return { ok: false, suggestion: abbreviation };
  const byIntl = NAME.test(name) ? acceptByIntl(name) : undefined;
  return byIntl === undefined ? { ok: false, suggestion: suggestZone(lower) } : { ok: true, zone: byIntl };
}

function suggestZone(lower: string): string | undefined {
  if (lower.length < 3) return undefined;
  const most = Math.min(3, Math.floor(lower.length / 3));
  const slips = (key: string): number => {
    const city = key.slice(key.lastIndexOf('/') + 1);
    return Math.min(slipsBetween(lower, key, most), slipsBetween(lower, city, most));
  };
  const near = [...zones].map(([key, zone]) => ({ zone, slips: slips(key) }));
  return near.filter((one) => one.slips <= most).toSorted((a, b) => a.slips - b.slips)[0]?.zone;
}

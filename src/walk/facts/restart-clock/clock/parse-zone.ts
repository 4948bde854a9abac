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

let named: ReadonlyMap<string, string> | undefined;
function zonesByLowerCase(): ReadonlyMap<string, string> {
  named ??= new Map(['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => [zone.toLowerCase(), zone]));
  return named;
}

const accepted = new Map<string, string>();

/** Names beside the canonical ones (`Europe/Kyiv`, `Asia/Calcutta`, `CET`) are kept as written, in the case `Intl` gives single words. */
function acceptByIntl(name: string): string | undefined {
  const known = accepted.get(name);
  if (known !== undefined) return known;
  try {
    const resolved = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    const zone = resolved.toLowerCase() === name.toLowerCase() ? resolved : name;
    if (accepted.size < 1000) accepted.set(name, zone);
    return zone;
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
  const zone = zonesByLowerCase().get(lower);
  if (zone !== undefined) return { ok: true, zone };
  const abbreviation = ABBREVIATIONS.get(lower);
  if (abbreviation !== undefined) return { ok: false, suggestion: abbreviation };
  const byIntl = NAME.test(name) ? acceptByIntl(name) : undefined;
  return byIntl === undefined ? { ok: false, suggestion: suggestZone(lower) } : { ok: true, zone: byIntl };
}

function suggestZone(lower: string): string | undefined {
  if (lower.length < 3) return undefined;
  let best: string | undefined;
  let bestDistance = Math.min(4, 1 + Math.floor(lower.length / 3));
  for (const [key, zone] of zonesByLowerCase()) {
    const city = key.slice(key.lastIndexOf('/') + 1);
    const distance = Math.min(
      editDistance(lower, key, bestDistance),
      editDistance(lower, city, bestDistance),
    );
    if (distance < bestDistance) {
      best = zone;
      bestDistance = distance;
    }
  }
  return best;
}

/** Letters to add, drop, change or swap; `limit` when it is that many or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? limit) + 1, (row[j - 1] ?? limit) + 1, (last[j - 1] ?? limit) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? limit) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return Math.min(limit, last[b.length] ?? limit);
}

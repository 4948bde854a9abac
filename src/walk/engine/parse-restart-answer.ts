import { parseDailyTime } from '../clock/parse-daily-time.js';
import { UNKNOWN } from './question-input.js';
import { parseZoneName, refuse, shown, type AnswerParse } from './refuse.js';

const MEMBERS: ReadonlySet<string> = new Set(['time', 'zone', 'kind', 'date']);

function isRealDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/**
 * Check an answer about a restart: `{"time": "06:00", "zone": "Europe/Paris", "kind": "daily"}`.
 *
 * `kind` is `daily` when left out; a `zone` left out or `"unknown"` is taken from the log and said to be assumed; `date` goes with `once`.
 *
 * @param raw - As sent; never trusted.
 */
export function parseRestartAnswer(raw: unknown): AnswerParse {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return refuse('wrongType', { expected: 'object' });
  }
  const members = new Map<string, unknown>(Object.entries(raw));
  const odd = [...members.keys()].find((name) => !MEMBERS.has(name));
  if (odd !== undefined) return refuse('unknownMember', { member: shown(odd) });
  const { time, zone, kind = 'daily', date } = Object.fromEntries(members);
  if (typeof time !== 'string') return refuse('wrongType', { expected: 'HH:mm' }, '/time');
  const daily = parseDailyTime(time);
  if (daily === undefined) return refuse('badTime', { written: shown(time) }, '/time');
  if (kind !== 'daily' && kind !== 'once') return refuse('notAnOption', { options: 'daily, once' }, '/kind');
  if (date !== undefined && (typeof date !== 'string' || !isRealDay(date))) {
    return refuse('badDate', { written: typeof date === 'string' ? shown(date) : '?' }, '/date');
  }
  const day = kind === 'once' && typeof date === 'string' ? date : undefined;
  const restart = { kind: 'restart', time: daily, repeats: kind, date: day } as const;
  if (zone === undefined || zone === UNKNOWN) return { ok: true, answer: { ...restart, zone: undefined } };
  if (typeof zone !== 'string') return refuse('wrongType', { expected: 'string' }, '/zone');
  const parsed = parseZoneName(zone, '/zone');
  return parsed.ok ? { ok: true, answer: { ...restart, zone: parsed.zone } } : parsed;
}

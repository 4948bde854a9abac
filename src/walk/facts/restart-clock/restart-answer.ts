import * as z from 'zod';
import { refuse, shown, UNKNOWN, type AnswerValue, type Parsed } from '../../fact-set.js';
import { parseDailyTime } from './clock/daily-restart.js';
import { parseZone } from './clock/parse-zone.js';

export interface RestartAnswer {
  /** `HH:mm` or `HH:mm:ss` */
  readonly time: string;
  /** Undefined when only the time is known. */
  readonly zone?: string | undefined;
  readonly kind: 'daily' | 'once';
  /** Day of a restart that happened once, `YYYY-MM-DD`. */
  readonly date?: string | undefined;
}

/** Parse a zone, or reject it with the nearest known name. */
export function parseZoneName(raw: string, pointer = ''): Parsed<{ zone: string }> {
  const parsed = parseZone(raw);
  if (parsed.ok) return parsed;
  const zone = shown(raw);
  if (parsed.suggestion === undefined) return refuse('badZone', { zone }, pointer);
  return refuse('badZoneNear', { zone, suggestion: parsed.suggestion }, pointer);
}

export const RESTART_ANSWER_MEMBERS = {
  time: z.string(),
  zone: z.string(),
  kind: z.enum(['daily', 'once']),
  date: z.string(),
};

function isRealDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/**
 * Check an answer about a restart: `{"time": "06:00", "zone": "Europe/Paris", "kind": "daily"}`.
 *
 * `kind` defaults to `daily`; a missing or `"unknown"` `zone` is taken from the log and reported as assumed; `date` goes with `once`.
 * A text is a time, or what {@link encodeRestart} wrote.
 *
 * @param raw - Untrusted.
 */
export function parseRestartAnswer(raw: unknown): Parsed<{ restart: RestartAnswer }> {
  const given = typeof raw === 'string' ? decodeRestart(raw) : raw;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return refuse('wrongType', { expected: 'object' });
  }
  const members = new Map<string, unknown>(Object.entries(given));
  const odd = [...members.keys()].find((name) => !Object.hasOwn(RESTART_ANSWER_MEMBERS, name));
  if (odd !== undefined) return refuse('unknownMember', { member: shown(odd) });
  const { time, zone, kind = 'daily', date } = Object.fromEntries(members);
  if (typeof time !== 'string') return refuse('wrongType', { expected: 'HH:mm' }, '/time');
  const daily = parseDailyTime(time);
  if (daily === undefined) return refuse('badTime', { written: shown(time) }, '/time');
  if (kind !== 'daily' && kind !== 'once') return refuse('notAnOption', { options: 'daily, once' }, '/kind');
  if (date !== undefined && (typeof date !== 'string' || !isRealDay(date))) {
    return refuse('badDate', { written: typeof date === 'string' ? shown(date) : '?' }, '/date');
  }
  const restart = { time: daily, kind, date: kind === 'once' ? date : undefined } as const;
  if (zone === undefined || zone === UNKNOWN) return { ok: true, restart };
  if (typeof zone !== 'string') return refuse('wrongType', { expected: 'string' }, '/zone');
  const parsed = parseZoneName(zone, '/zone');
  return parsed.ok ? { ok: true, restart: { ...restart, zone: parsed.zone } } : parsed;
}

/** Serialize a restart as JSON for {@link parseRestartAnswer}. */
export function restartValue({ time, zone, kind, date }: RestartAnswer): AnswerValue {
  return {
    time,
    ...(zone === undefined ? {} : { zone }),
    kind,
    ...(date === undefined ? {} : { date }),
  };
}

/** Encode a restart for a query string: `06:00,Europe/Paris,daily`. */
export function encodeRestart(value: AnswerValue): string {
  if (typeof value !== 'object') return String(value);
  const { time = '', zone = '', kind = 'daily', date } = value;
  return [time, zone, kind, ...(date === undefined ? [] : [date])].join(',');
}

/** Decode what {@link encodeRestart} wrote; unchecked. */
export function decodeRestart(text: string): unknown {
  const [time = '', zone = '', kind = 'daily', date, ...more] = text.split(',');
  if (more.length > 0) return text;
  return { time, ...(zone === '' ? {} : { zone }), kind, ...(date === undefined ? {} : { date }) };
}

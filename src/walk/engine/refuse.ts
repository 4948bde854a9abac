import { parseZone } from '../clock/parse-zone.js';
import type { Answer } from './answer.js';
import type { WalkError } from './walk-error.js';

/** A checked answer, or what is wrong with it; pointers count from the answer itself. */
export type AnswerParse =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly error: WalkError };

/** Refuse an answer, or a member of it. */
export function refuse(
  reason: WalkError['reason'],
  values: WalkError['values'] = {},
  pointer = '',
): { readonly ok: false; readonly error: WalkError } {
  return { ok: false, error: { pointer, reason, values } };
}

const MAX_SHOWN = 60;

/** What was sent, short enough to be said back. */
export function shown(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** Read a zone, or refuse it with the nearest known name. */
export function parseZoneName(
  raw: string,
  pointer = '',
): { ok: true; zone: string } | ReturnType<typeof refuse> {
  const parsed = parseZone(raw);
  if (parsed.ok) return parsed;
  const zone = shown(raw);
  if (parsed.suggestion === undefined) return refuse('badZone', { zone }, pointer);
  return refuse('badZoneNear', { zone, suggestion: parsed.suggestion }, pointer);
}

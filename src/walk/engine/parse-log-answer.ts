import * as z from 'zod';
import { parseStamp, type Evidence } from '../clock/parse-stamp.js';
import type { Stamp } from '../clock/stamp.js';
import { assembleReading } from '../log/assemble-reading.js';
import { isBinary } from '../log/decode-log.js';
import { LOG_NOTES, MAX_FAILURES, MAX_RESTARTS, type LogFault } from '../log/log-reading.js';
import { readLog } from '../log/read-log.js';
import { commonOrder } from '../log/settle-stamps.js';
import { CONFIDENCES, FAULTS } from '../log/signatures.js';
import { refuse, shown, type AnswerParse } from './refuse.js';
import { pointerToken } from './walk-error.js';

/** The log as times only: what a chatbot sends that has read the log itself, and what a text is normalized to. */
const TIMES = z.strictObject({
  failedAt: z.union([z.string(), z.array(z.string()).max(1000)]),
  fault: z.enum(FAULTS).optional(),
  confidence: z.enum(CONFIDENCES).optional(),
  order: z.enum(['YMD', 'DMY', 'MDY']).optional(),
  restartAt: z.array(z.string()).max(MAX_RESTARTS).optional(),
  notes: z.array(z.enum(LOG_NOTES)).max(LOG_NOTES.length).optional(),
});

interface Seen {
  readonly stamp: Stamp;
  readonly evidence: Evidence;
}

function parseTimes(
  texts: readonly string[],
  pointer: string,
): { ok: true; seen: readonly Seen[] } | ReturnType<typeof refuse> {
  const seen: Seen[] = [];
  for (const [i, raw] of texts.entries()) {
    const text = raw.trim();
    const parsed = text.length > 60 ? undefined : parseStamp(text);
    const at = `${pointer}/${i}`;
    if (parsed === undefined) return refuse('badTime', { written: shown(text) }, at);
    if (parsed.kind === 'impossible') {
      return refuse(parsed.part === 'time' ? 'badTime' : 'badDate', { written: parsed.written }, at);
    }
    if (parsed.start > 0 || parsed.end < text.length) return refuse('badTime', { written: shown(text) }, at);
    seen.push({ stamp: parsed.stamp, evidence: parsed.evidence });
  }
  return { ok: true, seen };
}

function refuseLog(fault: LogFault, pointer = ''): AnswerParse {
  if ('written' in fault) return refuse(fault.reason, { written: fault.written }, pointer);
  if ('limit' in fault) return refuse(fault.reason, { limit: fault.limit / 1024 }, pointer);
  return refuse(fault.reason, {}, pointer);
}

function refuseShape(error: z.ZodError): AnswerParse {
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys')
    return refuse('unknownMember', { member: shown(issue.keys.join(', ')) });
  const pointer = (issue?.path ?? []).map((part) => pointerToken(String(part))).join('');
  if (issue?.code === 'invalid_value')
    return refuse('notAnOption', { options: issue.values.join(', ') }, pointer);
  return refuse('wrongType', { expected: '{"failedAt": ["2022-08-19T06:00:12"]}' }, pointer);
}

function parseObject(raw: unknown, now: number): AnswerParse {
  const times = TIMES.safeParse(raw);
  if (!times.success) return refuseShape(times.error);
  const { failedAt, fault = 'unstated', confidence, order, restartAt = [], notes = [] } = times.data;
  const failures = parseTimes(typeof failedAt === 'string' ? [failedAt] : failedAt, '/failedAt');
  if (!failures.ok) return failures;
  const restarts = parseTimes(restartAt, '/restartAt');
  if (!restarts.ok) return restarts;
  if (failures.seen.length === 0 && (fault === 'logon' || fault === 'unstated'))
    return refuse('noTime', {}, '/failedAt');
  const common = commonOrder(failures.seen.filter((one) => one.evidence !== 'iso')) ?? order;
  const parse = assembleReading(
    {
      failures: failures.seen.map((one) => one.stamp),
      restarts: restarts.seen.map((one) => one.stamp),
      order: common,
      fault,
      confidence: confidence ?? (fault === 'unstated' ? 'stated' : 'certain'),
      notes: failures.seen.length > MAX_FAILURES ? [...notes, 'truncated'] : notes,
    },
    now,
  );
  if (!parse.ok) return refuseLog(parse.fault, '/failedAt');
  // ISO dates say nothing of how the log itself wrote them; what was told does.
  const isTold = failures.seen.every((one) => one.evidence === 'iso' || one.stamp.dates.length === 0);
  const reading = { ...parse.reading, order: isTold ? order : (order ?? parse.reading.order) };
  return { ok: true, answer: { kind: 'log', reading } };
}

/**
 * Check an answer that is a log: its text, or the times found in it.
 *
 * @param raw - As sent; a text is read here and dropped.
 * @param maxBytes - Of a text, in UTF-8.
 * @param now - Epoch milliseconds.
 */
export function parseLogAnswer(raw: unknown, maxBytes: number, now: number): AnswerParse {
  if (typeof raw === 'string') {
    if (Buffer.byteLength(raw) > maxBytes) return refuseLog({ reason: 'tooLarge', limit: maxBytes });
    if (isBinary(raw)) return refuseLog({ reason: 'binary' });
    const parse = readLog(raw, now);
    return parse.ok ? { ok: true, answer: { kind: 'log', reading: parse.reading } } : refuseLog(parse.fault);
  }
  if (typeof raw !== 'object' || raw === null) return refuse('wrongType', { expected: 'string' });
  return parseObject(raw, now);
}

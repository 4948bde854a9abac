import * as z from 'zod';
import { isBinary } from '../../engine/decode-text.js';
import { pointerToken } from '../../engine/read-submission.js';
import { refuse, shown, type AnswerRefusal, type AnswerValue, type Parsed } from '../../fact-set.js';
import { parseStamp, formatStamp } from './clock/stamp.js';
import {
  assembleReading,
  LOG_NOTES,
  MAX_FAILURES,
  MAX_RESTARTS,
  type LogParse,
  type LogReading,
  type SeenStamp,
  commonOrder,
} from './log/log-reading.js';
import { readLog } from './log/read-log.js';
import { CONFIDENCES, FAULTS } from './log/signatures.js';

/** A log as times only: sent by chatbots that parsed the log themselves, and the normal form of a text. */
const TIMES = z.strictObject({
  failedAt: z.union([z.string(), z.array(z.string()).max(1000)]),
  fault: z.enum(FAULTS).optional(),
  confidence: z.enum(CONFIDENCES).optional(),
  order: z.enum(['YMD', 'DMY', 'MDY']).optional(),
  restartAt: z.array(z.string()).max(MAX_RESTARTS).optional(),
  notes: z.array(z.enum(LOG_NOTES)).max(LOG_NOTES.length).optional(),
});

/** Members of a log that has been read, as answers hold it. */
export const LOG_MEMBERS = { ...TIMES.shape, failedAt: z.array(z.string()) };

function parseTimes(texts: readonly string[], pointer: string): Parsed<{ seen: readonly SeenStamp[] }> {
  const seen: SeenStamp[] = [];
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

function refuseShape(error: z.ZodError): AnswerRefusal {
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys')
    return refuse('unknownMember', { member: shown(issue.keys.join(', ')) });
  const pointer = (issue?.path ?? []).map((part) => pointerToken(String(part))).join('');
  if (issue?.code === 'invalid_value')
    return refuse('notAnOption', { options: issue.values.join(', ') }, pointer);
  return refuse('wrongType', { expected: '{"failedAt": ["2022-08-19T06:00:12"]}' }, pointer);
}

function parseObject(raw: unknown, now: number): LogParse {
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
  if (!parse.ok) return { ok: false, error: { ...parse.error, pointer: '/failedAt' } };
  // ISO dates do not reveal the log's own date order; the stated one does.
  const isStated = failures.seen.every((one) => one.evidence === 'iso' || one.stamp.dates.length === 0);
  const reading = { ...parse.reading, order: isStated ? order : (order ?? parse.reading.order) };
  return { ok: true, reading };
}

/**
 * Validate a log answer: its text, or the times found in it.
 *
 * @param raw - Untrusted; a text is parsed and discarded.
 * @param maxBytes - Longest text, in UTF-8 bytes.
 * @param now - Epoch milliseconds.
 */
export function parseLogAnswer(raw: unknown, maxBytes: number, now: number): LogParse {
  if (typeof raw === 'string') {
    if (Buffer.byteLength(raw) > maxBytes) return refuse('tooLarge', { limit: maxBytes / 1024 });
    return isBinary(raw) ? refuse('binary') : readLog(raw, now);
  }
  if (typeof raw !== 'object' || raw === null) return refuse('wrongType', { expected: 'string' });
  return parseObject(raw, now);
}

/** Serialize a reading as JSON for {@link parseLogAnswer}; empty parts are omitted. */
export function logValue(reading: LogReading): AnswerValue {
  return {
    failedAt: reading.failedAt.map(formatStamp),
    ...(reading.fault === 'unstated' ? {} : { fault: reading.fault }),
    ...(reading.confidence === 'probable' ? { confidence: reading.confidence } : {}),
    ...(reading.order === undefined ? {} : { order: reading.order }),
    ...(reading.restartAt.length === 0 ? {} : { restartAt: reading.restartAt.map(formatStamp) }),
    ...(reading.notes.length === 0 ? {} : { notes: reading.notes }),
  };
}

/** An ambiguous date is written with a space; in a URL a `T` is equivalent. */
function encodePart(part: string | readonly string[] | undefined): string {
  if (part === undefined) return '';
  return (typeof part === 'string' ? [part] : part).map((time) => time.replace(' ', 'T')).join(',');
}

/** Encode a log answer for a query string: `2022-08-19T06:00:12;fault.logon`. */
export function encodeLog(value: AnswerValue): string {
  if (typeof value !== 'object') return String(value);
  const { failedAt, ...rest } = value;
  const members = Object.entries(rest).map(([name, part]) => `${name}.${encodePart(part)}`);
  return [encodePart(failedAt), ...members].join(';');
}

/** Decode what {@link encodeLog} wrote; unchecked. */
export function decodeLog(text: string): unknown {
  const [times = '', ...rest] = text.split(';');
  const list = (part: string): readonly string[] => (part === '' ? [] : part.split(','));
  const members = rest.map((part): [string, unknown] => {
    const at = part.indexOf('.');
    const name = part.slice(0, at === -1 ? undefined : at);
    const value = at === -1 ? '' : part.slice(at + 1);
    return [name, name === 'restartAt' || name === 'notes' ? list(value) : value];
  });
  return Object.fromEntries([['failedAt', list(times)], ...members]);
}

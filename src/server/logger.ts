import pino from 'pino';
import type { Logger } from 'pino';
import { RequestHistogram } from '../http/observe/request-histogram.js';
import { RequestLog } from '../http/observe/request-log.js';
import { z } from 'zod';

const STANDARD_OUTPUT = 1;
/** Buffer size in bytes, written off the event loop; smaller amounts wait for at most the time below. */
const BATCH = 8 * 1024;
/** Milliseconds. */
const LONGEST_WAIT = 50;
/** Most bytes buffered when nobody reads them; further lines are dropped. */
const MOST_WAITING = 4 * 1024 * 1024;

/** The logger of a process. */
export interface ServiceLog {
  readonly logger: Logger;
  /** Writes lines to the logger's destination. */
  readonly requestLog: RequestLog;
  /** Counts the requests logged. */
  readonly requests: RequestHistogram;
}

/**
 * The service's log: JSON lines on standard output, or short human-readable ones on a terminal; pino flushes when
 * the process ends.
 *
 * @see docs/decisions/0084-log-off-the-event-loop.md
 */
export function createLogger(level: string): ServiceLog {
  const output = pino.destination({
    dest: STANDARD_OUTPUT,
    sync: false,
    minLength: BATCH,
    periodicFlush: LONGEST_WAIT,
    maxLength: MOST_WAITING,
  });
  // A service must not stop because nobody reads its log or the disk is full.
  output.on('error', () => undefined);
  const lines = process.stdout.isTTY
    ? { write: (line: string) => void output.write(terminalLine(line)) }
    : output;
  const logger = pino({ level, base: null }, lines);
  const requests = new RequestHistogram();
  return { logger, requestLog: new RequestLog(logger, lines, requests.count), requests };
}

/** The human-readable part of a log line. */
const ENTRY = z.looseObject({
  time: z.number(),
  level: z.number(),
  msg: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  status: z.number().optional(),
  milliseconds: z.number().optional(),
  aborted: z.boolean().optional(),
});
/** pino's level numbers for warnings and errors. */
const WARNING = 40;
/** Members not shown to people. */
const UNSEEN: ReadonlySet<string> = new Set(['time', 'level', 'msg', 'requestId', 'pid']);

/**
 * A log line for a terminal: `10:32:05 GET /de/ 200 3.2 ms`.
 *
 * @param line - JSON from pino.
 */
export function terminalLine(line: string): string {
  const entry = ENTRY.parse(JSON.parse(line));
  const { time, level, msg = '', method, path, status, milliseconds, aborted } = entry;
  const clock = new Date(time).toTimeString().slice(0, 8);
  if (method !== undefined && status !== undefined) {
    const end = aborted === true ? ' aborted' : '';
    return `${clock} ${method} ${path ?? ''} ${status} ${milliseconds ?? 0} ms${end}\n`;
  }
  const rest = Object.entries(entry).filter(([name]) => !UNSEEN.has(name));
  const details = rest.map(
    ([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `${clock} ${level >= WARNING ? 'warning: ' : ''}${msg}${details.join('')}\n`;
}

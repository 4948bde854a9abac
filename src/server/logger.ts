import pino, { type Logger } from 'pino';
import { RequestHistogram } from '../http/observe/request-histogram.js';
import { RequestLog } from '../http/observe/request-log.js';
import { terminalLine } from './terminal-line.js';

const STANDARD_OUTPUT = 1;
/** Bytes that are written at once, off the event loop; what is less waits for company for at most the time below. */
const BATCH = 8 * 1024;
/** Milliseconds. */
const LONGEST_WAIT = 50;
/** Bytes that wait at most where nobody reads them; what comes after is dropped. */
const MOST_WAITING = 4 * 1024 * 1024;

/** What a process logs with. */
export interface ServiceLog {
  readonly logger: Logger;
  /** Writes its lines among the logger's. */
  readonly requestLog: RequestLog;
  /** Counts what the request log sees. */
  readonly requests: RequestHistogram;
}

/**
 * The service's log: JSON lines on standard output, or short ones for people where that is a terminal; pino writes what still waits when
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
  // A service does not end because nobody reads its log, or the disk is full.
  output.on('error', () => undefined);
  const lines = process.stdout.isTTY
    ? { write: (line: string) => void output.write(terminalLine(line)) }
    : output;
  const logger = pino({ level, base: null }, lines);
  const requests = new RequestHistogram();
  return { logger, requestLog: new RequestLog(logger, lines, requests.count), requests };
}

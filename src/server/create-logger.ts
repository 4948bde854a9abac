import pino, { type Logger } from 'pino';
import { RequestLog } from '../http/observe/request-log.js';
import { LogWriter } from './log-writer.js';

const STANDARD_OUTPUT = 1;

/** What a process logs by. */
export interface ServiceLog {
  readonly logger: Logger;
  /** Writes its lines among the logger's. */
  readonly requestLog: RequestLog;
}

/** The service's log: JSON lines on standard output; whatever waits to be written is written when the process ends. */
export function createLogger(level: string): ServiceLog {
  const output = new LogWriter(STANDARD_OUTPUT);
  process.once('exit', () => output.finish());
  const logger = pino({ level, base: null }, output);
  return { logger, requestLog: new RequestLog(logger, output) };
}

import type { Logger } from 'pino';
import { setFlagsFromString } from 'node:v8';

/** 0: told to stop; 1: broken, for a supervisor to start anew. */
export type ExitCode = 0 | 1;

/**
 * Wait for the end of the process: a signal, or an exception that nobody caught.
 *
 * After an exception nothing is sure any more: it is logged whole, what can be answered is answered, and the process ends.
 */
export function untilEnd(logger: Pick<Logger, 'fatal'>): Promise<ExitCode> {
  // Where nobody reads what is printed, the service goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve(0));
    process.once('SIGINT', () => resolve(0));
    // Rejections that nobody handles come here as well.
    process.on('uncaughtException', (error) => {
      logger.fatal({ err: error }, 'uncaught exception; the process ends');
      resolve(1);
    });
  });
}

/**
 * Close everything; the process ends when the limit is reached, whatever threads and databases do by then.
 *
 * @param limit - Milliseconds.
 */
export async function stopWithin(
  limit: number,
  code: ExitCode,
  logger: Pick<Logger, 'warn' | 'error'>,
  close: () => Promise<unknown>,
): Promise<ExitCode> {
  // Not cleared: what was closed may still keep the process alive.
  setTimeout(() => {
    logger.warn({ limit }, 'STOP_TIMEOUT is over; what was left is cut off');
    process.exit(code);
  }, limit).unref();
  try {
    await close();
  } catch (error) {
    logger.error({ err: error }, 'not everything could be closed');
  }
  return code;
}

/** Percent by which the heap may grow from one collection to the next. */
const HEAP_GROWTH = 40;

/**
 * Collect memory earlier, in all threads of this process.
 *
 * On a machine with much memory V8 lets a heap of 30 MB grow to four times its size before it looks what of it is still used. Compiling
 * takes a tenth longer with this, so a first compilation comes before it.
 *
 * @see docs/decisions/0065-serve-first.md
 */
export function limitHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
}

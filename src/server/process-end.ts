import type { Logger } from 'pino';
import { setFlagsFromString } from 'node:v8';

/** 0: stopped by a signal; 1: failed, for a supervisor to restart. */
export type ExitCode = 0 | 1;

/**
 * Wait for a signal or an uncaught exception.
 *
 * After an uncaught exception the state is unknown: it is logged in full, pending requests are finished, and the process exits.
 */
export function untilEnd(logger: Pick<Logger, 'fatal'>): Promise<ExitCode> {
  // A closed standard output does not stop the service.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve(0));
    process.once('SIGINT', () => resolve(0));
    // Unhandled rejections arrive here too.
    process.on('uncaughtException', (error) => {
      logger.fatal({ err: error }, 'uncaught exception; exiting');
      resolve(1);
    });
  });
}

/**
 * Close everything; the process exits at the limit even if threads or databases have not finished.
 *
 * @param limit - Milliseconds.
 */
export async function stopWithin(
  limit: number,
  code: ExitCode,
  logger: Pick<Logger, 'warn' | 'error'>,
  close: () => Promise<unknown>,
): Promise<ExitCode> {
  // Not cleared, since closed resources may still keep the process alive.
  setTimeout(() => {
    logger.warn({ limit }, 'STOP_TIMEOUT exceeded; aborting what is left');
    process.exit(code);
  }, limit).unref();
  try {
    await close();
  } catch (error) {
    logger.error({ err: error }, 'shutdown incomplete');
  }
  return code;
}

/** Percent by which the heap may grow from one collection to the next. */
const HEAP_GROWTH = 40;

/**
 * Collect garbage earlier, in all threads of this process.
 *
 * On a machine with much memory V8 lets a 30 MB heap grow fourfold before a full collection. Compiling
 * takes a tenth longer with this, so it is set after a first compilation.
 *
 * @see docs/decisions/0065-serve-first.md
 */
export function limitHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
}

import pino, { type Logger } from 'pino';

/** Milliseconds that a line may wait for others to be written with. */
const LONGEST_WAIT = 50;
/** Characters after which lines wait no longer. */
const MOST_WAITING = 64 * 1024;

/**
 * The service's log: JSON lines on standard output, many in one write.
 *
 * A system call for each line would cost a third of what answering a request does. Whatever waits is written when the process ends;
 * only what kills it outright can take the last moment's lines along.
 */
export function createLogger(level: string): Logger {
  const output = pino.destination({ dest: 1, sync: true });
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === '') return;
    const lines = waiting;
    waiting = '';
    output.write(lines);
  };
  const write = (line: string): void => {
    waiting += line;
    if (waiting.length >= MOST_WAITING) flush();
    else timer ??= setTimeout(flush, LONGEST_WAIT).unref();
  };
  process.once('exit', flush);
  return pino({ level, base: null }, { write });
}

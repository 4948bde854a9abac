import fs from 'node:fs';
import type { LineOutput } from '../http/observe/request-log.js';

/** Milliseconds that a line may wait for others to be written with. */
const LONGEST_WAIT = 50;
/** Characters after which lines wait no longer. */
const MOST_WAITING = 64 * 1024;
/** Characters after which the service rather stands still than remembers more of what nobody takes from it. */
const MOST_HELD = 4 * 1024 * 1024;
/** Milliseconds until a pipe that was full is tried again. */
const PAUSE = 5;
/** How often a full pipe is tried when the process ends: two seconds. */
const LAST_TRIES = 400;

/** What of the file system it writes by. */
export type Files = Pick<typeof fs, 'write' | 'writeSync' | 'fstatSync'>;

/**
 * Writes lines many at a time and in their order; neither a slow disk nor a full pipe holds up who answers.
 *
 * To a file by one of Node's threads, whose last write the process' end waits for. To a pipe, which may take a part only, at once
 * and without waiting; the rest later.
 *
 * @see docs/decisions/0084-log-off-the-event-loop.md
 */
export class LogWriter implements LineOutput {
  private waiting = '';
  private timer: NodeJS.Timeout | undefined;
  /** What is left of the lines that are being written. */
  private rest: Buffer | undefined;
  private isUnderWay = false;
  private readonly isFile: boolean;

  /** @param fd - Of a file, a pipe or a terminal. */
  constructor(
    private readonly fd: number,
    private readonly files: Files = fs,
  ) {
    this.isFile = files.fstatSync(fd).isFile();
  }

  readonly write = (line: string): void => {
    this.waiting += line;
    if (this.waiting.length < MOST_WAITING) this.timer ??= setTimeout(this.flush, LONGEST_WAIT).unref();
    else if (this.waiting.length < MOST_HELD || this.isUnderWay) this.flush();
    else this.finish();
  };

  /** Write what waits before going on; to be called when the process ends. */
  finish(): void {
    let left = Buffer.from(this.waiting);
    if (!this.isUnderWay && this.rest !== undefined) left = Buffer.concat([this.rest, left]);
    this.waiting = '';
    this.rest = this.isUnderWay ? this.rest : undefined;
    for (let tries = 0; left.length > 0 && tries < LAST_TRIES; tries++) {
      try {
        left = left.subarray(this.files.writeSync(this.fd, left));
      } catch (error) {
        if (!isFull(error)) return;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
      }
    }
  }

  private readonly flush = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.rest !== undefined || this.waiting === '') return;
    this.rest = Buffer.from(this.waiting);
    this.waiting = '';
    this.send();
  };

  private readonly send = (): void => {
    if (this.rest === undefined || this.isUnderWay) return;
    if (this.isFile) {
      this.isUnderWay = true;
      this.files.write(this.fd, this.rest, this.onWritten);
      return;
    }
    try {
      this.onWritten(null, this.files.writeSync(this.fd, this.rest));
    } catch (error) {
      this.onWritten(error, 0);
    }
  };

  private readonly onWritten = (error: unknown, written: number): void => {
    this.isUnderWay = false;
    // A service does not end because nobody reads its log, or the disk is full.
    const isLost = error !== null && !isFull(error);
    const left = isLost ? undefined : this.rest?.subarray(written);
    this.rest = left?.length === 0 ? undefined : left;
    if (this.rest === undefined) this.flush();
    else setTimeout(this.send, PAUSE);
  };
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}

import fs, { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LogWriter } from '../../src/server/log-writer.js';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'parlance-log-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Done = (error: NodeJS.ErrnoException | null, written: number, buffer: Buffer) => void;

const BATCH = 'x'.repeat(64 * 1024);
const full = Object.assign(new Error('full'), { code: 'EAGAIN' });
const broken = Object.assign(new Error('broken'), { code: 'EPIPE' });

/** A log whose writes the test ends one by one. */
function openLog() {
  const text: string[] = [];
  const writes: { readonly end: Done; readonly bytes: Buffer }[] = [];
  const files = {
    fstatSync: () => ({ isFile: () => true }),
    write: (_fd: number, bytes: Buffer, end: Done) => void writes.push({ end, bytes }),
    writeSync: (_fd: number, bytes: Buffer) => {
      text.push(bytes.toString());
      return bytes.length;
    },
  };
  /** End the write that is under way. @param most - Bytes that are taken of it. */
  const end = (error: Error | null = null, most = Number.POSITIVE_INFINITY): void => {
    const write = writes.shift();
    if (write === undefined) throw new Error('nothing is being written');
    const taken = error === null ? write.bytes.subarray(0, most) : Buffer.of();
    if (taken.length > 0) text.push(taken.toString());
    write.end(error, taken.length, write.bytes);
  };
  const log = new LogWriter(1, files as never);
  return { log, writes, end, read: () => text.join(''), text };
}

describe('the writer of the log', () => {
  it('writes lines to a file in their order, however many there are', async () => {
    const file = path.join(folder, 'order.log');
    const fd = openSync(file, 'w');
    const log = new LogWriter(fd, fs);
    const lines = Array.from({ length: 5000 }, (_, index) => `line ${index} ${'é'.repeat(50)}\n`);
    lines.forEach(log.write);
    await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toBe(lines.join('')));
    closeSync(fd);
  });

  it('writes what waits when the process ends', () => {
    const { log, read } = openLog();
    log.write('one\n');
    log.write('two\n');
    log.finish();
    expect(read()).toBe('one\ntwo\n');
  });

  it('starts no write before the last has ended', () => {
    const { log, writes, end, read } = openLog();
    log.write(BATCH);
    log.write(BATCH.toUpperCase());
    expect(writes).toHaveLength(1);
    end();
    end();
    expect(read()).toBe(BATCH + BATCH.toUpperCase());
  });

  it('writes the rest of what was taken in part', async () => {
    const { log, writes, end, read } = openLog();
    log.write(BATCH);
    end(null, 1000);
    await vi.waitFor(() => expect(writes).toHaveLength(1));
    end();
    expect(read()).toBe(BATCH);
  });

  it('tries again where a pipe is full', async () => {
    const { log, writes, end, read } = openLog();
    log.write(BATCH);
    end(full);
    await vi.waitFor(() => expect(writes).toHaveLength(1));
    end();
    expect(read()).toBe(BATCH);
  });

  it('writes what a full pipe did not take when the process ends, before what came later', () => {
    const { log, end, read } = openLog();
    log.write(BATCH);
    end(full);
    log.write('last\n');
    log.finish();
    expect(read()).toBe(`${BATCH}last\n`);
  });

  it('writes nothing twice that is under way when the process ends', () => {
    const { log, end, text } = openLog();
    log.write(BATCH);
    log.write('last\n');
    log.finish();
    expect(text).toEqual(['last\n']);
    end();
    expect(text).toEqual(['last\n', BATCH]);
  });

  it('goes on where nobody reads it', () => {
    const { log, end, read } = openLog();
    log.write(BATCH);
    end(broken);
    log.write(`${BATCH}\n`);
    end();
    expect(read()).toBe(`${BATCH}\n`);
  });

  it('writes to a pipe what it takes, and the rest later', async () => {
    const taken: string[] = [];
    const answers = [1000, full, 64 * 1024];
    const files = {
      fstatSync: () => ({ isFile: () => false }),
      writeSync: (_fd: number, bytes: Buffer) => {
        const answer = answers.shift() ?? 0;
        if (typeof answer !== 'number') throw answer;
        taken.push(bytes.subarray(0, answer).toString());
        return Math.min(answer, bytes.length);
      },
    };
    new LogWriter(1, files as never).write(BATCH);
    expect(taken).toHaveLength(1);
    await vi.waitFor(() => expect(taken.join('')).toBe(BATCH));
  });

  it('holds no more than it may of what a full pipe does not take', () => {
    const { log, end, read } = openLog();
    log.write(BATCH);
    end(full);
    for (let line = 1; line < 65; line++) log.write(BATCH);
    expect(read()).toBe(BATCH.repeat(65));
  });
});

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolders, ParlanceProcess, until } from './parlance-process.js';

const TWO = { WORKERS: '2' };

/** Process ids of all workers that were ever started. */
function started({ stdout }: ParlanceProcess): number[] {
  return [...stdout.matchAll(/"pid":(\d+),"msg":"worker started"/g)].map(([, pid]) => Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const allGone = (pids: readonly number[]) => () => pids.every((pid) => !isAlive(pid));

describe('parlance serve with two workers', () => {
  const folders = makeFolders();
  /** One for the tests down to the one that stops it. */
  let service: ParlanceProcess;
  let address: string;
  beforeAll(async () => {
    service = new ParlanceProcess(['serve'], folders, TWO);
    address = await service.ready();
    await until('both have started', () => started(service).length === 2);
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    folders[Symbol.dispose]();
  });

  it('compiles in one process, and serves changes from both', async () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await until('the first sync is told of', () => service.stdout.includes('compiled in'));
    expect(service.stdout.match(/compiled in/g)).toHaveLength(1);
    const file = path.join(folders.contentDir, 'de/KA-90001.md');
    writeFileSync(
      `${file}.tmp`,
      readFileSync(file, 'utf8').replace('Die Lampe blinkt nach', 'Die Lampe flackert nach'),
    );
    renameSync(`${file}.tmp`, file);
    // Each connection is another worker's turn.
    const ask = async (): Promise<boolean> => {
      const answer = await fetch(`${address}/de/articles/KA-90001`, { headers: { Connection: 'close' } });
      return (await answer.text()).includes('flackert nach einem Neustart');
    };
    await until('four in a row show the change', async () => {
      const shown = [await ask(), await ask(), await ask(), await ask()];
      return shown.every((isNew) => isNew);
    });
  });

  it('sums the metrics of both', async () => {
    const read = async (): Promise<string> => (await fetch(`${address}/metrics`)).text();
    const count = (metrics: string): number =>
      [...metrics.matchAll(/^parlance_response_cache_requests_total\{result="\w+"\} (\d+)$/gm)].reduce(
        (sum, [, counted]) => sum + Number(counted),
        0,
      );
    const before = count(await read());
    for (let asked = 0; asked < 6; asked++) {
      const answer = await fetch(`${address}/de/articles/KA-90001`, { headers: { Connection: 'close' } });
      await answer.text();
    }
    const after = await read();
    expect(count(after) - before).toBe(6);
    expect(after).toMatch(/^parlance_articles 9$/m);
  });

  it('keeps serving when a worker is killed, and starts another', async () => {
    const before = started(service).length;
    const first = started(service).find(isAlive) ?? 0;
    process.kill(first, 'SIGKILL');
    await until('it is replaced', () => started(service).length === before + 1);
    for (let asked = 0; asked < 8; asked++)
      expect((await fetch(`${address}/healthz`, { headers: { Connection: 'close' } })).status).toBe(200);
    expect(isAlive(first)).toBe(false);
    expect(service.stdout).toContain('worker died; starting another');
  });

  it('stops completely and leaves no process behind', async () => {
    const { port } = new URL(address);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'data');
    service.send('SIGTERM');
    await once(socket, 'close');
    expect(await service.end()).toMatchObject({ code: 0, signal: null });
    expect(allGone(started(service))()).toBe(true);
  });

  it('leaves no worker behind when the primary process is killed', async () => {
    using folders = makeFolders();
    await using service = new ParlanceProcess(['serve'], folders, TWO);
    await service.ready();
    await until('both have started', () => started(service).length === 2);
    const pids = started(service);
    service.send('SIGKILL');
    await until('the workers are gone', allGone(pids));
  });

  it('ends with an error line if it cannot listen', async () => {
    using folders = makeFolders();
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await using service = new ParlanceProcess(['serve'], folders, { ...TWO, PORT: String(port) });
    const { code, stderr } = await service.end();
    other.close();
    expect(code).toBe(2);
    expect(stderr).toContain('METRICS_PORT: the port is in use');
  });
});

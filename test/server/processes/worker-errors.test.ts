import cluster from 'node:cluster';
import { once } from 'node:events';
import pino from 'pino';
import { expect, it } from 'vitest';
import { WorkerSupervisor } from '../../../src/server/processes/supervise-workers.js';

it('logs a worker whose channel fails, and keeps supervising', async () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  cluster.setupPrimary({ exec: new URL('../../fixtures/listening-worker.js', import.meta.url).pathname });
  const workers = new WorkerSupervisor({ count: 1, logger, longestStop: 5000 });
  expect(await workers.listening).toBeGreaterThan(0);
  const worker = Object.values(cluster.workers ?? {})[0];
  worker?.emit('error', new Error('channel closed'));
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toContain('worker unreachable');
  const ended = worker === undefined ? undefined : once(worker, 'exit');
  await workers.stop();
  await ended;
});

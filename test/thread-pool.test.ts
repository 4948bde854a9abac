import { expect, it } from 'vitest';
import { ThreadPool } from '../src/thread-pool.js';

const filename = new URL('./fixtures/compile-worker/breaking.js', import.meta.url).href;

it('a pool whose thread fails while closing is closed, and the process continues', async () => {
  const pool = new ThreadPool({ filename, name: 'compile', maxThreads: 1 });
  await pool.run({ root: '/nowhere', groups: [] });
  const [thread] = pool.threads;
  const closing = pool.destroy();
  thread?.emit('error', new Error('out of memory'));
  await expect(closing).resolves.toBeUndefined();
});

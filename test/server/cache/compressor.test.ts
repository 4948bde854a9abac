import { expect, it } from 'vitest';
import { Compressor } from '../../../src/server/cache/cached-response.js';

it('continues with the next body if one cannot be compressed', async () => {
  const compressor = new Compressor((body) =>
    body.length === 0 ? Promise.reject(new Error('out of memory')) : Promise.resolve(body),
  );
  const done: Buffer[] = [];
  compressor.ask(Buffer.alloc(0), 'gzip', (compressed) => done.push(compressed));
  compressor.ask(Buffer.from('text'), 'gzip', (compressed) => done.push(compressed));
  await compressor.idle();
  expect(done).toEqual([Buffer.from('text')]);
});

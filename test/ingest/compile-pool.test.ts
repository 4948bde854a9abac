import { describe, expect, it } from 'vitest';
import { createCompilePool } from '../../src/ingest/compile-pool.js';

/** Larger than what is compiled in the calling thread. */
const SIZE = 64 * 1024;
const group = (...paths: string[]) => ({
  files: paths.map((path) => ({ path, locale: 'de', isSource: false, size: SIZE })),
  stored: undefined,
});

function open() {
  const options = {
    contentDir: '/nowhere',
    inlineDir: '/nowhere',
    internalHosts: [],
    videoHosts: [],
    sourceLocale: 'en',
  };
  const worker = new URL('../fixtures/compile-worker/breaking.js', import.meta.url);
  const pool = createCompilePool(options, { workers: 1, worker });
  return { pool, [Symbol.asyncDispose]: () => pool.close() };
}

describe('compiling in worker threads', () => {
  it('excludes only the file that breaks the compiler', async () => {
    await using opened = open();
    const rows = await opened.pool.compile(
      '/nowhere',
      [group('de/a.md', 'de/throws.md'), group('de/b.md')],
      new Map(),
    );
    expect(rows.map(({ path }) => path)).toEqual(['de/a.md', 'de/throws.md', 'de/b.md']);
    expect(rows[1]).toMatchObject({ served: undefined, diagnostics: [{ code: 'compile-failed' }] });
  });

  it('continues after an idle thread died', async () => {
    await using opened = open();
    await opened.pool.compile('/nowhere', [group('de/dies-later.md')], new Map());
    await expect
      .poll(() => opened.pool.compile('/nowhere', [group('de/c.md')], new Map()))
      .toMatchObject([{ path: 'de/c.md' }]);
  });
});

import { defineConfig } from 'vitest/config';

/** What needs a PostgreSQL server: `npm run test:postgres` runs it, and nothing else does. */
const POSTGRES = 'test/postgres/**/*.test.ts';

export default defineConfig(({ mode }) => ({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: mode === 'postgres' ? [POSTGRES] : ['test/**/*.test.{ts,tsx}'],
    exclude: mode === 'postgres' ? [] : [POSTGRES],
    globalSetup: mode === 'postgres' ? [] : ['test/browser/unpack-browser.ts'],
    restoreMocks: true,
    // Loading the source takes longer than most test files run: the files of a process share it.
    isolate: false,
    // What was compiled is loaded as it is.
    server: { deps: { external: [/\/dist\//] } },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
}));

import { defineConfig } from 'vitest/config';

/** What needs a PostgreSQL server: `npm run test:postgres` runs it, and nothing else does. */
const POSTGRES = 'test/postgres/**/*.test.ts';
/** What needs PgBouncer before a PostgreSQL server: `npm run test:pgbouncer`. */
const PGBOUNCER = 'test/pgbouncer/**/*.test.ts';
/** What searches OpenSearch: `npm run test:opensearch` starts a node, and runs on it what the embedded engine passes too. */
const OPENSEARCH = 'test/opensearch/**/*.test.ts';
/** What needs nginx: `npm run test:nginx`. */
const NGINX = 'test/nginx/**/*.test.ts';
const NEEDS: Readonly<Record<string, { readonly include: string[]; readonly globalSetup: string[] }>> = {
  postgres: { include: [POSTGRES], globalSetup: [] },
  pgbouncer: { include: [PGBOUNCER], globalSetup: [] },
  nginx: { include: [NGINX], globalSetup: [] },
  opensearch: {
    include: [OPENSEARCH, 'test/search/**/*.test.ts'],
    globalSetup: ['test/support/opensearch-node.ts'],
  },
};
const USUAL = { include: ['test/**/*.test.{ts,tsx}'], globalSetup: ['test/browser/unpack-browser.ts'] };

export default defineConfig(({ mode }) => ({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    ...(NEEDS[mode] ?? USUAL),
    exclude: mode in NEEDS ? [] : [POSTGRES, PGBOUNCER, OPENSEARCH, NGINX],
    // One node, whose old indices are dropped.
    fileParallelism: mode !== 'opensearch',
    restoreMocks: true,
    // Loading the source takes longer than most test files run: the files of a process share it.
    isolate: false,
    // What was compiled is loaded as it is.
    server: { deps: { external: [/\/dist\//] } },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
}));

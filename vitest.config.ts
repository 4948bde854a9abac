import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: 'test/browser/unpack-browser.ts',
  },
});

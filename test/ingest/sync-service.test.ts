import { expect, it } from 'vitest';
import type { SyncEvent } from '../../src/ingest/sync-messages.js';
import { SyncService } from '../../src/ingest/sync-service.js';

it('a sync thread that a file hangs is replaced by one that compiles in workers only', async () => {
  const events: SyncEvent[] = [];
  const compiler = {
    contentDir: '/nowhere',
    inlineDir: '/nowhere',
    internalHosts: [],
    videoHosts: [],
    sourceLocale: 'en',
  };
  const service = new SyncService(
    { libraryFile: '/nowhere/library.sqlite', compiler, watch: false },
    (event) => events.push(event),
    { longestSilence: 1000, thread: new URL('../fixtures/sync-thread/hanging.js', import.meta.url) },
  );
  await expect
    .poll(() => events, { timeout: 20_000 })
    .toContainEqual({ kind: 'progress', progress: { done: 1, total: 1 } });
  expect(events[0]).toEqual({ kind: 'failed', message: expect.stringContaining('hung') as unknown });
  await service.close();
});

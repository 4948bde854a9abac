import { z } from 'zod';
import { COMPILER_OPTIONS } from './compiler-options.js';
import type { ReleaseMarker } from './release.js';
import { TAKE_OPTIONS } from './take-release.js';
import type { SyncProgress, SyncReport } from './sync-library.js';

/** What the sync thread is started with. */
export const SYNC_THREAD_OPTIONS = z.object({
  libraryFile: z.string(),
  compiler: COMPILER_OPTIONS,
  /** Days that removals and former passages are kept. */
  keepDays: z.number().optional(),
  /** Look after changes by itself; off for tests that call for each sync. */
  watch: z.boolean(),
});

/** @see SYNC_THREAD_OPTIONS */
export type SyncThreadOptions = z.infer<typeof SYNC_THREAD_OPTIONS>;

/** What the thread that takes releases is started with. */
export const RELEASE_THREAD_OPTIONS = TAKE_OPTIONS.extend({
  /** Milliseconds between looks for a newer release; 0: one look. */
  interval: z.number(),
});

/** @see RELEASE_THREAD_OPTIONS */
export type ReleaseThreadOptions = z.infer<typeof RELEASE_THREAD_OPTIONS>;

/** What the sync thread, and that of releases, is told. */
export const SYNC_REQUEST = z.enum(['sync', 'close']);

/** What they tell. */
export type SyncEvent =
  | { readonly kind: 'progress'; readonly progress: SyncProgress }
  | { readonly kind: 'synced'; readonly report: SyncReport }
  | { readonly kind: 'released'; readonly release: ReleaseMarker; readonly milliseconds: number }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'damaged'; readonly file: string }
  | { readonly kind: 'failed'; readonly message: string };

import { z } from 'zod';
import { COMPILER_OPTIONS } from './compiler-options.js';
import type { ReleaseMarker } from './release.js';
import { TAKE_OPTIONS } from './take-release.js';
import type { SyncProgress, SyncReport } from './sync-library.js';

/** Worker data of the sync thread. */
export const SYNC_THREAD_OPTIONS = z.object({
  libraryFile: z.string(),
  compiler: COMPILER_OPTIONS,
  /** Days that removals and replaced passages are kept. */
  keepDays: z.number().optional(),
  /** Whether to watch for changes; off in tests. */
  watch: z.boolean(),
  /** Whether to compile in workers only, after a file hung the thread. */
  isCareful: z.boolean().optional(),
});

/** @see SYNC_THREAD_OPTIONS */
export type SyncThreadOptions = z.infer<typeof SYNC_THREAD_OPTIONS>;

/** Worker data of the release thread. */
export const RELEASE_THREAD_OPTIONS = TAKE_OPTIONS.extend({
  /** Milliseconds between checks for a newer release; 0: once. */
  interval: z.number(),
});

/** @see RELEASE_THREAD_OPTIONS */
export type ReleaseThreadOptions = z.infer<typeof RELEASE_THREAD_OPTIONS>;

/** Messages to the sync and release threads. */
export const SYNC_REQUEST = z.enum(['sync', 'close']);

/** The sync thread's sign of life. */
export const ALIVE = 'alive';

/** Messages from them. */
export type SyncEvent =
  | { readonly kind: 'progress'; readonly progress: SyncProgress }
  | { readonly kind: 'synced'; readonly report: SyncReport }
  | { readonly kind: 'released'; readonly release: ReleaseMarker; readonly milliseconds: number }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'damaged'; readonly file: string }
  | { readonly kind: 'failed'; readonly message: string };

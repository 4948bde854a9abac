import type { Config } from '../config.js';
import type { SyncThreadOptions } from '../ingest/sync-messages.js';
import type { Compiler } from './compiler.js';

/** Milliseconds after a start with a library before its content is looked at: reading its modules takes a core from the first answers. */
export const FIRST_LOOK = 500;

/** How the library is kept up to date while serving. */
export function syncOptions({ contentDir }: Config, { file, options }: Compiler): SyncThreadOptions {
  return { contentDir, libraryFile: file, compiler: options, watch: true };
}

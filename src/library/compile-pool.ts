import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import { z } from 'zod';
import { fault } from '../content/fault.js';
import type { BatchFile, BatchGroup, BatchResult } from './compile-batch.js';
import { compileBatch } from './compile-batch.js';
import type { Companion } from './companion.js';
import { createCompileSettings, type CompilerOptions } from './compiler-options.js';

/** Compiles batches somewhere; a file that breaks the compiler costs only itself. */
export interface CompilePool {
  /** How many batches are worth having under way at once. */
  readonly width: number;
  compile(groups: readonly BatchGroup[]): Promise<BatchResult[]>;
  close(): Promise<void>;
}

/** Trusted but for being a list: our own worker made it. */
const RESULTS = z.custom<BatchResult[]>(Array.isArray);

/** Milliseconds a batch may take; a worker that takes longer hangs on some file and is ended. */
const LONGEST_BATCH = 60_000;
/** The same for a file on its own. */
const LONGEST_FILE = 15_000;
/** Milliseconds an idle worker is kept, so that the next saved file need not wait for one to start. */
const IDLE_TIMEOUT = 600_000;

/**
 * Compile in worker threads.
 *
 * @param file - What a worker runs: a module that exports `compile`.
 * @param workers - How many at the most; default: one for each processor.
 */
export function createCompilePool(
  options: CompilerOptions,
  file: URL,
  workers = availableParallelism(),
): CompilePool {
  const pool = new Tinypool({
    filename: file.href,
    name: 'compile',
    workerData: options,
    minThreads: 1,
    maxThreads: workers,
    idleTimeout: IDLE_TIMEOUT,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 },
  });
  const run = async (groups: readonly BatchGroup[], timeout: number): Promise<BatchResult[]> => {
    const results: unknown = await pool.run(groups, { signal: AbortSignal.timeout(timeout) });
    return RESULTS.parse(results);
  };
  return {
    width: workers,
    compile: async (groups) => {
      try {
        return await run(groups, LONGEST_BATCH);
      } catch {
        return compileOneByOne(groups, (group) => run([group], LONGEST_FILE));
      }
    },
    close: () => pool.destroy(),
  };
}

/** Compile in the calling thread; for tests and for callers that may block. */
export function createInlinePool(options: CompilerOptions, analyze?: Companion['analyze']): CompilePool {
  const settings = createCompileSettings(options);
  return {
    width: 1,
    compile: (groups) => Promise.resolve(compileBatch(groups, options.root, settings, analyze)),
    close: () => Promise.resolve(),
  };
}

/** After a batch broke its worker: find the file that did it, and keep only that one out. */
async function compileOneByOne(
  groups: readonly BatchGroup[],
  run: (group: BatchGroup) => Promise<BatchResult[]>,
): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  for (const group of groups) {
    for (const file of group.files) {
      try {
        results.push(...(await run({ ...group, files: [file] })));
      } catch {
        results.push(brokenFile(file));
      }
    }
  }
  return results;
}

function brokenFile(file: BatchFile): BatchResult {
  const message = 'compiling the file took too long or too much memory';
  const row = {
    path: file.path,
    locale: file.locale,
    hash: '',
    contextHash: '',
    missingImages: [],
    served: undefined,
  };
  return { kind: 'compiled', row: { ...row, faults: [fault(file.path, 'compile-failed', message)] } };
}

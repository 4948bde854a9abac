import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import { z } from 'zod';
import { diagnostic } from '../content/diagnostic.js';
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
/** Milliseconds an idle worker is kept; the memory it took is given back after. */
const IDLE_TIMEOUT = 10_000;
/** What is compiled in the calling thread: a few files, none of them large enough to hang a parser for long. */
const FEW_FILES = 8;
const SMALL_FILE = 32 * 1024;

/**
 * Compile in worker threads, and a few small files, as they are saved one by one, right here: no worker has to be kept waiting
 * for them.
 *
 * @param file - What a worker runs: a module that exports `compile`.
 * @param workers - How many at the most; default: one for each processor.
 */
export function createCompilePool(
  options: CompilerOptions,
  file: URL,
  analyze?: Companion['analyze'],
  workers = availableParallelism(),
): CompilePool {
  const inline = createInlinePool(options, analyze);
  let pool: Tinypool | undefined;
  const run = async (groups: readonly BatchGroup[], timeout: number): Promise<BatchResult[]> => {
    pool ??= createWorkers(options, file, workers);
    const results: unknown = await pool.run(groups, { signal: AbortSignal.timeout(timeout) });
    return RESULTS.parse(results);
  };
  return {
    width: workers,
    compile: async (groups) => {
      if (isLittle(groups)) return inline.compile(groups);
      try {
        return await run(groups, LONGEST_BATCH);
      } catch {
        return compileOneByOne(groups, (group) => run([group], LONGEST_FILE));
      }
    },
    close: async () => {
      await pool?.destroy();
      pool = undefined;
    },
  };
}

function createWorkers(options: CompilerOptions, file: URL, workers: number): Tinypool {
  const pool = new Tinypool({
    filename: file.href,
    name: 'compile',
    workerData: options,
    minThreads: 0,
    maxThreads: workers,
    idleTimeout: IDLE_TIMEOUT,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 },
  });
  // A thread that dies without a task says so here; unheard, it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

function isLittle(groups: readonly BatchGroup[]): boolean {
  const files = groups.flatMap((group) => group.files);
  return files.length <= FEW_FILES && files.every((file) => file.size <= SMALL_FILE);
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
    images: [],
    served: undefined,
  };
  return {
    kind: 'compiled',
    row: { ...row, diagnostics: [diagnostic(file.path, 'compile-failed', message)] },
  };
}

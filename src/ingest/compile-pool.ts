import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { TermLists } from '../check/terms.js';
import { diagnostic } from '../content/diagnostic.js';
import { ThreadPool } from '../thread-pool.js';
import { compileBatch, refusedRow, UNFINISHED, type BatchGroup, type CompiledRow } from './compile-batch.js';
import { createCompileSettings, type CompilerOptions } from './compiler-options.js';

/** Compiles batches; a file that crashes the compiler affects only itself. */
export interface CompilePool {
  /** Sensible number of concurrent batches. */
  readonly width: number;
  /**
   * @param root - The content folder's real path at this sync.
   * @param terms - The site's terms at this sync.
   */
  compile(root: string, groups: readonly BatchGroup[], terms: TermLists): Promise<CompiledRow[]>;
  close(): Promise<void>;
}

/** Only checked to be a list, since our own worker made it. */
const ROWS = z.custom<CompiledRow[]>(Array.isArray);

/** Entry file of a compile worker. */
const COMPILE_WORKER = new URL('./compile-worker.js', import.meta.url);

/**
 * Timeout of a batch in milliseconds; a worker that exceeds it is terminated. It includes waiting for a thread and starting it, and a
 * busy machine takes many times as long as an idle one.
 */
const LONGEST_BATCH = 120_000;
/** The same for a single file. */
const LONGEST_FILE = 60_000;
/** Milliseconds an idle worker is kept before its memory is released. */
const IDLE_TIMEOUT = 10_000;
/** Limits for compiling in the calling thread: a few small files, such as all locales of an article. */
const FEW_FILES = 16;
const SMALL_FILE = 32 * 1024;

/**
 * Compile in worker threads; a few small files, as saved one by one, are compiled in the calling thread, so that no worker has to be kept
 * for them.
 *
 * @param workers - Most workers; default: one per processor.
 * @param worker - Entry file; replaceable in tests.
 * @param isCareful - Whether to compile everything in workers, which have a time limit.
 */
export function createCompilePool(
  options: CompilerOptions,
  {
    workers = availableParallelism(),
    worker = COMPILE_WORKER,
    isCareful = false,
  }: { readonly workers?: number; readonly worker?: URL; readonly isCareful?: boolean | undefined } = {},
): CompilePool {
  const inline = createInlinePool(options);
  let pool: ThreadPool | undefined;
  const run = async (
    root: string,
    groups: readonly BatchGroup[],
    terms: TermLists,
    timeout: number,
  ): Promise<CompiledRow[]> => {
    pool ??= new ThreadPool({
      filename: worker.href,
      name: 'compile',
      workerData: options,
      maxThreads: workers,
      idleTimeout: IDLE_TIMEOUT,
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 },
    });
    const rows: unknown = await pool.run({ root, groups, terms }, { signal: AbortSignal.timeout(timeout) });
    return ROWS.parse(rows);
  };
  return {
    width: workers,
    compile: async (root, groups, terms) => {
      if (!isCareful && isLittle(groups)) return inline.compile(root, groups, terms);
      try {
        return await run(root, groups, terms, LONGEST_BATCH);
      } catch {
        return compileOneByOne(groups, (group) => run(root, [group], terms, LONGEST_FILE));
      }
    },
    close: async () => {
      await pool?.destroy();
      pool = undefined;
    },
  };
}

function isLittle(groups: readonly BatchGroup[]): boolean {
  const files = groups.flatMap((group) => group.files);
  return files.length <= FEW_FILES && files.every((file) => file.size <= SMALL_FILE);
}

/** Compile in the calling thread; for tests and callers that may block. */
export function createInlinePool(options: CompilerOptions): CompilePool {
  const settingsOf = createCompileSettings(options);
  return {
    width: 1,
    compile: (root, groups, terms) => Promise.resolve(compileBatch(groups, root, settingsOf(root, terms))),
    close: () => Promise.resolve(),
  };
}

/** After a batch crashed its worker: find the file responsible and exclude only that one. */
async function compileOneByOne(
  groups: readonly BatchGroup[],
  run: (group: BatchGroup) => Promise<CompiledRow[]>,
): Promise<CompiledRow[]> {
  const rows: CompiledRow[] = [];
  for (const group of groups) {
    for (const file of group.files) {
      try {
        rows.push(...(await run({ ...group, files: [file] })));
      } catch {
        const message = 'compiling the file took too long or too much memory';
        rows.push(refusedRow(file, UNFINISHED, [diagnostic(file.path, 'compile-failed', message)]));
      }
    }
  }
  return rows;
}

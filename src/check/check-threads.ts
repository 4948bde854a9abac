import { z } from 'zod';
import { ThreadPool } from '../thread-pool.js';
import type { ArticleCheck, QuotedFinding } from './article-findings.js';
import type { CheckOptions } from './check-settings.js';
import { filesOf, type ArticleFiles, type BatchResult } from './check-batch.js';

/** A file that could not be checked: it took too long or too much memory, or a rule failed. */
export interface UnjudgedFile {
  /** Relative to the content folder, with `/`. */
  readonly path: string;
  /** The rule that was running; undefined while the file was read. */
  readonly rule: string | undefined;
  /** Name of the error if the check failed; undefined if it was terminated. Contains no article text. */
  readonly error: string | undefined;
}

interface ThreadOptions extends CheckOptions {
  /** Most threads. */
  readonly threads: number;
  /** Most milliseconds per file; default: ten seconds, about a hundred times the slowest real file. */
  readonly fileLimit?: number;
  /** The worker's entry file; replaced in tests. */
  readonly worker?: URL;
}

/** Only checked to be present, since our own worker made them. */
const RESULT = z.custom<BatchResult>((value) => typeof value === 'object');
const QUOTED = z.custom<readonly QuotedFinding[] | undefined>(
  (value) => value === undefined || Array.isArray(value),
);

const FILE_LIMIT = 10_000;
/** Milliseconds an idle thread is kept. */
const IDLE_TIMEOUT = 30_000;

/**
 * Threads that check files. Each reports its current file and rule in shared memory, so that a hanging thread can be terminated and the
 * file named.
 */
export class CheckThreads {
  private readonly pool: ThreadPool;

  constructor(private readonly options: ThreadOptions) {
    const { threads, worker = new URL('./check-worker.js', import.meta.url), ...workerData } = options;
    this.pool = new ThreadPool({
      filename: worker.href,
      workerData,
      maxThreads: threads,
      idleTimeout: IDLE_TIMEOUT,
      resourceLimits: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 32 },
    });
  }

  /** Check some articles. A file that fails affects only itself, and its translations if it is a source. */
  async batch(
    articles: readonly ArticleFiles[],
  ): Promise<BatchResult & { readonly unjudged: readonly UnjudgedFile[] }> {
    const unjudged: UnjudgedFile[] = [];
    for (let left = articles; ;) {
      const result = await this.run({ articles: left }, 'batch');
      if ('value' in result) return { ...RESULT.parse(result.value), unjudged };
      const file = filesOf(left)[result.file];
      if (file === undefined) throw result.cause;
      const { rule, error } = result;
      // Nothing can be compared with an unreadable source.
      const lost = left.find(({ source }) => source?.path === file.path)?.translations ?? [];
      unjudged.push(...[file, ...lost].map(({ path }) => ({ path, rule, error })));
      left = left.flatMap((article) => without(file.path, article));
    }
  }

  /**
   * Check one article interactively.
   *
   * @param limit - Milliseconds, including the wait for a thread.
   * @returns The findings, undefined if the file is gone or too large; or the file that failed, undefined if no thread was free in time.
   */
  async article(
    check: ArticleCheck,
    sourceLocale: string,
    limit: number,
  ): Promise<
    | { readonly findings: readonly QuotedFinding[] | undefined }
    | { readonly unjudged: UnjudgedFile | undefined }
  > {
    const result = await this.run({ check, sourceLocale }, 'article', limit);
    if ('value' in result) return { findings: QUOTED.parse(result.value) };
    if (result.file === -1 && result.error !== undefined) throw result.cause;
    return {
      unjudged: result.file === -1 ? undefined : { path: check.path, rule: result.rule, error: result.error },
    };
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async run(task: object, name: string, limit?: number): Promise<{ readonly value: unknown } | Stop> {
    const place = new Int32Array(new SharedArrayBuffer(8));
    const ending = new AbortController();
    const stopWatching = this.watch(place, limit, () => {
      ending.abort();
    });
    try {
      return { value: await this.pool.run({ ...task, place }, { name, signal: ending.signal }) };
    } catch (cause) {
      return {
        file: Atomics.load(place, 0) - 1,
        rule: this.options.rules[Atomics.load(place, 1) - 1],
        error: ending.signal.aborted ? undefined : cause instanceof Error ? cause.name : 'Error',
        cause,
      };
    } finally {
      stopWatching();
    }
  }

  /** Terminate a task if a file takes too long or, with a limit, if the whole task does. */
  private watch(place: Int32Array, limit: number | undefined, end: () => void): () => void {
    if (limit !== undefined) {
      const timer = setTimeout(end, limit);
      return () => {
        clearTimeout(timer);
      };
    }
    const fileLimit = this.options.fileLimit ?? FILE_LIMIT;
    let [file, since] = [0, 0];
    const timer = setInterval(() => {
      const now = Atomics.load(place, 0);
      if (now !== file) [file, since] = [now, performance.now()];
      else if (file !== 0 && performance.now() - since > fileLimit) end();
    }, fileLimit / 10);
    return () => {
      clearInterval(timer);
    };
  }
}

/** Where an unfinished task stopped. */
interface Stop {
  /** Index of the current file; -1 before the first. */
  readonly file: number;
  readonly rule: string | undefined;
  /** Name of the error; undefined if terminated. */
  readonly error: string | undefined;
  readonly cause: unknown;
}

/** An article without one of its files; empty without its source. */
function without(path: string, article: ArticleFiles): readonly ArticleFiles[] {
  if (article.source?.path === path) return [];
  const others = (files: ArticleFiles['others']) => files.filter((file) => file.path !== path);
  return [{ ...article, translations: others(article.translations), others: others(article.others) }];
}

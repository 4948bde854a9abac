import { z } from 'zod';
import { Problem } from '../problem.js';
import type { ThreadPool } from '../thread-pool.js';
import type { SearchAnswer, SearchAsk, SearchThreadOptions } from './answer-search.js';
import type { Degraded, SearchQuery, SearchResult, TitleSuggestion } from './query/search-query.js';

export interface SearchService {
  /** @throws Problem `library-building` (503) before the first sync. */
  readonly search: (query: SearchQuery) => Promise<SearchResult>;
  readonly suggest: (typed: string, locale: string, limit?: number) => Promise<readonly TitleSuggestion[]>;
  /**
   * Whether search is warmed up. The first call starts the warm-up, so poll it.
   *
   * Stays true: a new revision is loaded by the next search, in a few milliseconds per locale.
   */
  readonly isWarm: () => boolean;
  /** The last failure of the search cluster; undefined when it works or there is none. */
  readonly degraded: () => Degraded | undefined;
  readonly close: () => Promise<void>;
}

/** Longest queue; further requests are rejected immediately. */
const LONGEST_QUEUE = 200;

/** Young generation in megabytes; more would be retained unused. */
const YOUNG_MEMORY = 16;

const ANSWER = z.custom<SearchAnswer>(
  (value) => typeof value === 'object' && value !== null && 'faults' in value,
);

/**
 * Search in a separate thread, so that searches do not block pages.
 *
 * The thread starts on first use and restarts after a crash; pending requests then get `too-busy`, to be retried.
 *
 * @param onFailure - Called when the thread dies.
 * @param onFault - Called with what failed in the thread: a search, the index for a cluster, a model.
 */
export function createSearchThread(
  options: SearchThreadOptions,
  onFailure: (error: unknown) => void,
  onFault: (reason: string) => void,
): SearchService {
  let threads: Promise<ThreadPool> | undefined;
  let waiting = 0;
  let isClosed = false;
  let failure: unknown;
  const open = async (): Promise<ThreadPool> => {
    const { ThreadPool } = await import('../thread-pool.js');
    return new ThreadPool({
      filename: new URL('./answer-search.js', import.meta.url).href,
      name: 'answerTask',
      workerData: options,
      minThreads: 1,
      maxThreads: 1,
      // Searches on a cluster wait for it together.
      concurrentTasksPerWorker: LONGEST_QUEUE,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEMORY },
    });
  };
  const ask = async (question: SearchAsk): Promise<SearchAnswer> => {
    if (waiting >= LONGEST_QUEUE) throw tooBusy();
    waiting += 1;
    try {
      const pool = await (threads ??= open());
      return ANSWER.parse(await pool.run(question));
    } catch (error) {
      // All that wait fail by the same error.
      if (!isClosed && error !== failure) onFailure(error);
      failure = error;
      throw tooBusy();
    } finally {
      waiting -= 1;
    }
  };
  return createService(ask, onFault, async () => {
    isClosed = true;
    await (await threads)?.destroy();
  });
}

function tooBusy(): Problem {
  return new Problem('too-busy', { headers: { 'Retry-After': '1' } });
}

/** Search in the calling thread; for tests and commands. */
export function createInlineSearch(
  options: SearchThreadOptions,
  onFault: (reason: string) => void = () => undefined,
): SearchService {
  const loaded = import('./answer-search.js').then(({ createAnswerSearch }) => createAnswerSearch(options));
  const close = (): Promise<void> => Promise.resolve();
  return {
    ...createService(async (question) => (await loaded)(question), onFault, close),
    isWarm: () => true,
  };
}

function createService(
  ask: (question: SearchAsk) => Promise<SearchAnswer>,
  onFault: (reason: string) => void,
  close: () => Promise<void>,
): SearchService {
  let degraded: Degraded | undefined;
  let warmth: 'cold' | 'warming' | 'warm' = 'cold';
  const answer = async (question: SearchAsk): Promise<SearchAnswer> => {
    const answered = await ask(question);
    answered.faults.forEach(onFault);
    if (answered.problem !== undefined) throw new Problem(answered.problem.code, answered.problem.options);
    return answered;
  };
  return {
    search: async (query) => {
      const { result } = await answer({ kind: 'search', query });
      if (result === undefined) throw new Error('the search thread returned no result');
      degraded = result.degraded;
      return result;
    },
    suggest: async (typed, locale, limit) =>
      (await answer({ kind: 'suggest', typed, locale, limit })).titles ?? [],
    isWarm: () => {
      if (warmth === 'cold') {
        warmth = 'warming';
        answer({ kind: 'warm' }).then(
          () => (warmth = 'warm'),
          () => (warmth = 'cold'),
        );
      }
      return warmth === 'warm';
    },
    degraded: () => degraded,
    close,
  };
}

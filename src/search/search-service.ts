import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { Problem } from '../problem.js';
import type { SearchAnswer, SearchAsk, SearchThreadOptions } from './answer-search.js';
import type { Degraded, SearchQuery, SearchResult, TitleSuggestion } from './query/search-query.js';

/** The search service. */
export interface SearchService {
  /** @throws Problem `invalid-parameter` (400) for an unknown product or locale; `library-building` (503) before the first sync. */
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

const ANSWER = z.custom<{ id: number; answer: SearchAnswer }>(
  (value) => typeof value === 'object' && value !== null && 'answer' in value,
);
const FAULT = z.object({ fault: z.string() });

/**
 * Search in a separate thread, so that searches do not block pages.
 *
 * The thread starts on first use and restarts after a crash; pending requests then get `too-busy`, to be retried.
 *
 * @param onFailure - Called when the thread dies.
 * @param onFault - Called with why a search cluster could not be given an index.
 */
export function createSearchThread(
  options: SearchThreadOptions,
  onFailure: (error: unknown) => void,
  onFault: (reason: string) => void = () => undefined,
): SearchService {
  const waiting = new Map<number, (answer: SearchAnswer) => void>();
  let worker: Worker | undefined;
  let lastId = 0;
  const fail = (): void => {
    worker = undefined;
    const options = { headers: { 'Retry-After': '1' } };
    for (const settle of waiting.values()) settle({ kind: 'problem', code: 'too-busy', options });
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./search-thread.js', import.meta.url), {
      workerData: options,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEMORY },
    });
    started.on('message', (message: unknown) => {
      const parsed = ANSWER.safeParse(message);
      if (!parsed.success) {
        onFault(FAULT.parse(message).fault);
        return;
      }
      const { id, answer } = parsed.data;
      waiting.get(id)?.(answer);
      waiting.delete(id);
    });
    started.on('error', onFailure);
    started.on('messageerror', onFailure);
    started.on('exit', () => {
      if (worker === started) fail();
    });
    return started;
  };
  const ask = (question: SearchAsk): Promise<SearchAnswer> => {
    if (waiting.size >= LONGEST_QUEUE) throw new Problem('too-busy', { headers: { 'Retry-After': '1' } });
    worker ??= start();
    const id = (lastId += 1);
    worker.postMessage({ id, ask: question });
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  return createService(ask, async () => {
    await worker?.terminate();
    fail();
  });
}

/** Search in the calling thread; for tests and commands. */
export function createInlineSearch(options: SearchThreadOptions): SearchService {
  const loaded = import('./answer-search.js').then(({ createAnswerSearch }) => createAnswerSearch(options));
  const service = createService(
    async (question) => (await loaded)(question),
    () => Promise.resolve(),
  );
  return { ...service, isWarm: () => true };
}

/** Create a service from a request function. */
function createService(
  ask: (question: SearchAsk) => Promise<SearchAnswer>,
  close: () => Promise<void>,
): SearchService {
  let degraded: Degraded | undefined;
  let warmth: 'cold' | 'warming' | 'warm' = 'cold';
  const warm = async (): Promise<void> => {
    warmth = 'warming';
    const { kind } = await ask({ kind: 'warm' });
    warmth = kind === 'warm' ? 'warm' : 'cold';
  };
  return {
    search: async (query) => {
      const answer = await ask({ kind: 'search', query });
      if (answer.kind === 'search') {
        degraded = answer.result.degraded;
        return answer.result;
      }
      throw toProblem(answer);
    },
    suggest: async (typed, locale, limit) => {
      const answer = await ask({ kind: 'suggest', typed, locale, limit });
      if (answer.kind === 'suggest') return answer.titles;
      throw toProblem(answer);
    },
    isWarm: () => {
      if (warmth === 'cold') {
        warm().catch(() => {
          warmth = 'cold';
        });
      }
      return warmth === 'warm';
    },
    degraded: () => degraded,
    close,
  };
}

function toProblem(answer: SearchAnswer): Problem {
  return answer.kind === 'problem' ? new Problem(answer.code, answer.options) : new Problem('internal');
}

import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { Problem } from '../problem.js';
import type { SearchAnswer, SearchAsk, SearchThreadOptions } from './answer-search.js';
import type { Degraded, SearchQuery, SearchResult, TitleSuggestion } from './query/search-query.js';

/** Searching, wherever it is done. */
export interface SearchService {
  /** @throws Problem `invalid-parameter` (400) for an unknown product or locale; `library-building` (503) before the first sync. */
  readonly search: (query: SearchQuery) => Promise<SearchResult>;
  readonly suggest: (typed: string, locale: string, limit?: number) => Promise<readonly TitleSuggestion[]>;
  /**
   * Whether the first search takes no longer than the tenth. Begins to see to it when asked, so ask again.
   *
   * Stays true once it was: a new revision is read by the first search after it, a locale in a few milliseconds.
   */
  readonly isWarm: () => boolean;
  /** What was wrong with the search cluster when it was last asked; undefined where all is well, or there is none. */
  readonly degraded: () => Degraded | undefined;
  readonly close: () => Promise<void>;
}

/** Questions waiting at most; more are turned away at once rather than answered too late for anybody. */
const LONGEST_QUEUE = 200;

/** Megabytes for what lives shortly; more would be kept and hardly used. */
const YOUNG_MEMORY = 16;

const ANSWER = z.custom<{ id: number; answer: SearchAnswer }>(
  (value) => typeof value === 'object' && value !== null && 'answer' in value,
);
const FAULT = z.object({ fault: z.string() });

/**
 * Search in a thread of its own, so that a search never holds up a page.
 *
 * The thread starts with the first question, and again after it died; what it was asked is answered `too-busy`, to be asked again.
 *
 * @param onFailure - Called with why the thread died.
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

/** Make a service of whatever answers a question. */
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

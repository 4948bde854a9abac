import path from 'node:path';
import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { ReadConnection, type Connection } from '../library/database.js';
import { chooseLocale } from '../locale/fallback-chain.js';
import { Problem, type ProblemCode, type ProblemOptions } from '../problem.js';
import { createSearch, type Search } from './create-search.js';
import type { Meaning, OpenMeaning } from './meaning/meaning.js';
import type { SearchCluster } from './opensearch/search-cluster.js';
import type { SearchQuery, SearchResult, TitleSuggestion } from './query/search-query.js';

/** Options of the search thread; crosses the thread boundary. */
export const SEARCH_THREAD_OPTIONS = z.object({
  libraryFile: z.string(),
  fallbackLocales: z.array(z.string()),
  /** URL of an OpenSearch cluster; undefined without one. */
  searchUrl: z.string().optional(),
  /** Folder of an embedding model; undefined without one. */
  embeddings: z.string().optional(),
});

export type SearchThreadOptions = z.infer<typeof SEARCH_THREAD_OPTIONS>;

export type SearchAsk =
  | { readonly kind: 'search'; readonly query: SearchQuery }
  | {
      readonly kind: 'suggest';
      readonly typed: string;
      readonly locale: string;
      readonly limit: number | undefined;
    }
  | { readonly kind: 'warm' };

/** The response. Problems are data, since classes do not survive the thread boundary. */
export interface SearchAnswer {
  readonly result?: SearchResult;
  readonly titles?: readonly TitleSuggestion[];
  readonly problem?: { readonly code: ProblemCode; readonly options: ProblemOptions };
  /** What failed since the last response, in the background too; for the log. */
  readonly faults: readonly string[];
}

/**
 * Answer search requests over a separate connection, opened on first use.
 *
 * @returns A function that never throws; errors are returned as responses.
 */
export function createAnswerSearch({
  libraryFile,
  fallbackLocales,
  searchUrl,
  embeddings,
}: SearchThreadOptions): (ask: SearchAsk) => Promise<SearchAnswer> {
  const source = new ReadConnection(libraryFile);
  let opened: { readonly connection: Connection; readonly search: Promise<Search> } | undefined;
  let openMeaning: OpenMeaning | undefined;
  let faults: string[] = [];
  const onFault = (reason: string): void => void faults.push(reason);
  /** @returns Undefined when it cannot be opened: words answer without it. */
  const loadMeaning = async (folder: string, connection: Connection): Promise<Meaning | undefined> => {
    try {
      const { openModel } = await import('./meaning/meaning.js');
      openMeaning ??= openModel(folder, path.join(path.dirname(libraryFile), 'embeddings.sqlite'), onFault);
      return openMeaning(connection);
    } catch (error) {
      onFault(`embedding model: ${error instanceof Error ? error.message : 'unknown fault'}`);
      return undefined;
    }
  };
  const loadCluster = async (url: string, connection: Connection): Promise<SearchCluster> =>
    (await import('./opensearch/search-cluster.js')).createSearchCluster(url, connection, onFault);
  const open = async (connection: Connection): Promise<Search> =>
    createSearch(connection, {
      chooseLocale: (asked, available) => chooseLocale(asked, available, fallbackLocales)?.served ?? asked,
      cluster: searchUrl === undefined ? undefined : await loadCluster(searchUrl, connection),
      meaning: embeddings === undefined ? undefined : await loadMeaning(embeddings, connection),
    });
  const get = (): NonNullable<typeof opened> => {
    const connection = source.get();
    if (connection === undefined) throw new Problem('library-building', { headers: { 'Retry-After': '5' } });
    if (opened?.connection !== connection) opened = { connection, search: open(connection) };
    return opened;
  };
  const run = async (ask: SearchAsk): Promise<Omit<SearchAnswer, 'faults'>> => {
    let used: typeof opened;
    try {
      used = get();
      const search = await used.search;
      if (ask.kind === 'search') return { result: await search.search(ask.query) };
      if (ask.kind === 'suggest') return { titles: search.suggest(ask.typed, ask.locale, ask.limit) };
      await search.warm();
      return {};
    } catch (error) {
      // The library was replaced while the cluster was queried.
      if (used !== undefined && used !== opened) return await run(ask);
      if (error instanceof Problem) return { problem: { code: error.code, options: error.options } };
      onFault(error instanceof Error ? (error.stack ?? error.message) : 'unknown fault');
      return { problem: { code: 'internal', options: {} } };
    }
  };
  return async (ask) => {
    const answered = await run(ask);
    const answer = { ...answered, faults };
    faults = [];
    return answer;
  };
}

let answer: ReturnType<typeof createAnswerSearch> | undefined;

/** The search thread's one task. */
export function answerTask(ask: SearchAsk): Promise<SearchAnswer> {
  answer ??= createAnswerSearch(SEARCH_THREAD_OPTIONS.parse(Array.isArray(workerData) ? workerData[1] : {}));
  return answer(ask);
}

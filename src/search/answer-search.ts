import path from 'node:path';
import { z } from 'zod';
import { ReadConnection, type Connection } from '../library/database.js';
import { chooseLocale } from '../locale/fallback-chain.js';
import { Problem, type ProblemCode, type ProblemOptions } from '../problem.js';
import { createSearch, type Search } from './create-search.js';
import type { Embed } from './meaning/embedder.js';
import type { Meaning } from './meaning/meaning.js';
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

/** @see SEARCH_THREAD_OPTIONS */
export type SearchThreadOptions = z.infer<typeof SEARCH_THREAD_OPTIONS>;

/** A request to the search service. */
export type SearchAsk =
  | { readonly kind: 'search'; readonly query: SearchQuery }
  | {
      readonly kind: 'suggest';
      readonly typed: string;
      readonly locale: string;
      readonly limit: number | undefined;
    }
  | { readonly kind: 'warm' };

/** The response, or a problem as data, since classes do not survive the thread boundary. */
export type SearchAnswer =
  | { readonly kind: 'search'; readonly result: SearchResult }
  | { readonly kind: 'suggest'; readonly titles: readonly TitleSuggestion[] }
  | { readonly kind: 'warm' }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly options: ProblemOptions };

/**
 * Answer search requests over a separate connection, opened on first use.
 *
 * @param onFault - Told why a search cluster could not be given an index.
 * @returns A function that never throws; errors are returned as responses.
 */
export function createAnswerSearch(
  options: SearchThreadOptions,
  onFault?: (reason: string) => void,
): (ask: SearchAsk) => Promise<SearchAnswer> {
  const source = new ReadConnection(options.libraryFile);
  interface Opened {
    readonly connection: Connection;
    readonly search: Promise<Search>;
  }
  let opened: Opened | undefined;
  const vectorsFile = path.join(path.dirname(options.libraryFile), 'embeddings.sqlite');
  let embed: Embed | undefined;
  const openMeaning = async (folder: string, connection: Connection): Promise<Meaning> => {
    const [{ createMeaning }, { createEmbedThread }, { readModelFolder }] = await Promise.all([
      import('./meaning/meaning.js'),
      import('./meaning/embedder.js'),
      import('./meaning/model-folder.js'),
    ]);
    const model = readModelFolder(folder);
    // One thread holds the model, whatever library is searched.
    embed ??= createEmbedThread(model);
    return createMeaning(model, embed, connection, vectorsFile);
  };
  const open = async (connection: Connection): Promise<Search> => {
    const { searchUrl, embeddings } = options;
    return createSearch(connection, {
      chooseLocale: (asked, available) =>
        chooseLocale(asked, available, options.fallbackLocales)?.served ?? asked,
      cluster:
        searchUrl === undefined
          ? undefined
          : (await import('./opensearch/search-cluster.js')).createSearchCluster(
              searchUrl,
              connection,
              onFault,
            ),
      meaning: embeddings === undefined ? undefined : await openMeaning(embeddings, connection),
    });
  };
  const get = (): Opened => {
    const connection = source.get();
    if (connection === undefined) throw new Problem('library-building', { headers: { 'Retry-After': '5' } });
    if (opened?.connection !== connection) opened = { connection, search: open(connection) };
    return opened;
  };
  const answer = async (ask: SearchAsk): Promise<SearchAnswer> => {
    let used: Opened | undefined;
    try {
      used = get();
      const search = await used.search;
      if (ask.kind === 'search') return { kind: 'search', result: await search.search(ask.query) };
      if (ask.kind === 'suggest') {
        return { kind: 'suggest', titles: search.suggest(ask.typed, ask.locale, ask.limit) };
      }
      search.warm();
      return { kind: 'warm' };
    } catch (error) {
      // The library was replaced while the cluster was queried.
      if (used !== undefined && used !== opened) return await answer(ask);
      if (error instanceof Problem) return { kind: 'problem', code: error.code, options: error.options };
      return { kind: 'problem', code: 'internal', options: {} };
    }
  };
  return answer;
}

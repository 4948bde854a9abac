import { z } from 'zod';
import type { ProblemCode, ProblemOptions } from '../problem.js';
import type { SearchQuery, SearchResult, TitleSuggestion } from './query/search-query.js';

/** What the search thread is started with. */
export const SEARCH_THREAD_OPTIONS = z.object({
  libraryFile: z.string(),
  fallbackLocales: z.array(z.string()),
});

/** @see SEARCH_THREAD_OPTIONS */
export type SearchThreadOptions = z.infer<typeof SEARCH_THREAD_OPTIONS>;

/** A question to the search thread. */
export type SearchAsk =
  | { readonly kind: 'search'; readonly query: SearchQuery }
  | {
      readonly kind: 'suggest';
      readonly typed: string;
      readonly locale: string;
      readonly limit: number | undefined;
    };

/** The answer of the kind asked for, or the problem there was; problems lose their class between threads. */
export type SearchAnswer =
  | { readonly kind: 'search'; readonly result: SearchResult }
  | { readonly kind: 'suggest'; readonly titles: readonly TitleSuggestion[] }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly options: ProblemOptions };

/** A question with the number its answer carries. */
export interface NumberedAsk {
  readonly id: number;
  readonly ask: SearchAsk;
}

/** @see NumberedAsk */
export interface NumberedAnswer {
  readonly id: number;
  readonly answer: SearchAnswer;
}

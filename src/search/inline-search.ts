import { createAnswerSearch } from './answer-search.js';
import type { SearchThreadOptions } from './search-messages.js';
import { createService, type SearchService } from './search-service.js';

/** Search in the calling thread; for tests and commands. */
export function createInlineSearch(options: SearchThreadOptions): SearchService {
  const answer = createAnswerSearch(options);
  return createService(
    (ask) => Promise.resolve(answer(ask)),
    () => Promise.resolve(),
  );
}

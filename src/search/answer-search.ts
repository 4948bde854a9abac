import { ReadConnection, type Connection } from '../library/database.js';
import { chooseLocale } from '../locale/fallback-chain.js';
import { Problem } from '../problem.js';
import { createSearch, type Search } from './create-search.js';
import type { SearchAnswer, SearchAsk, SearchThreadOptions } from './search-messages.js';

/**
 * Answer questions over a connection of its own, opened when the first is asked.
 *
 * @returns A function that never throws: what goes wrong is an answer.
 */
export function createAnswerSearch(options: SearchThreadOptions): (ask: SearchAsk) => SearchAnswer {
  const source = new ReadConnection(options.libraryFile);
  let opened: { readonly connection: Connection; readonly search: Search } | undefined;
  const open = (): Search => {
    const connection = source.get();
    if (connection === undefined) throw new Problem('library-building', { headers: { 'Retry-After': '5' } });
    if (opened?.connection === connection) return opened.search;
    const search = createSearch(connection, {
      chooseLocale: (asked, available) =>
        chooseLocale(asked, available, options.fallbackLocales)?.served ?? asked,
    });
    opened = { connection, search };
    return search;
  };
  return (ask) => {
    try {
      const search = open();
      if (ask.kind === 'search') return { kind: 'search', result: search.search(ask.query) };
      return { kind: 'suggest', titles: search.suggest(ask.typed, ask.locale, ask.limit) };
    } catch (error) {
      if (error instanceof Problem) return { kind: 'problem', code: error.code, options: error.options };
      return { kind: 'problem', code: 'internal', options: {} };
    }
  };
}

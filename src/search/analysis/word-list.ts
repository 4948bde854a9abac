import type { Database } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import type { IndexState, WordList } from '../index/index-state.js';
import { arrangeWords } from '../query/spelling.js';

/** So many words of a locale are looked through: a bound on time, met only by very large libraries. */
const MOST_WORDS = 150_000;

const row = z.tuple([z.string().nullable()]);

/** Gives the words of a locale, read once a revision. */
export type ReadWords = (state: IndexState, locale: LocaleTag) => WordList;

/** Prepare to read words over one connection. */
export function createReadWords(db: Database): ReadWords {
  const select = db
    .prepare("SELECT group_concat(word, ' ') FROM (SELECT word FROM search_word WHERE locale = ? LIMIT ?)")
    .raw();
  return (state, locale) => {
    const known = state.words.get(locale);
    if (known !== undefined) return known;
    const [words] = row.parse(select.get(locale, MOST_WORDS));
    const list = arrangeWords(words === null ? [] : words.split(' '));
    state.words.set(locale, list);
    return list;
  };
}

import type { Database, Statement } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import { lower, withoutMarks } from '../analysis/fold.js';
import { quoteTerm } from './match-expression.js';
import type { TitleSuggestion } from './search-query.js';
import { localeTables } from '../index/search-tables.js';
import { typeaheadWords } from './typeahead-words.js';

const DEFAULT_LIMIT = 8;
const MOST = 20;
const CONSIDERED = 60;
const LONGEST = 200;
const MOST_WORDS = 12;

const rows = z.array(z.tuple([z.string(), z.string()]));

/** What looks like the beginning of a number: `KA-05`, `ka 054`, `05406`. */
const NUMBER = /^\s*(?:(k[at])?[\s-]*(\d{2,12}))\s*$/i;

/** Prepare type-ahead over one connection. */
export function createSuggestTitles(
  db: Database,
): (typed: string, locale: LocaleTag, limit?: number) => readonly TitleSuggestion[] {
  const prepared = new Map<LocaleTag, Statement>();
  const byNumber = db
    .prepare(
      'SELECT number, title FROM search_document WHERE number >= ? AND number < ? AND locale = ? ORDER BY number LIMIT ?',
    )
    .raw();

  const byWords = (locale: LocaleTag, expression: string): z.infer<typeof rows> => {
    const { titles } = localeTables(locale);
    const statement =
      prepared.get(locale) ??
      db
        .prepare(
          `SELECT d.number, d.title FROM (SELECT rowid, rank FROM ${titles} WHERE ${titles} MATCH ? ORDER BY rank LIMIT ${CONSIDERED}) t
           JOIN search_document d ON d.id = t.rowid ORDER BY t.rank, d.number`,
        )
        .raw();
    prepared.set(locale, statement);
    return rows.parse(statement.all(expression));
  };

  const numbersOf = (typed: string, locale: LocaleTag, limit: number): z.infer<typeof rows> => {
    const [, prefix, digits] = NUMBER.exec(typed) ?? [];
    if (digits === undefined) return [];
    const prefixes = prefix === undefined ? ['KA', 'KT'] : [prefix.toUpperCase()];
    return prefixes.flatMap((letters) => {
      const from = `${letters}-${digits}`;
      return rows.parse(byNumber.all(from, `${from}:`, locale, limit));
    });
  };

  return (typed, locale, limit = DEFAULT_LIMIT) => {
    const most = Math.min(MOST, Math.max(1, limit));
    const text = typed.slice(0, LONGEST);
    const words = typeaheadWords(text).slice(0, MOST_WORDS);
    const numbers = numbersOf(text, locale, most);
    const expression = words
      .map((word, i) => quoteTerm(word) + (i === words.length - 1 ? '*' : ''))
      .join(' AND ');
    const titles = words.length === 0 ? [] : byWords(locale, expression);
    const begin = withoutMarks(lower(text.trim()));
    const beginsAlike = (title: string): number => (withoutMarks(lower(title)).startsWith(begin) ? 0 : 1);
    const sorted = titles
      .map(([number, title]) => ({ number, title, late: beginsAlike(title) }))
      .toSorted((a, b) => a.late - b.late);
    const found = new Map([...numbers, ...sorted.map(({ number, title }) => [number, title] as const)]);
    return [...found].slice(0, most).map(([number, title]) => ({ number, title, locale }));
  };
}

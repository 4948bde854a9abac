import type { Database } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import { analyzerOf } from './analyzer.js';
import { baseForms, hasCompounds, splitCompound } from './compound.js';
import { stopWords } from './stop-words.js';

const wordsRow = z.tuple([z.string().nullable()]);

/**
 * Split every compound a locale's articles hold by the words they hold, so that a part finds its compounds.
 *
 * @see docs/decisions/0031-compounds.md
 */
export function storeCompounds(db: Database, locale: LocaleTag): void {
  const { language, stem } = analyzerOf(locale);
  if (!hasCompounds(language)) return;
  const select = db.prepare("SELECT group_concat(word, ' ') FROM search_word WHERE locale = ?").raw();
  const [list] = wordsRow.parse(select.get(locale));
  const words = new Set((list ?? '').split(' '));
  const stops = stopWords(language);
  const parts = new Set([...words].flatMap((word) => baseForms(word, language)));
  const isPart = (part: string): boolean => parts.has(part) && !stops.has(part);
  db.prepare('DELETE FROM search_compound WHERE locale = ?').run(locale);
  const insert = db.prepare(
    'INSERT OR IGNORE INTO search_compound (locale, part, compound) VALUES (?, ?, ?)',
  );
  for (const word of words) {
    for (const part of splitCompound(word, language, isPart)) insert.run(locale, stem(part), stem(word));
  }
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql';
import { z } from 'zod';
import type { ArticleNumber } from '../../article/article-number.js';
import { analyzerOf } from '../analysis/analyzer.js';
import type { IndexState, LocaleIndex } from '../index/index-state.js';
import { createReadText } from '../index/texts.js';
import { loadEmbedder } from './embedder.js';
import { readModelFolder } from './model-folder.js';

/** Finds articles by what a question means, in the languages that a model knows. */
export interface Meaning {
  /** @returns Articles of a locale, nearest first; none in a language the model does not know, or while its texts are still read. */
  readonly nearest: (
    state: IndexState,
    locale: string,
    question: string,
  ) => Promise<readonly ArticleNumber[]>;
  /** Read the texts that are new; in the background, half of the time. */
  readonly update: (state: IndexState) => Promise<void>;
}

const MOST_NEAR = 30;
/** Characters of a text, behind its title, that its vector is made of. */
const TEXT_LENGTH = 1000;
const ROW = z.object({ data: z.instanceof(Uint8Array) });

/**
 * Load a model; its vectors are kept in a file, by what they were made of.
 *
 * @param folder - `EMBEDDINGS`.
 * @param db - The connection that searches.
 * @param file - For the vectors; may be deleted at any time.
 */
export async function createMeaning(folder: string, db: Database.Database, file: string): Promise<Meaning> {
  const model = readModelFolder(folder);
  const embed = await loadEmbedder(model);
  const readText = createReadText(db);
  const kept = new Database(file);
  kept.exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000');
  kept.exec('CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID');
  const select = kept.prepare('SELECT data FROM vector WHERE key = ?');
  const insert = kept.prepare('INSERT OR IGNORE INTO vector VALUES (?, ?)');
  const print = createHash('sha256').update(JSON.stringify(model)).update(readFileSync(model.model)).digest();
  const known = new Map<string, { readonly index: LocaleIndex; readonly vectors: readonly Float32Array[] }>();
  let updating: Promise<void> | undefined;

  const vectorOf = async (index: LocaleIndex, document: number): Promise<Float32Array> => {
    const { text } = readText(index.rows[document]);
    const whole = `${index.titles[document] ?? ''}\n${text.slice(0, TEXT_LENGTH)}`;
    const key = createHash('sha256').update(print).update(whole).digest('hex');
    const row = ROW.safeParse(select.get(key));
    if (row.success) return new Float32Array(Uint8Array.from(row.data.data).buffer);
    const start = performance.now();
    const vector = await embed(whole, model.textPrefix);
    insert.run(key, Buffer.from(vector.buffer));
    await sleep(performance.now() - start);
    return vector;
  };
  const readNew = async ({ locales }: IndexState): Promise<void> => {
    for (const index of locales.values()) {
      const { language } = analyzerOf(index.locale);
      if (!model.languages.includes(language) || known.get(index.locale)?.index === index) continue;
      const vectors: Float32Array[] = [];
      for (let document = 0; document < index.size; document++) vectors.push(await vectorOf(index, document));
      known.set(index.locale, { index, vectors });
    }
  };
  const update = async (state: IndexState): Promise<void> => {
    // The library going on meanwhile ends it; the next question begins again.
    updating ??= readNew(state)
      .catch(() => undefined)
      .finally(() => (updating = undefined));
    await updating;
  };

  const nearest: Meaning['nearest'] = async (state, locale, question) => {
    const found = known.get(locale);
    if (found?.index !== state.locales.get(locale)) void update(state);
    if (found === undefined) return [];
    const asked = await embed(question, model.queryPrefix);
    const { index, vectors } = found;
    const scored = vectors.map((vector, document) => ({
      number: index.numbers[document] ?? '',
      nearness: vector.reduce((sum, value, i) => sum + value * (asked[i] ?? 0), 0),
    }));
    return scored
      .toSorted((a, b) => b.nearness - a.nearness)
      .slice(0, MOST_NEAR)
      .map(({ number }) => number);
  };
  return { nearest, update };
}

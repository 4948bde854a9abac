import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql';
import { z } from 'zod';
import type { ArticleNumber } from '../../article/article-number.js';
import { analyzerOf } from '../analysis/analyzer.js';
import type { IndexState, LocaleIndex } from '../index/index-state.js';
import { createReadText } from '../index/texts.js';
import { createEmbedThread, type Embed } from './embedder.js';
import { readModelFolder, type ModelFolder } from './model-folder.js';

/** Semantic search, in the languages a model knows. */
export interface Meaning {
  /**
   * @returns Articles of a locale, nearest first; none in a language the model does not know, while its texts are still read, or
   *   when the model does not answer in time.
   */
  readonly nearest: (
    state: IndexState,
    locale: string,
    question: string,
  ) => Promise<readonly ArticleNumber[]>;
  /** Compute vectors of new texts in the background, using half of the time. */
  readonly update: (state: IndexState) => Promise<void>;
}

const MOST_NEAR = 30;
/** Characters of a text after its title that are embedded. */
const TEXT_LENGTH = 1000;
const ROW = z.object({ data: z.instanceof(Uint8Array) });

/** Milliseconds a question waits for the model; then words alone answer it. */
const LONGEST_WAIT = 300;
/** Questions waiting for the model at most; more are answered by words at once. */
const MOST_WAITING = 4;

/** Creates semantic search over a connection, one library after the other. */
export type OpenMeaning = (db: Database.Database) => Meaning;

/**
 * Open the model of a folder, which its own thread loads when it is first used.
 *
 * @see createMeaning for the other parameters
 */
export function openModel(folder: string, file: string, onFault: OnFault): OpenMeaning {
  const model = readModelFolder(folder);
  const embed = createEmbedThread(model);
  return (db) => createMeaning(model, embed, db, file, onFault);
}

type OnFault = (reason: string) => void;

/**
 * Search by the vectors of a model, which are stored in a file, keyed by their input.
 *
 * @param embed - Runs the model, elsewhere: this thread answers searches meanwhile.
 * @param db - The connection that searches.
 * @param file - Vector cache; may be deleted at any time.
 * @param onFault - Told once why the model does not answer; again when the reason changes.
 */
export function createMeaning(
  model: ModelFolder,
  embed: Embed,
  db: Database.Database,
  file: string,
  onFault: OnFault,
): Meaning {
  const readText = createReadText(db);
  const kept = new Database(file);
  kept.exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000');
  kept.exec('CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID');
  const select = kept.prepare('SELECT data FROM vector WHERE key = ?');
  const insert = kept.prepare('INSERT OR IGNORE INTO vector VALUES (?, ?)');
  const print = createHash('sha256').update(JSON.stringify(model)).update(readFileSync(model.model)).digest();
  const known = new Map<string, { readonly index: LocaleIndex; readonly vectors: readonly Float32Array[] }>();
  let updating: Promise<void> | undefined;
  let waiting = 0;
  let told = '';
  const tell = (error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== told) onFault(`embedding model: ${reason}`);
    told = reason;
  };

  const vectorOf = async (index: LocaleIndex, document: number): Promise<Float32Array> => {
    const { text } = readText(index.rows[document]);
    const whole = `${index.titles[document] ?? ''}\n${text.slice(0, TEXT_LENGTH)}`;
    const key = createHash('sha256').update(print).update(whole).digest('hex');
    const row = ROW.safeParse(select.get(key));
    if (row.success) {
      await nextTurn();
      return new Float32Array(Uint8Array.from(row.data.data).buffer);
    }
    const start = performance.now();
    const vector = await embed(model.textPrefix + whole).catch((error: unknown) => {
      tell(error);
      throw error;
    });
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
    // Stops when the library changes; the next question restarts it.
    updating ??= readNew(state)
      .catch(() => undefined)
      .finally(() => (updating = undefined));
    await updating;
  };

  /** @returns Undefined when the model is busy, fails or takes too long. */
  const embedQuestion = async (question: string): Promise<Float32Array | undefined> => {
    if (waiting >= MOST_WAITING) return undefined;
    waiting++;
    const asked = embed(model.queryPrefix + question)
      .catch(tell)
      .finally(() => waiting--);
    const vector = await Promise.race([asked, sleep(LONGEST_WAIT, 'late' as const, { ref: false })]);
    if (vector === 'late') tell(`no answer within ${LONGEST_WAIT} ms`);
    return vector instanceof Float32Array ? vector : undefined;
  };

  const nearest: Meaning['nearest'] = async (state, locale, question) => {
    const found = known.get(locale);
    if (found?.index !== state.locales.get(locale)) void update(state);
    if (found === undefined) return [];
    const asked = await embedQuestion(question);
    if (asked === undefined) return [];
    const { index, vectors } = found;
    if (vectors.some(({ length }) => length !== asked.length)) {
      tell('gives vectors of different lengths');
      return [];
    }
    const scored = vectors.map((vector, document) => ({
      number: index.numbers[document] ?? '',
      nearness: scalarProduct(vector, asked),
    }));
    return scored
      .toSorted((a, b) => b.nearness - a.nearness)
      .slice(0, MOST_NEAR)
      .map(({ number }) => number);
  };
  return { nearest, update };
}

function scalarProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

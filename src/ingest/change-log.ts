import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Article, Translation, TranslationSummary } from '../article/article.js';
import type { CutPassage } from '../article/passages.js';
import { compareWithSource } from '../article/reading.js';
import { query, readMeta, selectFrom, type Connection } from '../library/database.js';
import { isMadeFrom } from './library-file.js';

/** Default number of days that removals and replaced passages are kept. */
const DEFAULT_CHANGES_KEEP = 400;
const DAY = 86_400_000;

/** Hash of the served content of a translation. */
export function contentHash(translation: Translation): string {
  const { title, description, keywords, sections, steps, terms } = translation;
  const { version, createdAt, publishedAt } = translation;
  const bodies = sections.flatMap(({ name, heading, text, blocks }) => [
    name,
    heading,
    text,
    blocks.map((block) => (block.kind === 'html' ? markupOf(block.html) : [block.first, block.count])),
  ]);
  const parts = [title, description, keywords, bodies, steps.map((step) => [step.text, markupOf(step.html)])];
  return shortHash([...parts, version, createdAt, publishedAt, ...(terms === undefined ? [] : [terms])]);
}

/** A passage as passed between threads. */
export interface StoredPassage {
  readonly hash: string;
  /** The passage as JSON, without its HTML. */
  readonly json: string;
}

/** Serialize a passage for the library, without its HTML, which the translation has. */
export function storePassage(passage: CutPassage): StoredPassage {
  const json = JSON.stringify(passage, (key, value: unknown) => (key === 'html' ? undefined : value));
  return { hash: passage.hash, json };
}

/** Element names and link targets; elements that only affect layout are left out. */
function markupOf(html: string): string {
  return html.match(/<(?!\/?(?:div|span)\b)[a-z][a-z0-9]*|\b(?:href|src)="[^"]*"/g)?.join('') ?? '';
}

function shortHash(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

/** Writes the change log and the passages, inside the library's transaction. */
export class ChangeLog {
  private readonly statements: ReturnType<typeof prepareStatements>;
  private readonly now = new Date().toISOString();
  private sequence: number;

  constructor(
    private readonly connection: Connection,
    private readonly sourceLocale: string | undefined,
    private readonly keepDays = DEFAULT_CHANGES_KEEP,
  ) {
    this.statements = prepareStatements(connection);
    this.sequence = Number(readMeta(connection, 'sequence') ?? 0);
    if (readMeta(connection, 'epoch') === undefined) this.putMeta('epoch', randomBytes(6).toString('hex'));
  }

  /** Replace a translation's passages; the old ones are kept for citations. */
  putPassages(number: string, locale: string, passages: readonly StoredPassage[]): void {
    this.removePassages(number, locale);
    passages.forEach(({ hash, json }, position) => {
      this.statements.putPassage.run(hash, number, locale, position, json, this.now);
    });
  }

  removePassages(number: string, locale: string): void {
    this.statements.removePassages.run(this.now, number, locale);
  }

  /** Record changes of an article's translations; hidden ones count as removed, as in lists. */
  noteArticle(
    number: string,
    article: Article | undefined,
    contentHashes: ReadonlyMap<string, string>,
  ): void {
    const known = new Map(this.statements.ofNumber.all(number).map((row) => [row.locale, row]));
    const shown = article === undefined || article.facts.isHidden ? [] : article.translations;
    const source = article?.translations.find((row) => row.locale === this.sourceLocale);
    for (const summary of shown) {
      const before = known.get(summary.locale);
      known.delete(summary.locale);
      const content = shortHash([contentHashes.get(summary.locale), article?.facts]);
      const faulty = summary.faulty === undefined ? [] : [summary.faulty];
      const hash = `c1-${shortHash([content, compareWithSource(summary, source), ...faulty])}`;
      if (before?.hash === hash) continue;
      const change = kindOfChange(before, content);
      this.put(number, summary, change, content, hash);
    }
    for (const [locale, row] of known) if (row.change !== 'removed') this.putRemoval(number, locale);
  }

  /** Record removals of articles that an adopted log has and this library does not; then prune expired rows. */
  finish(isNew: boolean): void {
    if (isNew)
      for (const { number, locale } of this.statements.orphans.all()) this.putRemoval(number, locale);
    const limit = new Date(Date.now() - this.keepDays * DAY).toISOString();
    const pruned = this.statements.oldestKept.get(limit)?.sequence ?? null;
    if (pruned !== null) {
      this.putMeta('pruned', String(pruned));
      this.statements.pruneRemovals.run(limit);
    }
    this.statements.prunePassages.run(limit);
    this.putMeta('sequence', String(this.sequence));
  }

  private put(
    number: string,
    { locale, version }: Pick<TranslationSummary, 'locale' | 'version'>,
    change: string,
    content: string,
    hash: string,
  ): void {
    this.sequence += 1;
    this.statements.put.run(this.sequence, number, locale, change, version ?? null, content, hash, this.now);
  }

  private putRemoval(number: string, locale: string): void {
    this.put(number, { locale, version: undefined }, 'removed', '', '');
  }

  private putMeta(key: string, value: string): void {
    this.connection.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(key, value);
  }
}

function kindOfChange(
  before: { readonly change: string; readonly content_hash: string } | undefined,
  content: string,
): 'created' | 'updated' | 'provenance' {
  if (before === undefined || before.change === 'removed') return 'created';
  return before.content_hash === content ? 'provenance' : 'updated';
}

const KNOWN_ROW = z.object({
  locale: z.string(),
  change: z.string(),
  content_hash: z.string(),
  hash: z.string(),
});

function prepareStatements(connection: Connection) {
  const select = selectFrom(connection);
  return {
    ofNumber: select('SELECT locale, change, content_hash, hash FROM change WHERE number = ?', KNOWN_ROW),
    orphans: select(
      `SELECT number, locale FROM change WHERE change <> 'removed' AND NOT EXISTS (
        SELECT 1 FROM translation JOIN article USING (number)
        WHERE translation.number = change.number AND translation.locale = change.locale AND is_hidden = 0)`,
      z.object({ number: z.string(), locale: z.string() }),
    ),
    oldestKept: select(
      "SELECT MAX(sequence) AS sequence FROM change WHERE change = 'removed' AND changed_at < ?",
      z.object({ sequence: z.number().nullable() }),
    ),
    // Only the newest change per article and locale is kept.
    put: connection.prepare('INSERT OR REPLACE INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    pruneRemovals: connection.prepare("DELETE FROM change WHERE change = 'removed' AND changed_at < ?"),
    putPassage: connection.prepare(
      `INSERT INTO passage (hash, number, locale, position, json, added_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (hash) DO UPDATE SET position = excluded.position, json = excluded.json, removed_at = NULL`,
    ),
    removePassages: connection.prepare(
      'UPDATE passage SET removed_at = ? WHERE number = ? AND locale = ? AND removed_at IS NULL',
    ),
    prunePassages: connection.prepare('DELETE FROM passage WHERE removed_at < ?'),
  };
}

/**
 * Adopt the change log and passages of the previous library, so that a new code version or a damaged file changes nothing for
 * consumers of the feed.
 *
 * @param aside - A damaged library just set aside, which may be partly readable.
 */
export function adoptLog(
  connection: Connection,
  place: { readonly libraryFile: string; readonly contentDir: string },
  aside: string | undefined,
): void {
  if (readMeta(connection, 'epoch') !== undefined) return;
  for (const former of [...(aside === undefined ? [] : [aside]), ...formerLibraries(place.libraryFile)])
    if (takeOver(connection, former, place.contentDir)) return;
}

/** Libraries of other code versions, newest first. */
function formerLibraries(libraryFile: string): string[] {
  const folder = path.dirname(libraryFile);
  return readdirSync(folder)
    .filter((name) => /^library.*\.sqlite$/.test(name) && name !== path.basename(libraryFile))
    .map((name) => path.join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
}

function takeOver(connection: Connection, former: string, contentDir: string): boolean {
  try {
    connection.prepare('ATTACH ? AS former').run(former);
  } catch {
    return false;
  }
  try {
    const madeFrom = readMeta(connection, 'content-dir', 'former');
    if (!isMadeFrom(madeFrom, { libraryFile: former, contentDir })) return false;
    connection.exec('BEGIN');
    connection.exec('INSERT INTO change SELECT * FROM former.change');
    // Earlier versions did not record when a passage was first served.
    const columns = "SELECT name FROM pragma_table_info('passage', 'former') WHERE name = 'added_at'";
    const added = query(connection, columns, z.object({ name: z.string() })).get()?.name ?? 'NULL';
    const passages = `INSERT INTO passage (hash, number, locale, position, json, removed_at, added_at)
      SELECT hash, number, locale, position, json, COALESCE(removed_at, ?), ${added} FROM former.passage`;
    connection.prepare(passages).run(new Date().toISOString());
    connection.exec(
      "INSERT OR REPLACE INTO meta SELECT * FROM former.meta WHERE key IN ('epoch', 'sequence', 'pruned')",
    );
    connection.exec('COMMIT');
    return true;
  } catch {
    // Incompatible tables or damage: try the next candidate.
    if (connection.inTransaction) connection.exec('ROLLBACK');
    return false;
  } finally {
    connection.exec('DETACH former');
  }
}

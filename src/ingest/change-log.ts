import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Article, Translation, TranslationSummary } from '../article/article.js';
import type { CutPassage } from '../article/passages.js';
import { compareWithSource } from '../article/reading.js';
import { putMeta, readMeta, selectFrom, type Connection } from '../library/database.js';
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

/** A translation's passages as the library stores them. */
export interface PassageSet {
  readonly hashes: readonly string[];
  /** Hash of their hashes. */
  readonly print: string;
  /** JSON without their HTML, which the translation has; a third of its size by raw deflate. */
  readonly packed: Uint8Array;
}

/** Pack a translation's passages for the library. */
export function packPassages(passages: readonly CutPassage[]): PassageSet {
  const hashes = passages.map(({ hash }) => hash);
  const json = JSON.stringify(passages, (key, value: unknown) => (key === 'html' ? undefined : value));
  return { hashes, print: shortHash(hashes), packed: Uint8Array.from(deflateRawSync(json)) };
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
    if (readMeta(connection, 'epoch') === undefined)
      putMeta(connection, 'epoch', randomBytes(6).toString('hex'));
  }

  /** Store a translation's passages, after `removePassages` for those they replace. */
  putPassages(number: string, locale: string, { hashes, print, packed }: PassageSet): void {
    const set = this.statements.putPassageSet.get(number, locale, print, Buffer.from(packed), this.now);
    for (const hash of hashes) this.statements.putPassage.run(hash, set?.id);
  }

  /** Mark a translation's passages as no longer served; they are kept for citations. */
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
      const isNew = before === undefined || before.change === 'removed';
      const change = isNew ? 'created' : before.content_hash === content ? 'provenance' : 'updated';
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
      putMeta(this.connection, 'pruned', String(pruned));
      this.statements.pruneRemovals.run(limit);
    }
    if (this.statements.prunePassageSets.run(limit).changes > 0) this.statements.prunePassages.run();
    putMeta(this.connection, 'sequence', String(this.sequence));
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
}

function prepareStatements(connection: Connection) {
  const select = selectFrom(connection);
  return {
    ofNumber: select(
      'SELECT locale, change, content_hash, hash FROM change WHERE number = ?',
      z.object({ locale: z.string(), change: z.string(), content_hash: z.string(), hash: z.string() }),
    ),
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
    putPassageSet: select(
      `INSERT INTO passage_set (number, locale, print, packed, added_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET packed = excluded.packed, removed_at = NULL RETURNING id`,
      z.object({ id: z.number() }),
    ),
    putPassage: connection.prepare('INSERT OR REPLACE INTO passage VALUES (?, ?)'),
    removePassages: connection.prepare(
      'UPDATE passage_set SET removed_at = ? WHERE number = ? AND locale = ? AND removed_at IS NULL',
    ),
    prunePassageSets: connection.prepare('DELETE FROM passage_set WHERE removed_at < ?'),
    prunePassages: connection.prepare('DELETE FROM passage WHERE set_id NOT IN (SELECT id FROM passage_set)'),
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

/** Until they are put again, they count as no longer served. */
const ADOPT_PASSAGES = `
  INSERT INTO passage_set SELECT * FROM former.passage_set;
  INSERT INTO passage SELECT * FROM former.passage;
  UPDATE passage_set SET removed_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE removed_at IS NULL`;
/** Earlier versions stored each passage as JSON; those still served are cut again. */
const ADOPT_SINGLE_PASSAGES = `
  INSERT INTO passage_set (number, locale, print, packed, removed_at)
    SELECT number, locale, hash, json_array(json(json)), removed_at FROM former.passage WHERE removed_at IS NOT NULL;
  INSERT INTO passage SELECT print, id FROM passage_set`;

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
    const hasSets = connection.prepare("SELECT 1 FROM former.sqlite_master WHERE name = 'passage_set'").get();
    connection.exec(hasSets === undefined ? ADOPT_SINGLE_PASSAGES : ADOPT_PASSAGES);
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

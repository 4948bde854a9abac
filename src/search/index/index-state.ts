import type { Database } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import { readMeta } from '../../library/database.js';
import { analyzerOf } from '../analysis/analyzer.js';
import { createSplit, hasCompounds } from '../analysis/compound.js';
import { arrangeWords } from '../analysis/spelling.js';
import { indexWords, NO_WORDS, OWN_WORDS, type WordIndex } from '../own-words.js';
import { unpackSegment, type Segment } from './segment.js';

/** A segment with data derived from it once. */
export type LocaleIndex = Readonly<ReturnType<typeof openIndex>>;

/** Shared search state of one revision. */
export interface IndexState {
  /** Changes with every commit. */
  readonly revision: string;
  /** The library's revision, the same on every machine with the same content. */
  readonly libraryRevision: string;
  /** Sorted by tag. */
  readonly locales: ReadonlyMap<LocaleTag, LocaleIndex>;
  /** Most translations first. */
  readonly products: readonly string[];
  /** The site's synonyms and boosts. */
  readonly ownWords: WordIndex;
  /** The locale others are compared with; undefined or empty when there is none. */
  readonly sourceLocale: LocaleTag | undefined;
}

const revisionRow = z.object({ data_version: z.number(), changes: z.number() });
const segmentRows = z.array(z.object({ locale: z.string(), revision: z.number() }));
const dataRow = z.object({ data: z.instanceof(Uint8Array) });

/**
 * Maintain the state: after each commit, changed segments are reloaded.
 *
 * @param db - The connection that searches.
 */
export function createIndexState(db: Database): () => IndexState {
  const readRevision = db.prepare('SELECT data_version, total_changes() AS changes FROM pragma_data_version');
  const readSegments = db.prepare('SELECT locale, revision FROM search_segment ORDER BY locale');
  const readData = db.prepare('SELECT data FROM search_segment WHERE locale = ?');
  const known = new Map<LocaleTag, { readonly revision: number; readonly index: LocaleIndex }>();
  let words: { readonly written: string; readonly index: WordIndex } | undefined;
  let state: IndexState | undefined;
  return () => {
    const version = revisionRow.parse(readRevision.get());
    const revision = `${version.data_version}.${version.changes}`;
    if (state?.revision === revision) return state;
    const found = segmentRows.parse(readSegments.all());
    for (const locale of known.keys()) if (!found.some((row) => row.locale === locale)) known.delete(locale);
    for (const row of found) {
      if (known.get(row.locale)?.revision === row.revision) continue;
      const { data } = dataRow.parse(readData.get(row.locale));
      known.set(row.locale, { revision: row.revision, index: openIndex(unpackSegment(row.locale, data)) });
    }
    const locales = new Map(
      found.flatMap(({ locale }) => {
        const entry = known.get(locale);
        return entry === undefined ? [] : [[locale, entry.index] as const];
      }),
    );
    const written = readMeta(db, 'search-words') ?? '';
    if (words?.written !== written) {
      const read = written === '' ? NO_WORDS : OWN_WORDS.parse(JSON.parse(written));
      words = { written, index: indexWords(read) };
    }
    state = {
      revision,
      libraryRevision: readMeta(db, 'revision') ?? '',
      locales,
      products: countValues(
        [...locales.values()].flatMap(({ productIds, products }) =>
          Array.from(productIds, (id) => products[id] ?? ''),
        ),
      ).map(({ value }) => value),
      ownWords: words.index,
      sourceLocale: readMeta(db, 'source-locale'),
    };
    return state;
  };
}

function openIndex(segment: Segment) {
  const { language } = analyzerOf(segment.locale);
  /** Document of each article number. */
  const byNumber: ReadonlyMap<string, number> = new Map(
    segment.numbers.map((number, document) => [number, document]),
  );
  return {
    ...segment,
    byNumber,
    wordList: arrangeWords(segment.words),
    /** Splits a word that is a compound. */
    split: createSplit(language, new Set(hasCompounds(language) ? segment.words : [])),
  };
}

/** Distinct values with their counts, most frequent first. */
export function countValues(values: readonly string[]): { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Whether the source has a newer version of a document. */
export function isBehind(
  { sourceLocale, locales }: IndexState,
  index: LocaleIndex,
  document: number,
): boolean {
  const source = locales.get(sourceLocale ?? '');
  const number = index.numbers[document] ?? '';
  const version = index.versions[document] ?? 0;
  const newest = source?.versions[source.byNumber.get(number) ?? -1] ?? 0;
  return version > 0 && version < newest;
}

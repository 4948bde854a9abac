import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { createSearch } from '../src/search/create-search.js';
import { indexCorpus } from './index-corpus.js';
import type { LoadedTranslation } from './load-corpus.js';
import { heldMemory, lowestProcessorTimes, percentile } from './measurement.js';

/** Sizes in files; translations are repeated under other numbers if there are fewer. */
const SIZES = [3_500, 14_000, 56_000];
/** Runs of each query; the lowest counts. */
const ROUNDS = 4;

function take(loaded: readonly LoadedTranslation[], count: number): LoadedTranslation[] {
  return Array.from({ length: count }, (_, i) => {
    const one = loaded[Math.floor((i * 7919) % loaded.length)] ?? loaded[0];
    if (one === undefined) throw new Error('no translations');
    const round = Math.floor(i / loaded.length);
    const number = `KA-${Number(one.translation.number.slice(3)) + 100_000 * round}`;
    return round === 0 ? one : { ...one, translation: { ...one.translation, number } };
  });
}

/**
 * Print how the index grows with the library: its share of a compile, size, memory, and processor time per search.
 *
 * @param scratch - Folder for an index of each size.
 */
export async function printGrowth(
  loaded: readonly LoadedTranslation[],
  queries: readonly { readonly query: string; readonly locale: string }[],
  scratch: string,
): Promise<void> {
  const rows: [number, Record<string, string>][] = [];
  for (const files of SIZES) {
    const file = join(scratch, `growth-${files}.sqlite`);
    const { seconds, megabytes } = indexCorpus(file, take(loaded, files));
    const empty = await heldMemory();
    const db = new Database(file, { readonly: true });
    const search = createSearch(db, {
      chooseLocale: (asked, available) => (available.includes(asked) ? asked : (available[0] ?? asked)),
    });
    await search.warm();
    const full = await heldMemory();
    const ask = ({ query, locale }: { readonly query: string; readonly locale: string }): unknown =>
      search.search({ text: query, locale });
    const times = await lowestProcessorTimes(queries, ask, ROUNDS);
    db.close();
    rmSync(file);
    rows.push([
      files,
      {
        'indexing, s of processor': seconds.toFixed(1),
        'size in the library, MB': megabytes.toFixed(1),
        'memory, MB': ((full - empty) / 1e6).toFixed(1),
        'p50, ms of processor': percentile(times, 0.5).toFixed(2),
        'p95, ms of processor': percentile(times, 0.95).toFixed(2),
      },
    ]);
  }
  console.log('\nGrowth');
  console.table(Object.fromEntries(rows));
}

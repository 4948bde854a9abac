import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { createSearch } from '../src/search/create-search.js';
import { indexCorpus } from './index-corpus.js';
import type { LoadedTranslation } from './load-corpus.js';
import { heldMemory, percentile } from './measurement.js';

/** Files of the growth table; translations come again under other numbers where there are not so many. */
const SIZES = [3_500, 14_000, 56_000];

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
 * Print what the index costs as the library grows: its share of a compile, its size, memory, and time in process.
 *
 * @param scratch - A folder for an index of each size.
 */
export async function printGrowth(
  loaded: readonly LoadedTranslation[],
  queries: readonly { readonly query: string; readonly locale: string }[],
  scratch: string,
): Promise<void> {
  const rows: [number, Record<string, string>][] = [];
  for (const files of SIZES) {
    const file = join(scratch, `growth-${files}.sqlite`);
    const before = process.cpuUsage().user;
    indexCorpus(file, take(loaded, files));
    const indexing = (process.cpuUsage().user - before) / 1e6;
    const empty = await heldMemory();
    const db = new Database(file, { readonly: true });
    const search = createSearch(db, {
      chooseLocale: (asked, available) => (available.includes(asked) ? asked : (available[0] ?? asked)),
    });
    search.warm();
    const full = await heldMemory();
    const ask = async (): Promise<number[]> => {
      const times: number[] = [];
      for (const { query, locale } of queries) {
        const start = performance.now();
        await search.search({ text: query, locale });
        times.push(performance.now() - start);
      }
      return times;
    };
    await ask();
    const times = await ask();
    db.close();
    const size = statSync(file).size / 1e6;
    rmSync(file);
    rows.push([
      files,
      {
        'indexing, s of processor': indexing.toFixed(1),
        'size in the library, MB': size.toFixed(1),
        'memory, MB': ((full - empty) / 1e6).toFixed(1),
        'p50, ms': percentile(times, 0.5).toFixed(2),
        'p95, ms': percentile(times, 0.95).toFixed(2),
      },
    ]);
  }
  console.log('\nGrowth');
  console.table(Object.fromEntries(rows));
}

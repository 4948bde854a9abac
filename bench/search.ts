/**
 * Measures search: how often the right article comes first, and how long it takes.
 *
 * usage: npm run bench:search -- --queries FILE --corpus DIR [--large DIR]
 * `--large` names a folder of further articles that the corpus is put among.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Database from 'libsql';
import { createSearch, type Search } from '../src/search/create-search.js';
import { indexCorpus } from './index-corpus.js';
import { loadCorpus, type LoadedCorpus } from './load-corpus.js';
import { measureSearchLoad } from './search-load.js';
import { miniSearchEngine, plainFtsEngine, type Engine } from './rival-engines.js';

interface Query {
  readonly locale: string;
  readonly number: string;
  readonly query: string;
}

const { values } = parseArgs({
  options: { queries: { type: 'string' }, corpus: { type: 'string' }, large: { type: 'string' } },
});
if (values.queries === undefined || values.corpus === undefined) {
  console.error('bench:search needs --queries FILE and --corpus DIR, and takes --large DIR');
  process.exit(2);
}
const queries = JSON.parse(readFileSync(values.queries, 'utf8')) as readonly Query[];

function share(sorted: readonly number[], part: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(2);
}

function measureRelevance(engine: Engine, asked: readonly Query[]): { mrr: number; hit: number } {
  const ranks = asked.map(
    ({ query, locale, number }) => engine(query, locale).slice(0, 10).indexOf(number) + 1,
  );
  const sum = ranks.reduce((total, rank) => total + (rank === 0 ? 0 : 1 / rank), 0);
  return { mrr: sum / asked.length, hit: ranks.filter((rank) => rank === 1).length / asked.length };
}

function printRelevance(
  name: string,
  engines: Readonly<Record<string, Engine>>,
  findable: ReadonlySet<string>,
): void {
  const locales = [...new Set(queries.map(({ locale }) => locale))].sort();
  const rows: Record<string, Record<string, string>> = {};
  for (const [engineName, engine] of Object.entries(engines)) {
    const write = (asked: readonly Query[]): string => {
      const { mrr, hit } = measureRelevance(engine, asked);
      return `${mrr.toFixed(4)} / ${hit.toFixed(4)}`;
    };
    rows[engineName] = {
      all: write(queries),
      ...Object.fromEntries(
        locales.map((locale) => [locale, write(queries.filter((query) => query.locale === locale))]),
      ),
      'archived left out': write(queries.filter(({ number }) => findable.has(number))),
    };
  }
  console.log(`\nRelevance, ${name}: MRR@10 / hit@1 over ${queries.length} queries`);
  console.table(rows);
}

function timesOf(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function row(sorted: readonly number[]): Record<string, string> {
  return {
    p50: share(sorted, 0.5),
    p95: share(sorted, 0.95),
    p99: share(sorted, 0.99),
    most: share(sorted, 1),
  };
}

async function printSpeed(name: string, search: Search): Promise<void> {
  for (const { query, locale } of queries) search.search({ text: query, locale });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const searching: number[] = [];
  delay.enable();
  for (let round = 0; round < 3; round++) {
    for (const { query, locale } of queries) {
      searching.push(timesOf(() => search.search({ text: query, locale })));
      await nextTurn();
    }
  }
  delay.disable();
  const suggesting = queries.flatMap(({ query, locale }) =>
    Array.from({ length: Math.min(20, query.length) }, (_, i) =>
      timesOf(() => search.suggest(query.slice(0, i + 1), locale)),
    ),
  );
  const log = Array.from({ length: 220 }, (_, i) => {
    const { query } = queries[i % queries.length]!;
    return `2024-06-2${i % 10} 10:${i % 60}:12.${i} *ERROR* [pool-${i}] com.acme.${i}.Service${i} ${query}`;
  }).join('\n');
  const logs = Array.from({ length: 30 }, (_, i) =>
    timesOf(() => search.search({ text: log.slice(i * 40), locale: 'en' })),
  );
  console.log(`\nSpeed, ${name}: milliseconds on one core`);
  console.table({
    search: row(searching.toSorted((a, b) => a - b)),
    suggest: row(suggesting.toSorted((a, b) => a - b)),
    'log of 16 KB': row(logs.toSorted((a, b) => a - b)),
    'event loop delay under search': {
      p50: (delay.percentile(50) / 1e6).toFixed(2),
      p95: (delay.percentile(95) / 1e6).toFixed(2),
      p99: (delay.percentile(99) / 1e6).toFixed(2),
      most: (delay.max / 1e6).toFixed(2),
    },
  });
}

/** The service as it runs, searches in its own thread: what other requests notice of them. */
async function printLoad(name: string, corpus: LoadedCorpus): Promise<void> {
  const [first] = corpus.translations;
  const page = `/${first?.translation.locale}/articles/${first?.translation.number}`;
  const { searches, pages, quietPages, loopDelay } = await measureSearchLoad(corpus, queries, page);
  console.log(
    `\nThe service under 4 searchers, ${name}: milliseconds over HTTP, ${searches.length} searches`,
  );
  console.table({
    search: row(searches),
    'an article’s page meanwhile': row(pages),
    'the same without searches': row(quietPages),
    'event loop of the service': Object.fromEntries(
      Object.entries(loopDelay).map(([key, value]) => [key, value.toFixed(2)]),
    ),
  });
}

async function measure(name: string, folders: readonly string[]): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-search-'));
  try {
    const corpus = loadCorpus(folders, scratch);
    const { libraryFile, translations: loaded } = corpus;
    const times = indexCorpus(join(scratch, 'index-alone.sqlite'), loaded);
    console.log(`\nIndexing, ${name} (${times.files} files), milliseconds on one core`);
    console.table(times);
    const db = new Database(libraryFile, { readonly: true });
    const chooseLocale = (asked: string, available: readonly string[]): string =>
      available.includes(asked) ? asked : (available[0] ?? asked);
    const search = createSearch(db, { chooseLocale });
    const engines = {
      ours: (query: string, locale: string) =>
        search.search({ text: query, locale }).items.map(({ number }) => number),
      'MiniSearch, defaults': miniSearchEngine(loaded),
      'FTS5, unicode61': plainFtsEngine(loaded),
    };
    printRelevance(name, engines, new Set(loaded.map(({ translation }) => translation.number)));
    await printSpeed(name, search);
    db.close();
    await printLoad(name, corpus);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

await measure('the corpus', [values.corpus]);
if (values.large !== undefined)
  await measure('the corpus among the large one', [values.corpus, values.large]);

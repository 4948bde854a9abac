/**
 * Measures search: how often the right article comes first in each set of queries, and how long that takes, beside rivals.
 *
 * usage: npm run bench:search -- --sets DIR --corpus DIR [--large DIR] [--keep DIR] [--no-load] [--growth]
 * `--large` names a folder of further articles that the corpus is put among; `--keep` a folder to compile into, used again by the next run.
 * Ends with 1 when a set falls below its floor or a rival is ahead.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'libsql';
import { createSearch, type Search } from '../src/search/create-search.js';
import { indexCorpus } from './index-corpus.js';
import { loadCorpus, type LoadedCorpus } from './load-corpus.js';
import { heldMemory, percentile, printResult } from './measurement.js';
import { miniSearchEngine, plainFtsEngine, type Engine } from './rival-engines.js';
import { printGrowth } from './search-growth.js';
import { measureSearchLoad } from './search-load.js';
import {
  halfOf,
  localeFamily,
  mean,
  readSets,
  scoreAnswer,
  withoutMissing,
  type QuerySet,
} from './search-sets.js';

const { values } = parseArgs({
  options: {
    sets: { type: 'string' },
    corpus: { type: 'string' },
    large: { type: 'string' },
    keep: { type: 'string' },
    'no-load': { type: 'boolean' },
    growth: { type: 'boolean' },
  },
});
if (values.sets === undefined || values.corpus === undefined) {
  console.error(
    'bench:search needs --sets DIR and --corpus DIR, and takes --large DIR, --keep DIR, --no-load and --growth',
  );
  process.exit(2);
}
const sets = readSets(values.sets);
const queries = sets.flatMap((set) => set.queries);

const chooseLocale = (asked: string, available: readonly string[]): string =>
  available.includes(asked) ? asked : (available[0] ?? asked);

function milliseconds(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Steadier than the clock on a busy machine; other threads' collecting of garbage counts too. */
function processorMilliseconds(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function spread(times: readonly number[]): Record<string, string> {
  const at = (share: number): string => percentile(times, share).toFixed(2);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

/** Scores of a set's queries, in order. */
function scores(engine: Engine, { measure, queries: asked }: QuerySet): number[] {
  return asked.map((query) => scoreAnswer(measure, engine(query.query, query.locale), query));
}

function printGroups(set: QuerySet, scored: readonly number[]): void {
  const groups = new Map<string, number[]>();
  set.queries.forEach((query, i) => {
    for (const group of [halfOf(query), localeFamily(query.locale), query.kind].filter(
      (name) => name !== '',
    )) {
      groups.set(group, [...(groups.get(group) ?? []), scored[i] ?? 0]);
    }
  });
  const line = [...groups].map(([group, found]) => `${group} ${mean(found).toFixed(3)} (${found.length})`);
  console.log(`  ${set.name}: ${line.join(' · ')}`);
}

/** @returns What fell short, a line each. */
function printRelevance(engines: Readonly<Record<string, Engine>>, numbers: ReadonlySet<string>): string[] {
  const short: string[] = [];
  const rows = sets.map((all) => {
    const set = withoutMissing(all, numbers);
    const perEngine = Object.entries(engines).map(([name, engine]) => [name, scores(engine, set)] as const);
    const [first, ...rivals] = perEngine;
    const own = first?.[1] ?? [];
    if (mean(own) < set.floor) short.push(`${set.name}: ${mean(own).toFixed(3)} is below ${set.floor}`);
    for (const [name, scored] of rivals) {
      if (mean(scored) > mean(own)) short.push(`${set.name}: ${name} is ahead`);
    }
    return { set, own, perEngine };
  });
  console.table(
    Object.fromEntries(
      rows.map(({ set, perEngine }) => [
        `${set.name}, ${set.measure}`,
        {
          queries: set.queries.length,
          floor: set.floor,
          ...Object.fromEntries(perEngine.map(([name, scored]) => [name, mean(scored).toFixed(3)])),
        },
      ]),
    ),
  );
  for (const { set, own } of rows) printGroups(set, own);
  return short;
}

function printSpeed(search: Search, rivals: Readonly<Record<string, Engine>>): void {
  const first = milliseconds(() => search.search({ text: 'first after ready', locale: 'en' }));
  const times = (run: (query: string, locale: string) => unknown): number[] =>
    queries.map(({ query, locale }) => milliseconds(() => run(query, locale)));
  const own = (query: string, locale: string): unknown => search.search({ text: query, locale });
  times(own);
  const processor = [1, 2].flatMap(() =>
    queries.map(({ query, locale }) => processorMilliseconds(() => own(query, locale))),
  );
  const suggesting = queries.flatMap(({ query, locale }) =>
    Array.from({ length: Math.min(20, query.length) }, (_, i) =>
      milliseconds(() => search.suggest(query.slice(0, i + 1), locale)),
    ),
  );
  const log = Array.from({ length: 220 }, (_, i) => {
    const query = queries[i % queries.length]?.query ?? '';
    return `2024-06-2${i % 10} 10:${i % 60}:12.${i} *ERROR* [pool-${i}] com.acme.${i}.Service${i} ${query}`;
  }).join('\n');
  const logs = Array.from({ length: 30 }, (_, i) =>
    milliseconds(() => search.search({ text: log.slice(i * 40), locale: 'en' })),
  );
  console.log(`\nMilliseconds in process; the first search took ${first.toFixed(1)}`);
  console.table({
    search: spread([...times(own), ...times(own)]),
    'search, of processor': spread(processor),
    suggest: spread(suggesting),
    'log of 16 KB': spread(logs),
    ...Object.fromEntries(Object.entries(rivals).map(([name, engine]) => [name, spread(times(engine))])),
  });
}

/** The service as it runs, searches in its own thread: what other requests notice of them. */
async function printLoad(corpus: LoadedCorpus): Promise<void> {
  const [first] = corpus.translations;
  const page = `/${first?.translation.locale}/articles/${first?.translation.number}`;
  const { searches, pages, quietPages, loopDelay } = await measureSearchLoad(corpus, queries, page);
  console.log(`\nThe service under 4 searchers: milliseconds over HTTP, ${searches.length} searches`);
  console.table({
    search: spread(searches),
    'an article’s page meanwhile': spread(pages),
    'the same without searches': spread(quietPages),
    'event loop of the service': Object.fromEntries(
      Object.entries(loopDelay).map(([key, value]) => [key, value.toFixed(2)]),
    ),
  });
}

const scratch = values.keep ?? mkdtempSync(join(tmpdir(), 'bench-search-'));
try {
  const corpus = loadCorpus([values.corpus, ...(values.large === undefined ? [] : [values.large])], scratch);
  const { libraryFile, translations } = corpus;
  printResult({ name: 'index', rows: indexCorpus(join(scratch, 'index-alone.sqlite'), translations) }, false);
  const db = new Database(libraryFile, { readonly: true });
  const before = await heldMemory();
  const search = createSearch(db, { chooseLocale });
  const warming = milliseconds(() => search.warm());
  const megabytes = ((await heldMemory()) - before) / 1e6;
  console.log(`warming took ${warming.toFixed(0)} ms; search holds ${megabytes.toFixed(1)} MB`);
  const rivals = { FTS5: plainFtsEngine(translations), MiniSearch: miniSearchEngine(translations) };
  const own: Engine = (text, locale) => search.search({ text, locale }).items.map(({ number }) => number);
  console.log(`\nRelevance among ${translations.length} translations`);
  const numbers = new Set(translations.map(({ translation }) => translation.number));
  const short = printRelevance({ Parlance: own, ...rivals }, numbers);
  printSpeed(search, rivals);
  db.close();
  if (values.growth === true) await printGrowth(translations, queries, scratch);
  if (values['no-load'] !== true) await printLoad(corpus);
  for (const line of short) console.error(`short: ${line}`);
  process.exitCode = short.length > 0 ? 1 : 0;
} finally {
  if (values.keep === undefined) rmSync(scratch, { recursive: true, force: true });
}

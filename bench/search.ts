/**
 * Measure search: how highly the right article is ranked in each set of queries, and how long that takes, compared with other engines.
 *
 * usage: npm run bench:search -- --sets DIR --corpus DIR [--large DIR] [--keep DIR] [--no-load] [--growth] [--opensearch URL]
 * `--large`: a folder of further articles to search among; `--keep`: a folder to compile into, reused by the next run.
 * `--opensearch`: also measure a cluster: relevance as a ratio to the embedded engine's, latency of both, build time and size of its index.
 * Exits with 1 when a set falls below its floor or another engine is ahead.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'libsql';
import { createSearch, type Search } from '../src/search/create-search.js';
import { createIndexState } from '../src/search/index/index-state.js';
import { analyserFingerprint, indexName } from '../src/search/opensearch/publish-index.js';
import { createSearchCluster } from '../src/search/opensearch/search-cluster.js';
import { indexCorpus } from './index-corpus.js';
import { loadCorpus, type LoadedCorpus } from './load-corpus.js';
import { heldMemory, lowestProcessorTimes, percentile, processorMilliseconds } from './measurement.js';
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
  type JudgedQuery,
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
    opensearch: { type: 'string' },
  },
});
if (values.sets === undefined || values.corpus === undefined) {
  console.error(
    'bench:search requires --sets DIR and --corpus DIR; optional: --large DIR, --keep DIR, --no-load, --growth, --opensearch URL',
  );
  process.exit(2);
}
const sets = readSets(values.sets);
const queries = sets.flatMap((set) => set.queries);

/** The cluster must reach at least this share of the embedded engine's score. */
const CLUSTER = 'OpenSearch';
const LEAST_RATIO = 0.99;

const chooseLocale = (asked: string, available: readonly string[]): string =>
  available.includes(asked) ? asked : (available[0] ?? asked);

async function milliseconds(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Run a measurement for each item, sequentially. */
async function each<Item>(
  items: readonly Item[],
  measure: (item: Item) => Promise<number>,
): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) times.push(await measure(item));
  return times;
}

function spread(times: readonly number[]): Record<string, string> {
  const at = (share: number): string => percentile(times, share).toFixed(2);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

/** Scores of a set's queries, in order. */
function scores(engine: Engine, { measure, queries: asked }: QuerySet): Promise<number[]> {
  return each(asked, async (query) => scoreAnswer(measure, await engine(query.query, query.locale), query));
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

/** @returns A line for each set that fell short. */
async function printRelevance(
  engines: Readonly<Record<string, Engine>>,
  numbers: ReadonlySet<string>,
): Promise<string[]> {
  const short: string[] = [];
  const rows: { set: QuerySet; own: readonly number[]; perEngine: [string, number[]][] }[] = [];
  for (const all of sets) {
    const set = withoutMissing(all, numbers);
    const perEngine: [string, number[]][] = [];
    for (const [name, engine] of Object.entries(engines)) perEngine.push([name, await scores(engine, set)]);
    const [first, ...rivals] = perEngine;
    const own = first?.[1] ?? [];
    if (mean(own) < set.floor) short.push(`${set.name}: ${mean(own).toFixed(3)} is below ${set.floor}`);
    for (const [name, scored] of rivals) {
      if (name === CLUSTER) {
        if (mean(scored) < LEAST_RATIO * mean(own)) short.push(`${set.name}: ${name} is behind`);
      } else if (mean(scored) > mean(own)) short.push(`${set.name}: ${name} is ahead`);
    }
    rows.push({ set, own, perEngine });
  }
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

/** Runs of each query; the lowest counts. */
const ROUNDS = 6;

function searchesWith(search: Search): (query: Pick<JudgedQuery, 'query' | 'locale'>) => unknown {
  return ({ query, locale }) => search.search({ text: query, locale });
}

/** Measured first, since the other engines' heaps slow down every garbage collection. */
async function printSpeed(search: Search, fts: Engine): Promise<void> {
  const first = await processorMilliseconds(() => search.search({ text: 'first after ready', locale: 'en' }));
  const own = searchesWith(search);
  const unheard = await each(queries, (query) => processorMilliseconds(() => own(query)));
  const lowest = await lowestProcessorTimes(queries, own, ROUNDS);
  const rival = await lowestProcessorTimes(queries, ({ query, locale }) => fts(query, locale), 2);
  const every = await each(queries, (query) => processorMilliseconds(() => own(query)));
  const beginnings = queries.flatMap(({ query, locale }) =>
    Array.from({ length: Math.min(20, query.length) }, (_, i) => ({ typed: query.slice(0, i + 1), locale })),
  );
  const log = Array.from({ length: 220 }, (_, i) => {
    const query = queries[i % queries.length]?.query ?? '';
    return `2024-06-2${i % 10} 10:${i % 60}:12.${i} *ERROR* [pool-${i}] com.acme.${i}.Service${i} ${query}`;
  }).join('\n');
  const logs = Array.from({ length: 30 }, (_, i) => log.slice(i * 40));
  console.log(
    `\nMilliseconds of processor time in process, load ${loadavg()[0]?.toFixed(1)}; the first search took ${first.toFixed(1)}`,
  );
  console.table({
    'search, each query’s lowest (target 2 and 5)': spread(lowest),
    'FTS5, each query’s lowest': spread(rival),
    'search, every run': spread(every),
    'search, never asked before': spread(unheard),
    'suggest (target p95 2)': spread(
      await lowestProcessorTimes(beginnings, ({ typed, locale }) => search.suggest(typed, locale), 2),
    ),
    'log of 16 KB': spread(
      await lowestProcessorTimes(logs, (text) => search.search({ text, locale: 'en' }), 3),
    ),
  });
  const ratio = (share: number): string => (percentile(lowest, share) / percentile(rival, share)).toFixed(2);
  console.log(`search ÷ FTS5: p50 ${ratio(0.5)}, p95 ${ratio(0.95)}`);
}

/** The same library with a cluster, whose index is rebuilt. */
async function openCluster(url: string, db: Database.Database): Promise<Engine> {
  const cluster = createSearchCluster(url, db);
  const state = createIndexState(db)();
  const name = indexName(state, analyserFingerprint());
  await fetch(`${url}/${name}`, { method: 'DELETE' });
  const seconds = (await milliseconds(() => cluster.prepare(state))) / 1000;
  await fetch(`${url}/${name}/_flush`, { method: 'POST' });
  const line = await (await fetch(`${url}/_cat/indices/${name}?h=docs.count,store.size`)).text();
  console.log(`\nOpenSearch: indexed in ${seconds.toFixed(1)} s; documents and size: ${line.trim()}`);
  const search = createSearch(db, { chooseLocale, cluster });
  return async (text, locale) => {
    const { items, degraded } = await search.search({ text, locale });
    if (degraded !== undefined) console.error(`OpenSearch is ${degraded}: ${text.slice(0, 60)}`);
    return items.map(({ number }) => number);
  };
}

/** Milliseconds on the clock of both, asked by turns; the lowest of some rounds, since other programs make a run longer, never shorter. */
async function printClusterSpeed(
  engines: Readonly<Record<'Parlance' | 'OpenSearch', Engine>>,
): Promise<void> {
  const lowest = { Parlance: queries.map(() => Infinity), [CLUSTER]: queries.map(() => Infinity) };
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, { query, locale }] of queries.entries())
      for (const name of ['Parlance', CLUSTER] as const) {
        const taken = await milliseconds(() => engines[name](query, locale));
        lowest[name][i] = Math.min(lowest[name][i] ?? Infinity, taken);
      }
  console.log(
    `\nMilliseconds on the clock, each query’s lowest of ${ROUNDS}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  console.table({ Parlance: spread(lowest.Parlance), [CLUSTER]: spread(lowest[CLUSTER]) });
}

/** The running service, which searches in a separate thread: the cost over HTTP, and the effect on other requests. */
async function printLoad(corpus: LoadedCorpus, search: Search): Promise<void> {
  const [first] = corpus.translations;
  const page = `/${first?.translation.locale}/articles/${first?.translation.number}`;
  const { firsts, added, processor, searches, pages, quietPages, loopDelay } = await measureSearchLoad(
    corpus,
    queries,
    page,
    searchesWith(search),
  );
  console.log(`\nThe service: milliseconds, load ${loadavg()[0]?.toFixed(1)}`);
  console.log(
    `searches after /readyz: ${firsts.map((time) => time.toFixed(1)).join(' ')} (target for the first: 20)`,
  );
  console.log(
    `processor time of a search: ${processor.overHttp.toFixed(2)} over HTTP, ${processor.inProcess.toFixed(2)} in process`,
  );
  console.table({
    'a search over HTTP, beyond in process (target 3)': spread(added),
    [`4 searchers, ${searches.length} searches`]: spread(searches),
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
  const { seconds, megabytes } = indexCorpus(join(scratch, 'index-alone.sqlite'), translations);
  const { compileSeconds } = corpus;
  const share =
    compileSeconds === undefined
      ? ''
      : `, ${((100 * seconds) / compileSeconds).toFixed(0)} % of the ${compileSeconds.toFixed(1)} s of a cold compile`;
  console.log(
    `index of ${translations.length} files: ${seconds.toFixed(1)} s of processor time${share}; ${megabytes.toFixed(1)} MB of the library’s ${(statSync(libraryFile).size / 1e6).toFixed(0)}`,
  );
  const db = new Database(libraryFile, { readonly: true });
  const before = await heldMemory();
  const search = createSearch(db, { chooseLocale });
  const warming = await processorMilliseconds(() => search.warm());
  const held = ((await heldMemory()) - before) / 1e6;
  console.log(`warm-up took ${warming.toFixed(0)} ms of processor time; search uses ${held.toFixed(1)} MB`);
  const fts = plainFtsEngine(translations);
  await printSpeed(search, fts);
  const cluster = values.opensearch === undefined ? undefined : await openCluster(values.opensearch, db);
  const rivals = {
    ...(cluster !== undefined && { [CLUSTER]: cluster }),
    FTS5: fts,
    MiniSearch: miniSearchEngine(translations),
  };
  const own: Engine = async (text, locale) =>
    (await search.search({ text, locale })).items.map(({ number }) => number);
  console.log(`\nRelevance among ${translations.length} translations`);
  const numbers = new Set(translations.map(({ translation }) => translation.number));
  const short = await printRelevance({ Parlance: own, ...rivals }, numbers);
  if (cluster !== undefined) await printClusterSpeed({ Parlance: own, OpenSearch: cluster });
  if (values.growth === true) await printGrowth(translations, queries, scratch);
  if (values['no-load'] !== true) await printLoad(corpus, search);
  db.close();
  for (const line of short) console.error(`short: ${line}`);
  process.exitCode = short.length > 0 ? 1 : 0;
} finally {
  if (values.keep === undefined) rmSync(scratch, { recursive: true, force: true });
}

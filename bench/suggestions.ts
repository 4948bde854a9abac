/**
 * Measure suggestions for tickets: how highly the right article is ranked when a query is wrapped in courtesies, compared with the bare query,
 * and what a ticket of 64 KB costs the request's thread and all threads together.
 *
 * usage: npm run bench:suggestions -- --sets DIR (--corpus DIR [--large DIR] [--keep DIR] | --library FILE)
 * Courtesies come from `ticket-wrappers.json`: greetings, introductions, requests, closings and signatures in twelve languages. Each query is
 * wrapped in English ones, in those of its own language and of another, in four layouts. Exits with 1 when a set loses too much.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { ReadingDeps } from '../src/http/response/site.js';
import { Library } from '../src/library/library.js';
import { createStrings } from '../src/locale/strings.js';
import { createTicketReader } from '../src/presenters/read-ticket.js';
import { suggestArticles } from '../src/presenters/suggest-articles.js';
import { createInlineSearch, createSearchThread, type SearchService } from '../src/search/search-service.js';
import { loadCorpus } from './load-corpus.js';
import { percentile } from './measurement.js';
import { mean, readSets, scoreAnswer, withoutMissing, type JudgedQuery } from './search-sets.js';

const { values } = parseArgs({
  options: {
    sets: { type: 'string' },
    corpus: { type: 'string' },
    large: { type: 'string' },
    keep: { type: 'string' },
    library: { type: 'string' },
  },
});
if (values.sets === undefined || (values.corpus === undefined && values.library === undefined)) {
  console.error('bench:suggestions requires --sets DIR, and --corpus DIR or --library FILE');
  process.exit(2);
}

const SETS = ['a-symptom', 'b-error', 'f-chat'];
const readAnswers = createTicketReader();

/** Most that a set may lose through the text around its queries. */
const MOST_LOST = 0.03;
const LARGE_TICKET = 64_000;
const LARGE_TICKETS = 20;
const MOST_PROCESSOR = 50;

/** By language: greetings, introductions, requests, closings, signatures. */
const COURTESIES = z
  .record(z.string(), z.array(z.array(z.string())))
  .parse(JSON.parse(readFileSync(join('bench', 'ticket-wrappers.json'), 'utf8')));
const LANGUAGES = Object.keys(COURTESIES);

const LAYOUTS = ['a paragraph', 'much around it', 'amid sentences', 'a line'] as const;

function languageOf(locale: string): string {
  return locale.split('-')[0] ?? locale;
}

/** A ticket of 50 to 400 words. */
function wrap(query: string, i: number, language: string, layout: (typeof LAYOUTS)[number]): string {
  const pick = (kind: number, shift: number): string => {
    const texts = COURTESIES[language]?.[kind] ?? [];
    return texts[(i + shift) % texts.length] ?? '';
  };
  const around = (before: readonly string[], after: readonly string[], between: string): string =>
    [pick(0, 0), ...before, query, ...after, pick(3, 0), pick(4, 0)].join(between);
  if (layout === 'a line') return around([pick(1, 2)], [pick(2, 0)], '\n');
  if (layout === 'amid sentences') {
    const isSentence = /[.!?。！？]$/.test(query);
    const inside = query.includes('\n') ? `\n${query}\n` : `${query}${isSentence ? '' : '.'}`;
    return [pick(0, 0), [pick(1, 1), inside, pick(2, 2)].join(' '), pick(3, 0), pick(4, 0)].join('\n\n');
  }
  return layout === 'a paragraph'
    ? around([pick(1, 0)], [pick(2, 1)], '\n\n')
    : around([pick(1, 0), pick(1, 1), pick(1, 2)], [pick(2, 0), pick(2, 1), pick(2, 2)], '\n\n');
}

/** A query wrapped in English courtesies, in those of its own language and of another. */
function ticketsFor({ query, locale }: JudgedQuery, i: number): Readonly<Record<string, string>> {
  const own = LANGUAGES.includes(languageOf(locale)) ? languageOf(locale) : 'en';
  const others = LANGUAGES.filter((language) => language !== own && language !== 'en');
  const other = others[i % others.length] ?? 'en';
  return Object.fromEntries(
    Object.entries({ English: 'en', own, another: other }).map(([kind, language], shift) => [
      kind,
      wrap(query, i, language, LAYOUTS[(i + shift) % LAYOUTS.length] ?? 'a line'),
    ]),
  );
}

function depsOf(library: Library, search: SearchService): ReadingDeps {
  const locales = library.locales;
  const site = { name: 'Bench', url: 'https://help.example', locales, defaultLocale: 'en' };
  return { library, search, strings: createStrings(), site: () => site };
}

async function printRelevance(
  deps: ReadingDeps,
  numbers: ReadonlySet<string>,
  folder: string,
): Promise<string[]> {
  const short: string[] = [];
  const rows: Record<string, Record<string, string | number>> = {};
  for (const set of readSets(folder).filter(({ name }) => SETS.includes(name))) {
    const { queries, measure } = withoutMissing(set, numbers);
    const bare: number[] = [];
    const wrapped = new Map<string, number[]>();
    for (const [i, query] of queries.entries()) {
      const { locale } = query;
      const score = async (text: string, isBare: boolean): Promise<number> => {
        const { items } = isBare
          ? await deps.search.search({ text, locale })
          : await suggestArticles(deps, { text, limit: 10 }, locale);
        return scoreAnswer(
          measure,
          items.map(({ number }) => number),
          query,
        );
      };
      bare.push(await score(query.query, true));
      for (const [kind, text] of Object.entries(ticketsFor(query, i))) {
        wrapped.set(kind, [...(wrapped.get(kind) ?? []), await score(text, false)]);
      }
    }
    const all = mean([...wrapped.values()].flat());
    const lost = mean(bare) - all;
    if (lost > MOST_LOST) short.push(`${set.name}: wrapped loses ${lost.toFixed(3)}`);
    rows[set.name] = {
      queries: queries.length,
      bare: mean(bare).toFixed(3),
      wrapped: all.toFixed(3),
      ...Object.fromEntries([...wrapped].map(([kind, scores]) => [`in ${kind}`, mean(scores).toFixed(3)])),
    };
  }
  console.table(rows);
  return short;
}

/** Prose with a long log, as large as a ticket may be. */
function largeTicket(i: number): string {
  const [, introductions = [], requests = []] = COURTESIES[LANGUAGES[i % LANGUAGES.length] ?? 'en'] ?? [];
  const line = (n: number): string =>
    `2026-03-0${1 + (n % 9)} 10:${10 + (n % 50)}:12.${100 + (n % 900)} *ERROR* [pool-${n}] org.example.part${n % 40}.Service${n} XTK-17${1000 + (n % 90)} failed`;
  const log = Array.from({ length: 700 }, (_, n) => line(n * (i + 1))).join('\n');
  return [...introductions, log.slice(0, LARGE_TICKET - 4_000), ...requests]
    .join('\n\n')
    .slice(0, LARGE_TICKET);
}

/** @returns Milliseconds per ticket. */
async function costs(deps: ReadingDeps, measure: () => () => number): Promise<number[]> {
  const spent: number[] = [];
  for (let i = 0; i < LARGE_TICKETS; i++) {
    const text = largeTicket(i);
    const done = measure();
    await suggestArticles(deps, { text, limit: 10 }, 'en');
    // A collection without a guided walk has no use for it.
    await readAnswers(text);
    spent.push(done());
  }
  return spent;
}

function processorTime(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}

function ownThreadTime(): () => number {
  const start = performance.eventLoopUtilization();
  return () => performance.eventLoopUtilization(start).active;
}

const scratch = values.keep ?? mkdtempSync(join(tmpdir(), 'bench-suggestions-'));
try {
  const folders = [values.corpus, values.large].filter((folder) => folder !== undefined);
  const libraryFile = values.library ?? loadCorpus(folders, scratch).libraryFile;
  const library = new Library(libraryFile, { fallbackLocales: ['en'] });
  const options = { libraryFile, fallbackLocales: ['en'] };
  const inline = depsOf(library, createInlineSearch(options));
  const numbers = new Set(library.addresses(0, Number.MAX_SAFE_INTEGER).map(({ number }) => number));
  const short = await printRelevance(inline, numbers, values.sets);
  // What is compiled and loaded by the first is not what a ticket costs.
  await costs(inline, processorTime);
  const processor = await costs(inline, processorTime);
  const threaded = depsOf(
    library,
    createSearchThread(
      options,
      (error) => {
        throw error;
      },
      console.error,
    ),
  );
  await costs(threaded, ownThreadTime);
  const own = await costs(threaded, ownThreadTime);
  await threaded.search.close();
  console.log(
    `A ticket of 64 KB, milliseconds: processor p50 ${percentile(processor, 0.5).toFixed(1)}, p95 ${percentile(processor, 0.95).toFixed(1)}; of the request's thread p50 ${percentile(own, 0.5).toFixed(1)}, p95 ${percentile(own, 0.95).toFixed(1)}`,
  );
  if (percentile(processor, 0.5) > MOST_PROCESSOR) short.push(`64 KB take more than ${MOST_PROCESSOR} ms`);
  library.close();
  for (const line of short) console.error(`short: ${line}`);
  process.exitCode = short.length > 0 ? 1 : 0;
} finally {
  if (values.keep === undefined) rmSync(scratch, { recursive: true, force: true });
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Request } from 'express';
import Negotiator from 'negotiator';
import { z } from 'zod';
import type { Change, ChangeLogState } from '../article/changes.js';
import { onSite } from '../article/site-path.js';
import { resolveReading } from '../http/request/article-parameter.js';
import { absolute } from '../http/response/addresses.js';
import { feedLocale, readLog, readToken, writeToken } from '../http/response/change-token.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { KEYED, OPEN_DATA, type Policy } from '../http/routes.js';
import type { PassageKey } from '../ledger/citations.js';
import { CITATION_REQUEST, REPORTED_CITATIONS } from '../presenters/usage.js';
import { CHANGE_LIST, PASSAGE_LIST, presentChanges, presentPassages } from '../presenters/present-passage.js';
import { presentReading, type BodyKind } from '../presenters/present-reading.js';
import { Problem, type ProblemPart } from '../problem.js';
import { operation, operations } from './operation.js';
import { limit, LOCALE_QUERY } from './parameters.js';

/** The change feed; a response may wait for the next change, so it is not cached. */
const FEED: Policy = { ...OPEN_DATA, cache: 'none' };

/** Position in the change feed. */
const SINCE = z.string().max(64).optional().meta({
  description: '`next` of the previous response; without it, the feed starts at the beginning.',
  example: '5f0c3a9b21d4.812',
});

/** A locale as its folder is named. */
const FEED_LOCALE = z
  .string()
  .max(64)
  .optional()
  .meta({ description: 'Only this locale of the site.', example: 'de' });

/** Seconds a client may wait for the next change, and how many clients may. */
const LONGEST_WAIT = 60;
const MOST_WAITING = 500;
/** Polling interval in milliseconds. */
const POLL_INTERVAL = 200;
let waiting = 0;

const listChanges = operation('get', '/changes', {
  policy: FEED,
  summary: 'Follow changes',
  description:
    'One row per article and locale with its latest change, ordered by `sequence`; every change at least once. Without `since`, the feed starts at the beginning, so that the first calls are a full copy. `removed` includes hidden articles. `provenance` means that only the provenance changed, not the text. `Prefer: wait=30` (RFC 7240) waits up to that many seconds for the next change. Removals are kept for CHANGES_KEEP days.',
  query: z.object({ since: SINCE, limit: limit(1000, 100, 'Changes per page.'), locale: FEED_LOCALE }),
  response: CHANGE_LIST,
  statuses: { 200: 'One page; an empty `items` means the end.' },
  problems: ['unknown-value', 'epoch-ended'],
  answer: async ({ req, res, deps, query }) => {
    const { library } = deps;
    const locale = feedLocale(query.locale, library);
    const from = readToken(query.since, readLog(library));
    const read = () => presentChanges(deps, from, { limit: query.limit, locale });
    const seconds = preferredWait(req);
    if (seconds > 0) res.set('Preference-Applied', `wait=${seconds}`);
    let body = read();
    if (body.items.length === 0 && seconds > 0 && waiting < MOST_WAITING) {
      waiting += 1;
      const ends = performance.now() + seconds * 1000;
      let { newest } = readLog(library);
      while (body.items.length === 0 && performance.now() < ends && !res.closed) {
        await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL));
        if (library.changeLog === undefined || library.changeLog.newest === newest) continue;
        newest = library.changeLog.newest;
        body = read();
      }
      waiting -= 1;
    }
    return { body };
  },
});

/** Seconds by RFC 7240; 0 without the preference. */
function preferredWait(req: Request): number {
  const wait = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})/i.exec(req.get('prefer') ?? '')?.[1];
  return Math.min(Number(wait ?? 0), LONGEST_WAIT);
}

const BODIES: ReadonlySet<BodyKind> = new Set(['html', 'text']);
/** Most concurrent exports; each holds a snapshot open. */
const MOST_EXPORTS = 4;
let running = 0;
/** Articles read per batch. */
const BATCH = 200;
/** Chunk size in characters. */
const PIECE = 128 * 1024;

const UNIT = z
  .enum(['article', 'passage'], { error: 'takes article or passage' })
  .default('article')
  .meta({ description: 'The content of a line.' });

/** The last line has the token to continue from. */
const exportArticles = operation('get', '/export.ndjson', {
  policy: { ...FEED, rate: 'costly' },
  summary: 'Copy everything',
  description:
    'All articles of one revision, one JSON document per line: `{resume, article}` with HTML and text, or `{resume, passage}` with `unit=passage`. The last line, `{next, items}`, has the token to continue with `listChanges`. An export without it was interrupted: request it again with `since` set to the `resume` of the last line received.',
  query: z.object({ locale: FEED_LOCALE, unit: UNIT, since: SINCE }),
  type: 'application/x-ndjson',
  statuses: { 200: 'Lines.' },
  headers: ['Link'],
  problems: ['unknown-value', 'epoch-ended', 'too-busy'],
  answer: async ({ req, res, deps, site, query }) => {
    const locale = feedLocale(query.locale, deps.library);
    const from = readToken(query.since, readLog(deps.library));
    if (running >= MOST_EXPORTS) throw new Problem('too-busy', { headers: { 'Retry-After': '10' } });
    running += 1;
    const library = deps.library.openSnapshot();
    try {
      const log = readLog(library);
      res.type('application/x-ndjson; charset=utf-8').vary('Accept-Encoding');
      const next = onSite(`${req.baseUrl}/changes?since=${writeToken(log, log.newest)}`);
      res.append('Link', `<${absolute(site, next)}>; rel="next"`);
      const lines = Readable.from(pieces(exportLines({ ...deps, library }, log, from, locale, query.unit)));
      const isGzip = new Negotiator(req).encodings(['gzip', 'identity'])[0] === 'gzip';
      if (req.method === 'HEAD') res.end();
      else if (isGzip) await pipeline(lines, createGzip({ level: 1 }), res.set('Content-Encoding', 'gzip'));
      else await pipeline(lines, res);
    } catch (error) {
      // A disconnected client ends its export; a truncated one lacks the last line.
      if (!res.headersSent) throw error;
      res.destroy();
    } finally {
      running -= 1;
      library.close();
    }
    return undefined;
  },
});

function* exportLines(
  deps: DeliveryDeps,
  log: ChangeLogState,
  from: number,
  locale: string | undefined,
  unit: z.infer<typeof UNIT>,
): Generator<string> {
  let [since, items] = [from, 0];
  for (;;) {
    const changes = deps.library.changes(since, BATCH, locale);
    for (const change of changes) {
      for (const line of linesOf(deps, change, unit)) {
        items += 1;
        yield `${JSON.stringify({ resume: writeToken(log, change.sequence - 1), ...line })}\n`;
      }
    }
    const last = changes.at(-1);
    if (last === undefined) break;
    since = last.sequence;
  }
  yield `${JSON.stringify({ next: writeToken(log, log.newest), items })}\n`;
}

function linesOf(
  deps: DeliveryDeps,
  { number, locale, change }: Change,
  unit: z.infer<typeof UNIT>,
): readonly object[] {
  const reading = change === 'removed' ? undefined : deps.library.resolve(number, locale);
  if (reading?.served !== locale) return [];
  if (unit === 'passage') return presentPassages(deps, reading, false).map((passage) => ({ passage }));
  return [{ article: presentReading(deps, reading, locale, BODIES) }];
}

/** Lines joined into chunks, yielding to other requests in between. */
async function* pieces(lines: Iterable<string>): AsyncGenerator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (piece !== '') yield piece;
}

const listPassages = operation('get', '/articles/:number/passages', {
  policy: OPEN_DATA,
  summary: 'Read an article as passages',
  description:
    'The article, split at sections and steps into passages of at most 1,800 characters (900 in languages where a character is a word). `grounding` says whether a chatbot may answer from a passage: `yes`; `with-source`, together with the text of `source` (unreviewed machine translation, outdated); or `no` (archived, a step missing, an error found, no source although one is needed). `/c/<hash>` shows a passage as it was served.',
  query: LOCALE_QUERY,
  response: PASSAGE_LIST,
  statuses: { 200: 'Every passage, in order.' },
  headers: ['Content-Language'],
  answer: ({ deps, number, query, locale }) => {
    const reading = resolveReading(deps.library, number, locale(query.locale));
    const items = presentPassages(deps, reading, true);
    const { requested, served, isFallback } = reading;
    const body = { number, requested, served, isFallback, items, total: items.length, next: null };
    return { body, language: served };
  },
});

const reportCitations = operation('post', '/citations', {
  policy: KEYED,
  scope: 'usage:write',
  summary: 'Report how passages were used',
  description:
    'Counts, by passage and locale, passages that were shown or cited, and cases that were resolved or reopened. If one passage is unknown, none is counted. `readUsage` and the report return the counts.',
  body: CITATION_REQUEST,
  response: REPORTED_CITATIONS,
  statuses: { 200: 'Counted.' },
  answer: async ({ deps, body }) => {
    const { passages, use, ticket } = await body();
    const errors: ProblemPart[] = [];
    const known = new Map<string, PassageKey>();
    passages.forEach((hash, index) => {
      const cited = deps.library.passage(hash);
      const detail = `no passage was served as ${hash}, or too long ago`;
      if (cited === undefined) errors.push({ pointer: `/passages/${index}`, detail });
      else
        known.set(hash, {
          hash,
          number: cited.number,
          locale: cited.locale,
          fragment: cited.passage.fragment,
        });
    });
    if (errors.length > 0) throw new Problem('bad-request', { errors });
    const counted = await deps.ledger.citations.count([...known.values()], use, ticket ?? undefined);
    return { body: { use, counted } };
  },
});

/** What chatbots and other copies of the articles need. */
export const COPY_OPERATIONS = operations('Copies and citations', {
  listChanges,
  exportArticles,
  listPassages,
  reportCitations,
});

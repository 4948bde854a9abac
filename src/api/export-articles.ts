import { onSite } from '../article/site-path.js';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { RequestHandler } from 'express';
import Negotiator from 'negotiator';
import { z } from 'zod';
import type { Change, ChangeLogState } from '../article/changes.js';
import { parseQuery } from '../http/request/parse-query.js';
import { feedLocale, readLog, readToken, writeToken } from '../http/response/change-token.js';
import { absolute } from '../http/response/addresses.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { presentPassages } from '../presenters/present-passage.js';
import { presentReading, type BodyKind } from '../presenters/present-reading.js';
import { walkKind } from '../presenters/article-walk.js';
import { Problem } from '../problem.js';
import { CHANGES_QUERY, SINCE } from './list-changes.js';

/** What `GET /export.ndjson` takes. */
export const EXPORT_QUERY = z.object({
  locale: CHANGES_QUERY.shape.locale,
  unit: z
    .enum(['article', 'passage'], { error: 'takes article or passage' })
    .default('article')
    .meta({ description: 'What a line holds.' }),
  since: SINCE.optional(),
});

const BODIES: ReadonlySet<BodyKind> = new Set(['html', 'text']);
/** Most concurrent exports; each holds a snapshot open. */
const MOST_EXPORTS = 4;
/** Articles read per batch. */
const PAGE = 200;
/** Chunk size in characters. */
const PIECE = 128 * 1024;

type Unit = z.infer<typeof EXPORT_QUERY>['unit'];

/** `GET /export.ndjson`: everything of one revision, one line each; the last line has the token to continue from. */
export function exportArticles(deps: DeliveryDeps): RequestHandler {
  let running = 0;
  return async (req, res) => {
    const { locale: asked, unit, since } = parseQuery(req, EXPORT_QUERY);
    const locale = feedLocale(asked, deps.library);
    const from = readToken(since, readLog(deps.library));
    if (running >= MOST_EXPORTS) throw new Problem('too-busy', { headers: { 'Retry-After': '10' } });
    running += 1;
    const library = deps.library.openSnapshot();
    try {
      const log = readLog(library);
      res.type('application/x-ndjson; charset=utf-8').vary('Accept-Encoding');
      res.append(
        'Link',
        `<${absolute(deps.site(), onSite(`${req.baseUrl}/changes?since=${writeToken(log, log.newest)}`))}>; rel="next"`,
      );
      const lines = Readable.from(pieces(exportLines({ ...deps, library }, log, from, locale, unit)));
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
  };
}

function* exportLines(
  deps: DeliveryDeps,
  log: ChangeLogState,
  from: number,
  locale: string | undefined,
  unit: Unit,
): Generator<string> {
  let [since, items] = [from, 0];
  for (;;) {
    const changes = deps.library.changes(since, PAGE, locale);
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

function linesOf(deps: DeliveryDeps, { number, locale, change }: Change, unit: Unit): readonly object[] {
  const reading = change === 'removed' ? undefined : deps.library.resolve(number, locale);
  if (reading?.served !== locale) return [];
  if (unit === 'passage') return presentPassages(deps, reading, false).map((passage) => ({ passage }));
  const { strings, site } = deps;
  const walk = walkKind(deps, reading);
  return [{ article: presentReading(reading, { include: BODIES, strings, site: site(), locale, walk }) }];
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

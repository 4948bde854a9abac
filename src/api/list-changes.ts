import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { parseQuery } from '../http/request/parse-query.js';
import { feedLocale, readLog, readToken } from '../http/response/change-token.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { presentChanges } from '../presenters/present-passage.js';

/** Position in the change feed. */
export const SINCE = z.string().max(64).meta({
  description: 'The `next` of the answer before; left out, the feed starts at the beginning.',
  example: '5f0c3a9b21d4.812',
});

/** A locale as its folder is named. */
const FEED_LOCALE = z
  .string()
  .max(64)
  .meta({ description: 'Only this locale, as the site has it.', example: 'de' });

/** What `GET /changes` takes. */
export const CHANGES_QUERY = z.object({
  since: SINCE.optional(),
  limit: z.coerce
    .number({ error: 'takes a whole number from 1 to 1000' })
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .meta({ description: 'Changes a page.' }),
  locale: FEED_LOCALE.optional(),
});

/** Seconds a client may wait for the next change, and how many clients may. */
const LONGEST_WAIT = 60;
const MOST_WAITING = 500;
/** Polling interval in milliseconds. */
const POLL_INTERVAL = 200;

/** `GET /changes`: what was created, updated and removed, in order; with `Prefer: wait=30` once there is something. */
export function listChanges(deps: DeliveryDeps): RequestHandler {
  const { library } = deps;
  let waiting = 0;
  return async (req, res) => {
    const { since, limit, locale: asked } = parseQuery(req, CHANGES_QUERY);
    const locale = feedLocale(asked, library);
    const from = readToken(since, readLog(library));
    const read = () => presentChanges(deps, from, { limit, locale });
    const seconds = preferredWait(req);
    if (seconds > 0) res.set('Preference-Applied', `wait=${seconds}`);
    let body = read();
    if (body.items.length === 0 && seconds > 0 && waiting < MOST_WAITING) {
      waiting += 1;
      const ends = performance.now() + seconds * 1000;
      let { newest } = readLog(library);
      while (body.items.length === 0 && performance.now() < ends && !res.closed) {
        await nextPoll();
        if (library.changeLog === undefined || library.changeLog.newest === newest) continue;
        newest = library.changeLog.newest;
        body = read();
      }
      waiting -= 1;
    }
    res.json(body);
  };
}

function nextPoll(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL));
}

/** Seconds by RFC 7240; 0 without the preference. */
function preferredWait(req: Request): number {
  const wait = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})/i.exec(req.get('prefer') ?? '')?.[1];
  return Math.min(Number(wait ?? 0), LONGEST_WAIT);
}

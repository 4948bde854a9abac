import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { ChangeLogState } from '../article/changes.js';
import { checkKnown } from '../http/request/known-value.js';
import { parseQuery } from '../http/request/parse-query.js';
import type { DeliveryDeps } from '../http/response/site.js';
import type { Library } from '../library/library.js';
import { canonicalTag } from '../locale/tag.js';
import { presentChange } from '../presenters/present-passage.js';
import { Problem } from '../problem.js';

/** Where to go on in the change feed. */
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
/** Milliseconds between looks for one. */
const LOOK_INTERVAL = 200;

/** `GET /changes`: what was created, updated and removed, in order; with `Prefer: wait=30` once there is something. */
export function listChanges({ library, site }: DeliveryDeps): RequestHandler {
  let waiting = 0;
  return async (req, res) => {
    const { since, limit, locale: asked } = parseQuery(req, CHANGES_QUERY);
    const locale = feedLocale(asked, library);
    let log = readLog(library);
    const from = readToken(since, log);
    const seconds = preferredWait(req);
    if (seconds > 0) res.set('Preference-Applied', `wait=${seconds}`);
    let items = library.changes(from, limit, locale);
    if (items.length === 0 && seconds > 0 && waiting < MOST_WAITING) {
      waiting += 1;
      const ends = performance.now() + seconds * 1000;
      while (items.length === 0 && performance.now() < ends && !res.closed) {
        await nextLook();
        if (library.changeLog?.newest === log.newest) continue;
        log = readLog(library);
        items = library.changes(from, limit, locale);
      }
      waiting -= 1;
    }
    const last = items.at(-1)?.sequence ?? 0;
    // A page that is full ends at its last change; otherwise all there was is known.
    const next = items.length === limit ? last : Math.max(last, log.newest);
    const body = {
      items: items.map((change) => presentChange(change, site())),
      next: writeToken(log, next),
      epoch: log.epoch,
    };
    res.json(body);
  };
}

function nextLook(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL));
}

/** Seconds by RFC 7240; 0 without the preference. */
function preferredWait(req: Request): number {
  const wait = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})/i.exec(req.get('prefer') ?? '')?.[1];
  return Math.min(Number(wait ?? 0), LONGEST_WAIT);
}

/** @throws Problem `unknown-value` (400) for a locale the content does not have. */
export function feedLocale(asked: string | undefined, { locales }: Library): string | undefined {
  if (asked === undefined) return undefined;
  const tag = canonicalTag(asked) ?? asked;
  checkKnown('locale', tag, locales);
  return tag;
}

/** @throws Problem `library-building` (503) until there is one. */
export function readLog({ changeLog }: Library): ChangeLogState {
  if (changeLog === undefined) throw new Problem('library-building', { headers: { 'Retry-After': '5' } });
  return changeLog;
}

/** Name a place in the feed. */
export function writeToken({ epoch }: ChangeLogState, sequence: number): string {
  return `${epoch}.${sequence}`;
}

/**
 * Read where a client left off.
 *
 * @returns A sequence; 0 for the beginning.
 * @throws Problem `invalid-parameter` (400) for what is no token; `epoch-ended` (410) for one of another log, or from before what is
 *   still known of removals.
 */
export function readToken(token: string | undefined, { epoch, newest, pruned }: ChangeLogState): number {
  if (token === undefined) return 0;
  const [, of, digits] = /^([0-9a-f]{12})\.(\d{1,15})$/.exec(token) ?? [];
  if (of === undefined) {
    const errors = [{ pointer: '/query/since', detail: 'not a token of this feed' }];
    throw new Problem('invalid-parameter', { values: { name: 'since' }, errors });
  }
  const sequence = Number(digits);
  const isKnown = of === epoch && sequence <= newest && (sequence === 0 || sequence >= pruned);
  if (!isKnown) throw new Problem('epoch-ended', { extensions: { epoch } });
  return sequence;
}

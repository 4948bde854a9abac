import { randomBytes, randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { withoutNull, type WithoutNull } from '../absent.js';
import type { Scope } from './access-keys.js';
import type { LedgerDatabase } from './ledger-database.js';
import type { Tables } from './tables.js';

/** Event names. */
export const EVENT_NAMES = [
  'article.changed',
  'translation.outdated',
  'feedback.created',
  'walk.ended',
  'report.created',
  'ticket.affected',
  'cache.purge',
] as const;
/** @see EVENT_NAMES */
export type EventName = (typeof EVENT_NAMES)[number];

/** Scopes a key needs besides `webhooks:write`, since subscribers must be allowed to read what they are sent. */
export const EVENT_SCOPES: Readonly<Partial<Record<EventName, Scope>>> = {
  'feedback.created': 'usage:read',
  'walk.ended': 'usage:read',
  'report.created': 'usage:read',
  'ticket.affected': 'links:read',
};

/** An event for subscribers. */
export interface OutboxEvent {
  /** `changes.restarted` goes to those who follow `article.changed`; `webhook.test` is never queued. */
  readonly type: EventName | 'changes.restarted';
  /** Subject: events of one subject are delivered in order. The article number, if any. */
  readonly subject: string;
  /** The event's payload. */
  readonly data: object;
}

/** A subscription, without its secret; messages are sent until it is disabled. */
export interface Webhook extends Omit<WithoutNull<Selectable<Tables['webhook']>>, 'secret' | 'events'> {
  readonly events: readonly EventName[];
  /** Pending messages. */
  readonly pending: number;
}

/** Most subscriptions, since each event is stored once per subscription. */
export const MOST_WEBHOOKS = 50;

/** Webhook subscriptions. */
export class Webhooks {
  constructor(private readonly database: LedgerDatabase) {}

  /** @returns The secret too, which is not shown again; undefined when the limit is reached. */
  async add(
    url: string,
    events: readonly EventName[],
  ): Promise<{ webhook: Webhook; secret: string } | undefined> {
    const id = `wh_${randomBytes(6).toString('hex')}`;
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    return this.database.run(async (db, createdAt) => {
      const { count } = await db
        .selectFrom('webhook')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      if (count >= MOST_WEBHOOKS) return undefined;
      const never = { disabledAt: null, disabledReason: null };
      const row = { id, url, events: events.join(' '), createdAt, ...never };
      const query = db.insertInto('webhook').values({ ...row, secret });
      await query.execute();
      return { webhook: readWebhook({ ...row, pending: 0 }), secret };
    });
  }

  /** Oldest first. */
  async list(): Promise<readonly Webhook[]> {
    const rows = await this.database.run((db) =>
      db
        .selectFrom('webhook')
        .select(['id', 'url', 'events', 'createdAt', 'disabledAt', 'disabledReason'])
        .select((eb) =>
          eb
            .selectFrom('webhookDelivery')
            .whereRef('webhookId', '=', 'webhook.id')
            .select((of) => of.fn.countAll<number>().as('count'))
            .as('pending'),
        )
        .orderBy('createdAt')
        .orderBy('id')
        .execute(),
    );
    return rows.map(readWebhook);
  }

  /** URL and signing secret of a subscription. */
  target(id: string): Promise<{ url: string; secret: string } | undefined> {
    return this.database.run((db) =>
      db.selectFrom('webhook').select(['url', 'secret']).where('id', '=', id).executeTakeFirst(),
    );
  }

  /** Also drops pending messages. @returns Whether it existed. */
  remove(id: string): Promise<boolean> {
    return this.database.transact(async (db) => {
      await db.deleteFrom('webhookDelivery').where('webhookId', '=', id).execute();
      const { numDeletedRows } = await db.deleteFrom('webhook').where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    });
  }
}

/**
 * Queue events for their subscribers; call in the transaction that caused them.
 *
 * @param events - Called only when there are subscriptions.
 * @param at - ISO 8601 in UTC.
 */
export async function putEvents(
  db: Kysely<Tables>,
  events: () => readonly OutboxEvent[],
  at: string,
): Promise<void> {
  const active = db.selectFrom('webhook').select(['id', 'events']).where('disabledAt', 'is', null);
  const webhooks = await active.execute();
  if (webhooks.length === 0) return;
  const rows = events().flatMap(({ type, subject, data }) => {
    const followed = type === 'changes.restarted' ? 'article.changed' : type;
    const body = JSON.stringify({ type, timestamp: at, data });
    const message = { messageId: `msg_${randomUUID()}`, subject, body, nextAt: at, createdAt: at };
    return webhooks
      .filter((webhook) => webhook.events.split(' ').includes(followed))
      .map(({ id }) => ({ webhookId: id, ...message }));
  });
  if (rows.length > 0) await db.insertInto('webhookDelivery').values(rows).execute();
}

function readWebhook({
  events,
  pending,
  ...row
}: Omit<Selectable<Tables['webhook']>, 'secret'> & { readonly pending: number | null }): Webhook {
  const known = events.split(' ').flatMap((text) => EVENT_NAMES.find((name) => name === text) ?? []);
  return { ...withoutNull(row), events: known, pending: pending ?? 0 };
}

import { randomBytes, randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Scope } from './access-keys.js';
import type { LedgerDatabase } from './ledger-database.js';
import { fromRow, type FromRow, type Tables, type WebhookTable } from './tables.js';

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

/** Whether a text names an event. */
function isEventName(text: string): text is EventName {
  return EVENT_NAMES.some((name) => name === text);
}

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
export interface Webhook extends Omit<FromRow<Selectable<WebhookTable>>, 'secret' | 'events'> {
  readonly events: readonly EventName[];
  /** Pending messages. */
  readonly pending: number;
}

/** Most subscriptions, since each event is stored once per subscription. */
export const MOST_WEBHOOKS = 50;

/** Webhook subscriptions. */
export interface Webhooks {
  /** @returns The secret too, which is not shown again; undefined when the limit is reached. */
  add(url: string, events: readonly EventName[]): Promise<{ webhook: Webhook; secret: string } | undefined>;
  /** Oldest first. */
  list(): Promise<readonly Webhook[]>;
  /** URL and signing secret of a subscription. */
  target(id: string): Promise<{ url: string; secret: string } | undefined>;
  /** Also drops pending messages. @returns Whether it existed. */
  remove(id: string): Promise<boolean>;
}

/** @param now - Milliseconds since 1970. */
export function createWebhooks(database: LedgerDatabase, now: () => number): Webhooks {
  return {
    add: async (url, events) => {
      const id = `wh_${randomBytes(6).toString('hex')}`;
      const secret = `whsec_${randomBytes(32).toString('base64')}`;
      const created = { id, url, events: events.join(' '), createdAt: new Date(now()).toISOString() };
      const row = { ...created, disabledAt: null, disabledReason: null };
      const isRoom = await database.run(async (db) => {
        const { count } = await db
          .selectFrom('webhook')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        if (count < MOST_WEBHOOKS)
          await db
            .insertInto('webhook')
            .values({ ...row, secret })
            .execute();
        return count < MOST_WEBHOOKS;
      });
      return isRoom ? { webhook: readWebhook({ ...row, pending: 0 }), secret } : undefined;
    },
    list: async () => {
      const rows = await database.run((db) =>
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
    },
    target: (id) =>
      database.run((db) =>
        db.selectFrom('webhook').select(['url', 'secret']).where('id', '=', id).executeTakeFirst(),
      ),
    remove: (id) =>
      database.run((db) =>
        db.transaction().execute(async (trx) => {
          await trx.deleteFrom('webhookDelivery').where('webhookId', '=', id).execute();
          const { numDeletedRows } = await trx.deleteFrom('webhook').where('id', '=', id).executeTakeFirst();
          return numDeletedRows > 0n;
        }),
      ),
  };
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
}: Omit<Selectable<WebhookTable>, 'secret'> & { readonly pending: number | null }): Webhook {
  return { ...fromRow(row), events: events.split(' ').filter(isEventName), pending: pending ?? 0 };
}

import type { Kysely } from 'kysely';
import type { LedgerDatabase } from './ledger-database.js';
import type { Tables } from './tables.js';
import { putEvents, type OutboxEvent } from './webhooks.js';

/** Position in the change log up to which events were recorded. */
export interface LogPosition {
  /** Empty before the first time. */
  readonly epoch: string;
  readonly sequence: number;
  /** Epoch of that library. */
  readonly revision: string;
}

/** A queued message. */
export interface Delivery {
  readonly id: number;
  readonly messageId: string;
  readonly subject: string;
  readonly body: string;
  readonly attempts: number;
  /** First failure, ISO 8601; null when it has not failed. */
  readonly failedAt: string | null;
  /** Earliest next attempt, ISO 8601. */
  readonly nextAt: string;
}

/** A subscription with its oldest messages. */
export interface Queue {
  readonly webhookId: string;
  readonly url: string;
  readonly secret: string;
  /** Oldest first. */
  readonly deliveries: readonly Delivery[];
}

/** Pending messages of one subscription. */
interface WaitingMessages {
  readonly webhookId: string;
  readonly count: number;
  readonly oldest: string;
}

/** The outbox of webhook messages, used by the sender. */
export interface Outbox {
  position(): Promise<LogPosition>;
  /**
   * Record events from the change log, unless another process already has.
   *
   * @param events - Called only when there are subscriptions.
   * @returns Whether this call recorded them.
   */
  record(from: LogPosition, to: LogPosition, events: () => readonly OutboxEvent[]): Promise<boolean>;
  /** Whether there are subscriptions. */
  isFollowed(): Promise<boolean>;
  /** Pending messages per subscription: count and oldest (ISO 8601). */
  waiting(): Promise<readonly WaitingMessages[]>;
  /**
   * Acquire or renew leadership among all processes. Call at least every `LEASE` / 3.
   *
   * @returns Whether this process is the leader.
   */
  lead(): Promise<boolean>;
  /** Release leadership. */
  resign(): Promise<void>;
  /** @returns Undefined when the subscription is gone or disabled; its pending messages are then dropped. */
  queue(webhookId: string, limit: number): Promise<Queue | undefined>;
  delivered(ids: readonly number[]): Promise<void>;
  failed(id: number, nextAt: string): Promise<void>;
  /** Disable a subscription and drop its pending messages. */
  disable(webhookId: string, reason: string): Promise<void>;
}

/** Milliseconds without a heartbeat after which leadership is taken over. */
export const LEASE = 9000;

/**
 * @param holder - Names this process among all.
 * @param now - Milliseconds since 1970.
 * @see docs/decisions/0061-workers.md
 */
export function createOutbox(database: LedgerDatabase, holder: string, now: () => number): Outbox {
  const at = (): string => new Date(now()).toISOString();
  /** Last heartbeat seen of another leader, and when it was first seen. */
  let seen = { holder: '', beat: -1, since: 0 };
  let renewed = 0;
  return {
    position: () => database.run(readPosition),
    record: (from, to, events) =>
      database.run((db) =>
        db.transaction().execute(async (trx) => {
          const { numUpdatedRows } = await trx
            .updateTable('webhookSender')
            .set({ ...to })
            .where((eb) => eb.and({ ...from }))
            .executeTakeFirst();
          if (numUpdatedRows === 0n) return false;
          await putEvents(trx, events, at());
          return true;
        }),
      ),
    isFollowed: () =>
      database.run(async (db) => {
        const active = db.selectFrom('webhook').select('id').where('disabledAt', 'is', null).limit(1);
        return (await active.executeTakeFirst()) !== undefined;
      }),
    waiting: () =>
      database.run((db) =>
        db
          .selectFrom('webhookDelivery')
          .select((eb) => [
            'webhookId',
            eb.fn.countAll<number>().as('count'),
            eb.fn.min('createdAt').as('oldest'),
          ])
          .groupBy('webhookId')
          .execute(),
      ),
    lead: () =>
      database.run(async (db) => {
        const row = await db.selectFrom('webhookSender').select(['holder', 'beat']).executeTakeFirstOrThrow();
        const isOwn = row.holder === holder;
        if (isOwn && now() - renewed < LEASE / 3) return true;
        if (!isOwn && row.holder !== '') {
          // Clocks of machines are not compared: a leader is gone when its heartbeat stops changing.
          if (seen.holder !== row.holder || seen.beat !== row.beat) seen = { ...row, since: now() };
          if (now() - seen.since < LEASE) return false;
        }
        const { numUpdatedRows } = await db
          .updateTable('webhookSender')
          .set({ holder, beat: row.beat + 1 })
          .where((eb) => eb.and({ holder: row.holder, beat: row.beat }))
          .executeTakeFirst();
        if (numUpdatedRows > 0n) renewed = now();
        return numUpdatedRows > 0n;
      }),
    resign: async () => {
      await database.run((db) =>
        db.updateTable('webhookSender').set({ holder: '' }).where('holder', '=', holder).execute(),
      );
    },
    queue: (webhookId, limit) => database.run((db) => readQueue(db, webhookId, limit)),
    delivered: async (ids) => {
      if (ids.length === 0) return;
      await database.run((db) =>
        db
          .deleteFrom('webhookDelivery')
          .where('id', 'in', [...ids])
          .execute(),
      );
    },
    failed: async (id, nextAt) => {
      await database.run((db) =>
        db
          .updateTable('webhookDelivery')
          .set((eb) => ({
            attempts: eb('attempts', '+', 1),
            failedAt: eb.fn.coalesce('failedAt', eb.val(at())),
            nextAt: nextAt,
          }))
          .where('id', '=', id)
          .execute(),
      );
    },
    disable: (webhookId, reason) =>
      database.run((db) =>
        db.transaction().execute(async (trx) => {
          await trx
            .updateTable('webhook')
            .set({ disabledAt: at(), disabledReason: reason })
            .where('id', '=', webhookId)
            .execute();
          await trx.deleteFrom('webhookDelivery').where('webhookId', '=', webhookId).execute();
        }),
      ),
  };
}

async function readPosition(db: Kysely<Tables>): Promise<LogPosition> {
  return await db
    .selectFrom('webhookSender')
    .select(['epoch', 'sequence', 'revision'])
    .executeTakeFirstOrThrow();
}

async function readQueue(db: Kysely<Tables>, webhookId: string, limit: number): Promise<Queue | undefined> {
  const webhook = await db
    .selectFrom('webhook')
    .select(['url', 'secret'])
    .where('id', '=', webhookId)
    .where('disabledAt', 'is', null)
    .executeTakeFirst();
  if (webhook === undefined) {
    await db.deleteFrom('webhookDelivery').where('webhookId', '=', webhookId).execute();
    return undefined;
  }
  const deliveries = await db
    .selectFrom('webhookDelivery')
    .select(['id', 'messageId', 'subject', 'body', 'attempts'])
    .select(['failedAt', 'nextAt'])
    .where('webhookId', '=', webhookId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return { webhookId, ...webhook, deliveries };
}

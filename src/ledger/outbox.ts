import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
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
export type Delivery = Omit<Selectable<Tables['webhookDelivery']>, 'webhookId' | 'createdAt'>;

/** A subscription with its oldest messages. */
export interface Queue {
  readonly webhookId: string;
  readonly url: string;
  readonly secret: string;
  /** Oldest first. */
  readonly deliveries: readonly Delivery[];
}

/** Milliseconds without a heartbeat after which leadership is taken over. */
export const LEASE = 9000;

/**
 * The outbox of webhook messages, used by the sender.
 *
 * @see docs/decisions/0061-workers.md
 */
export class Outbox {
  /** Names this process among all. */
  private readonly holder = randomUUID();
  /** Last heartbeat seen of another leader, and when it was first seen. */
  private seen = { holder: '', beat: -1, since: 0 };
  private renewed = 0;

  constructor(private readonly database: LedgerDatabase) {}

  position(): Promise<LogPosition> {
    return this.database.run((db) =>
      db.selectFrom('webhookSender').select(['epoch', 'sequence', 'revision']).executeTakeFirstOrThrow(),
    );
  }

  /**
   * Record events from the change log, unless another process already has.
   *
   * @param events - Called only when there are subscriptions.
   * @returns Whether this call recorded them.
   */
  record(from: LogPosition, to: LogPosition, events: () => readonly OutboxEvent[]): Promise<boolean> {
    return this.database.transact(async (db, at) => {
      const move = db.updateTable('webhookSender').set({ ...to });
      const { numUpdatedRows } = await move.where((eb) => eb.and({ ...from })).executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await putEvents(db, events, at);
      return true;
    });
  }

  /** Whether there are subscriptions. */
  isFollowed(): Promise<boolean> {
    return this.database.run(async (db) => {
      const active = db.selectFrom('webhook').select('id').where('disabledAt', 'is', null).limit(1);
      return (await active.executeTakeFirst()) !== undefined;
    });
  }

  /** Pending messages per subscription: count and oldest (ISO 8601). */
  waiting(): Promise<
    readonly { readonly webhookId: string; readonly count: number; readonly oldest: string }[]
  > {
    return this.database.run((db) =>
      db
        .selectFrom('webhookDelivery')
        .select('webhookId')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('createdAt').as('oldest')])
        .groupBy('webhookId')
        .execute(),
    );
  }

  /**
   * Acquire or renew leadership among all processes. Call at least every `LEASE` / 3.
   *
   * @returns Whether this process is the leader.
   */
  lead(): Promise<boolean> {
    const { holder } = this;
    const { now } = this.database;
    return this.database.run(async (db) => {
      const row = await db.selectFrom('webhookSender').select(['holder', 'beat']).executeTakeFirstOrThrow();
      const isOwn = row.holder === holder;
      if (isOwn && now() - this.renewed < LEASE / 3) return true;
      if (!isOwn && row.holder !== '') {
        // Clocks of machines are not compared: a leader is gone when its heartbeat stops changing.
        if (this.seen.holder !== row.holder || this.seen.beat !== row.beat)
          this.seen = { ...row, since: now() };
        if (now() - this.seen.since < LEASE) return false;
      }
      const beat = db.updateTable('webhookSender').set({ holder, beat: row.beat + 1 });
      const { numUpdatedRows } = await beat.where((eb) => eb.and({ ...row })).executeTakeFirst();
      if (numUpdatedRows > 0n) this.renewed = now();
      return numUpdatedRows > 0n;
    });
  }

  /** Release leadership. */
  async resign(): Promise<void> {
    await this.database.run((db) =>
      db.updateTable('webhookSender').set({ holder: '' }).where('holder', '=', this.holder).execute(),
    );
  }

  /** @returns Undefined when the subscription is gone or disabled; its pending messages are then dropped. */
  queue(webhookId: string, limit: number): Promise<Queue | undefined> {
    return this.database.run(async (db) => {
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
        .select(['id', 'messageId', 'subject', 'body', 'attempts', 'failedAt', 'nextAt'])
        .where('webhookId', '=', webhookId)
        .orderBy('id')
        .limit(limit)
        .execute();
      return { webhookId, ...webhook, deliveries };
    });
  }

  async delivered(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await this.database.run((db) => db.deleteFrom('webhookDelivery').where('id', 'in', ids).execute());
  }

  async failed(id: number, nextAt: string): Promise<void> {
    await this.database.run((db, at) =>
      db
        .updateTable('webhookDelivery')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          failedAt: eb.fn.coalesce('failedAt', eb.val(at)),
          nextAt,
        }))
        .where('id', '=', id)
        .execute(),
    );
  }

  /** Disable a subscription and drop its pending messages. */
  disable(webhookId: string, disabledReason: string): Promise<void> {
    return this.database.transact(async (db, disabledAt) => {
      const query = db.updateTable('webhook').set({ disabledAt, disabledReason });
      await query.where('id', '=', webhookId).execute();
      await db.deleteFrom('webhookDelivery').where('webhookId', '=', webhookId).execute();
    });
  }
}

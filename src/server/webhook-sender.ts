import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Change } from '../article/changes.js';
import { revisionKey } from '../http/routes.js';
import type { Site } from '../http/response/site.js';
import type { Messenger, Receipt } from '../http/webhook/messenger.js';
import type { Delivery, LogPosition, Outbox, Queue } from '../ledger/outbox.js';
import type { TicketLinks } from '../ledger/ticket-links.js';
import type { OutboxEvent } from '../ledger/webhooks.js';
import type { Library } from '../library/library.js';
import { presentAffected } from '../presenters/ticket-links.js';
import { presentChange } from '../presenters/present-passage.js';
import { presentProvenance } from '../presenters/provenance.js';
import { Problem } from '../problem.js';

/** Dependencies of the sender. */
export interface SenderDeps {
  readonly outbox: Outbox;
  readonly links: Pick<TicketLinks, 'sent'>;
  readonly library: Library;
  readonly site: () => Site;
  readonly messenger: Pick<Messenger, 'send' | 'close'>;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** Called after each attempt. */
  readonly onAttempt?: (result: 'delivered' | 'failed' | 'disabled') => void;
  /** Called with the queue's length and the age of its oldest message in seconds. */
  readonly onQueue?: (count: number, age: number) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Milliseconds between polls of the outbox, and while the ledger is away. */
const [POLL_EVERY, AWAY_EVERY] = [1000, 10_000];
/** Milliseconds before a retry: initial, doubled each time, and maximum. */
const [FIRST_RETRY, LONGEST_RETRY] = [2000, 900_000];
/** Milliseconds after a message's first failure when its subscription is disabled. */
const GIVE_UP_AFTER = 86_400_000;
/** Requests to one receiver at a time, and messages read at a time to find those that are due. */
const [AT_ONCE, WINDOW] = [8, 50];
/** Rows of the change log turned into events per transaction. */
const LOG_PAGE = 25;
/** Tickets of one article notified of a change. */
const MOST_TICKETS = 1000;

/**
 * Sends events to subscribers, at least once and in order per article, without delaying requests.
 *
 * Every process has one; only the leader's is active, and only while there are subscriptions.
 */
export class WebhookSender {
  private readonly now: () => number;
  private readonly draining = new Map<string, Promise<void>>();
  private readonly stop = new AbortController();
  private enqueued = '';
  private isLeading = false;
  private running: Promise<void> | undefined;

  constructor(private readonly deps: SenderDeps) {
    this.now = deps.now ?? Date.now;
  }

  /** Poll until closed. */
  start(): void {
    this.running = this.run();
  }

  /** Enqueue events for what changed, and begin to send what is due. */
  async poll(): Promise<void> {
    const { outbox, onQueue } = this.deps;
    const isFollowed = await outbox.isFollowed();
    const isLeading = isFollowed && (await outbox.lead());
    // Another node's library may have a log of its own: start again from what the previous leader enqueued.
    if (isLeading !== this.isLeading) this.enqueued = '';
    this.isLeading = isLeading;
    if (isLeading || !isFollowed) await this.enqueue();
    const waiting = isLeading ? await outbox.waiting() : [];
    const since = Math.min(this.now(), ...waiting.map(({ oldest }) => Date.parse(oldest)));
    onQueue?.(
      waiting.reduce((sum, { count }) => sum + count, 0),
      (this.now() - since) / 1000,
    );
    for (const { webhookId: id } of waiting) {
      if (this.draining.has(id)) continue;
      const draining = this.drain(id)
        .catch((error: unknown) => this.log(error))
        .finally(() => this.draining.delete(id));
      this.draining.set(id, draining);
    }
  }

  /** Wait for messages in flight. */
  async settled(): Promise<void> {
    await Promise.all(this.draining.values());
  }

  /** Stop sending; another process takes over at once. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
    await this.settled();
    await this.deps.outbox.resign().catch(() => undefined);
    this.deps.messenger.close();
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    let pause = POLL_EVERY;
    for (;;) {
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      pause = await this.poll().then(
        () => POLL_EVERY,
        (error: unknown) => {
          this.log(error);
          return AWAY_EVERY;
        },
      );
    }
  }

  /** An unreachable ledger is logged where it is opened. */
  private log(error: unknown): void {
    if (!(error instanceof Problem)) this.deps.logger.error({ err: error }, 'webhook delivery failed');
  }

  /** Turn new rows of the change log into events, without gaps. */
  private async enqueue(): Promise<void> {
    const { library, outbox } = this.deps;
    for (;;) {
      const { changeLog: log, revision } = library;
      if (log === undefined || revision === undefined || `${log.epoch} ${revision}` === this.enqueued) return;
      const from = await outbox.position();
      const isSame = from.epoch === log.epoch;
      if (isSame && from.sequence === log.newest && from.revision === revision) {
        this.enqueued = `${log.epoch} ${revision}`;
        return;
      }
      const isInLog = from.sequence <= log.newest && (from.sequence === 0 || from.sequence >= log.pruned);
      const isContinued = from.epoch === '' || (isSame && isInLog);
      const changes = isContinued ? library.changes(from.sequence, LOG_PAGE) : [];
      const isWhole = changes.length < LOG_PAGE;
      const last = changes.at(-1)?.sequence ?? 0;
      const sequence = isWhole ? Math.max(last, log.newest) : last;
      const to = { epoch: log.epoch, sequence, revision: isWhole ? revision : from.revision };
      const affected = (await outbox.isFollowed()) ? await this.affectedTickets(changes) : [];
      await outbox.record(from, to, () => [
        ...(isContinued ? [] : [restarted(log.epoch)]),
        ...changes.flatMap((change) => this.eventsOf(change, log.epoch)),
        ...affected,
        ...purge(changes, from, revision),
      ]);
      // Let requests run in between.
      await setImmediate();
    }
  }

  /** Tickets whose linked article changed; the newest of each article. */
  private async affectedTickets(changes: readonly Change[]): Promise<readonly OutboxEvent[]> {
    const { links } = this.deps;
    const events: OutboxEvent[] = [];
    for (const { number, locale, change, changedAt } of changes) {
      if (change === 'created' || change === 'provenance') continue;
      const { items } = await links.sent(number, { limit: MOST_TICKETS, after: undefined });
      for (const link of items.filter(({ served }) => served === locale)) {
        const data = presentAffected(link, this.deps, changedAt);
        if (data !== undefined) events.push({ type: 'ticket.affected', subject: number, data });
      }
    }
    return events;
  }

  private eventsOf(change: Change, epoch: string): OutboxEvent[] {
    const { library, site } = this.deps;
    const { number: subject, locale } = change;
    const data = { ...presentChange(change, site()), epoch };
    const changed: OutboxEvent = { type: 'article.changed', subject, data };
    const article = library.article(subject);
    const own = article?.translations.find((one) => one.locale === locale);
    if (change.change === 'removed' || article === undefined || own === undefined) return [changed];
    const provenance = library.provenance(article, own);
    if (provenance.outdated !== true) return [changed];
    const outdated = { ...data, provenance: presentProvenance(provenance) };
    return [changed, { type: 'translation.outdated', subject, data: outdated }];
  }

  /** Send a subscription's messages until none is due; one per subject at a time. */
  private async drain(webhookId: string): Promise<void> {
    while (!this.stop.signal.aborted) {
      const queue = await this.deps.outbox.queue(webhookId, WINDOW);
      if (queue === undefined) return;
      const due = firstOfEach(queue.deliveries)
        .filter(({ nextAt }) => Date.parse(nextAt) <= this.now())
        .slice(0, AT_ONCE);
      if (due.length === 0 || !(await this.deps.outbox.lead())) return;
      const receipts = await Promise.all(
        due.map(async (delivery) => ({ delivery, receipt: await this.send(queue, delivery) })),
      );
      const delivered = receipts.filter(({ receipt }) => receipt.isDelivered);
      await this.deps.outbox.delivered(delivered.map(({ delivery }) => delivery.id));
      for (const { delivery, receipt } of receipts)
        if (!receipt.isDelivered) await this.onFailure(webhookId, delivery, receipt);
    }
  }

  private async send({ url, secret }: Queue, { messageId, body }: Delivery): Promise<Receipt> {
    const receipt = await this.deps.messenger.send({ url, secret, id: messageId, body }, this.stop.signal);
    this.deps.onAttempt?.(receipt.isDelivered ? 'delivered' : 'failed');
    return receipt;
  }

  /** Schedule a retry, or disable the subscription. */
  private async onFailure(
    webhookId: string,
    { id, attempts, failedAt }: Delivery,
    { status, fault = '' }: Receipt,
  ): Promise<void> {
    const { outbox, logger, onAttempt } = this.deps;
    // A message cut off by our stop did not fail.
    if (this.stop.signal.aborted) return;
    const isGone = status === 410;
    if (isGone || (failedAt !== null && this.now() - Date.parse(failedAt) >= GIVE_UP_AFTER)) {
      await outbox.disable(webhookId, fault);
      onAttempt?.('disabled');
      const why = isGone ? 'the receiver is gone (410)' : 'messages failed for a day';
      logger.warn({ webhook: webhookId, reason: fault }, `webhook disabled: ${why}`);
      return;
    }
    const pause = Math.min(FIRST_RETRY * 2 ** attempts, LONGEST_RETRY) * (0.75 + Math.random() / 2);
    await outbox.failed(id, new Date(this.now() + pause).toISOString());
  }
}

/** The oldest message of each subject. */
function firstOfEach(deliveries: readonly Delivery[]): readonly Delivery[] {
  const subjects = new Set<string>();
  return deliveries.filter(({ subject }) => !subjects.has(subject) && subjects.add(subject));
}

/** Notifies subscribers that the change log started over, so mirrors must copy everything. */
function restarted(epoch: string): OutboxEvent {
  return { type: 'changes.restarted', subject: '', data: { epoch } };
}

/** Surrogate keys that shared caches should purge: changed articles and lists, or the whole previous revision. */
function purge(changes: readonly Change[], from: LogPosition, revision: string): OutboxEvent[] {
  const previous = from.revision === '' ? undefined : revisionKey(from.revision);
  const numbers = [...new Set(changes.map(({ number }) => number))];
  const keys = numbers.length > 0 ? [...numbers, 'list'] : previous === undefined ? [] : [previous];
  if (keys.length === 0 || from.revision === revision) return [];
  const data = { keys, previous: previous ?? null, revision: revisionKey(revision) };
  return [{ type: 'cache.purge', subject: 'cache', data }];
}

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Messenger } from '../../src/http/webhook/messenger.js';
import { createLedger, type Ledger } from '../../src/ledger/ledger.js';
import { LEASE } from '../../src/ledger/outbox.js';
import { EVENT_NAMES, type EventName } from '../../src/ledger/webhooks.js';
import { EVENT_DATA } from '../../src/presenters/webhooks.js';
import { WebhookSender, type SenderDeps } from '../../src/server/webhook-sender.js';
import { buildApp, SITE_CONTENT, type TestApp } from '../support/build-app.js';
import { openReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const HOUR = 3_600_000;
const ARTICLE = 'en/KA-90001.md';

let folder: string;
let place: { readonly file: string };
let now: number;
let ledger: Ledger;
let site: TestApp;
let receiver: WebhookReceiver;
let log: string[];
let queue: { readonly count: number; readonly age: number };
const senders: WebhookSender[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parlance-webhooks-'));
  cpSync(SITE_CONTENT, path.join(folder, 'content'), { recursive: true });
  place = { file: path.join(folder, 'ledger.sqlite') };
  now = Date.now();
  ledger = openLedger();
  site = await buildApp({ contentDir: path.join(folder, 'content'), ledger });
  receiver = await openReceiver();
  log = [];
});

afterEach(async () => {
  for (const sender of senders.splice(0)) await sender.close();
  await receiver[Symbol.asyncDispose]();
  await site.close();
  await ledger.close();
  rmSync(folder, { recursive: true });
});

function openLedger(): Ledger {
  return createLedger({ place, now: () => now });
}

function openSender(given: Partial<SenderDeps> = {}): WebhookSender {
  const logger = {
    warn: (_facts: object, text: string) => void log.push(text),
    error: (_facts: object, text: string) => void log.push(text),
  };
  const sender = new WebhookSender({
    outbox: ledger.outbox,
    links: ledger.links,
    library: site.library,
    site: site.deps.site,
    messenger: new Messenger(['127.0.0.1']),
    logger: logger as SenderDeps['logger'],
    onQueue: (count, age) => (queue = { count, age }),
    now: () => now,
    ...given,
  });
  senders.push(sender);
  return sender;
}

async function send(sender: WebhookSender): Promise<void> {
  await sender.poll();
  await sender.settled();
}

async function subscribe(...events: EventName[]): Promise<{ readonly id: string; readonly secret: string }> {
  const made = await ledger.webhooks.add(receiver.url, events);
  return { id: made?.webhook.id ?? '', secret: made?.secret ?? '' };
}

async function edit(name: string, change: (text: string) => string): Promise<void> {
  const file = path.join(folder, 'content', name);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  await site.sync();
}

const retitle = (text: string): string => text.replace(/^title: (.*)$/m, 'title: $1 again');
const types = (): string[] => receiver.messages.map(({ body }) => body.type);

describe('the webhook sender', () => {
  it('sends changed articles in signed messages of the documented shape', async () => {
    const sender = openSender();
    await send(sender);
    const { secret } = await subscribe('article.changed', 'cache.purge');
    await send(sender);
    expect(types()).toEqual([]);
    await edit(ARTICLE, retitle);
    await send(sender);
    expect(types().toSorted()).toEqual(['article.changed', 'cache.purge']);
    for (const { text, headers, body } of receiver.messages) {
      expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toEqual(body);
      expect(EVENT_DATA[body.type as EventName].parse(body.data)).toEqual(body.data);
    }
    const [changed, purge] = ['article.changed', 'cache.purge'].map(
      (type) => receiver.messages.find(({ body }) => body.type === type)?.body.data,
    );
    expect(changed).toMatchObject({ number: 'KA-90001', locale: 'en', change: 'updated' });
    expect(purge?.['keys']).toEqual(['KA-90001', 'list']);
  });

  it('sends translations outdated by a new source version', async () => {
    const sender = openSender();
    await send(sender);
    await subscribe('translation.outdated');
    await edit(ARTICLE, (text) => text.replace(/^version-number: .*$/m, 'version-number: 99'));
    await send(sender);
    expect(receiver.messages.length).toBeGreaterThan(0);
    for (const { body } of receiver.messages) {
      expect(EVENT_DATA['translation.outdated'].parse(body.data)).toEqual(body.data);
      expect(body.data).toMatchObject({
        number: 'KA-90001',
        provenance: { state: 'outdated', sourceVersion: 99 },
      });
    }
  });

  it('sends tickets affected by a change, once each', async () => {
    const sender = openSender();
    await send(sender);
    await subscribe('ticket.affected');
    const facts = { requested: 'en', served: 'en', version: 4, url: undefined, note: undefined };
    now = Date.now();
    const put = (ticket: string, relation: 'reference' | 'sent') =>
      ledger.links.put('KA-90001', { system: 'desk', ticket }, { ...facts, relation });
    await put('sent', 'sent');
    await put('seen', 'reference');
    await edit(ARTICLE, (text) => text.replace('2. Set the clock', '2. Turn the clock'));
    await send(sender);
    await edit(ARTICLE, retitle);
    await send(sender);
    expect(receiver.messages.map(({ body }) => body.data)).toMatchObject([
      {
        ticket: 'sent',
        steps: [{ step: 2, before: 'Set the clock to 00:00.', after: 'Turn the clock to 00:00.' }],
      },
    ]);
    for (const { body } of receiver.messages)
      expect(EVENT_DATA['ticket.affected'].parse(body.data)).toEqual(body.data);
  });

  it('sends feedback and walk outcomes', async () => {
    await subscribe('feedback.created', 'walk.ended');
    const feedback = { locale: 'de', helpful: false, reason: 'unclear', comment: 'where?' };
    await request(site.app).post('/api/v1/articles/KA-90001/feedback').send(feedback).expect(201);
    await ledger.outcomes.count(
      {
        number: 'KA-90001',
        locale: 'de',
        walkKind: 'guided',
        walkVersion: 1,
        outcome: 'fixed',
        outcomeKind: 'resolved',
        lastQuestion: 'power',
      },
      { address: '192.0.2.1', userAgent: 'Firefox' },
    );
    await send(openSender());
    expect(types()).toEqual(['feedback.created', 'walk.ended']);
    for (const { body } of receiver.messages)
      expect(EVENT_DATA[body.type as EventName].parse(body.data)).toEqual(body.data);
    expect(receiver.messages[0]?.body.data).toMatchObject({
      helpful: false,
      reason: 'unclear',
      comment: 'where?',
    });
  });

  it('retries under the same id with growing pauses, in order per article', async () => {
    const sender = openSender();
    await send(sender);
    await subscribe('article.changed');
    await edit(ARTICLE, retitle);
    await send(sender);
    receiver.messages.length = 0;
    receiver.answer = ({ body }, res) =>
      void res.writeHead(body.data['number'] === 'KA-90001' ? 500 : 204).end();
    await edit(ARTICLE, retitle);
    await send(sender);
    await edit(ARTICLE, retitle);
    await edit('en/KA-90002.md', retitle);
    await send(sender);
    // The other article is not kept waiting, the second change of the first is.
    expect(receiver.messages.map(({ body }) => body.data['number'])).toEqual(['KA-90001', 'KA-90002']);
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 6; attempt++) {
      const before = receiver.messages.length;
      const from = now;
      while (receiver.messages.length === before) {
        now += 1000;
        await send(sender);
      }
      pauses.push(now - from);
    }
    expect(pauses[5]).toBeGreaterThan(8 * (pauses[0] ?? 0));
    receiver.answer = (_message, res) => void res.writeHead(204).end();
    now += HOUR;
    await send(sender);
    const ofFirst = receiver.messages.filter(({ body }) => body.data['number'] === 'KA-90001');
    const [first, ...more] = ofFirst.map(({ headers }) => headers['webhook-id']);
    expect(new Set(more.slice(0, -1))).toEqual(new Set([first]));
    expect(more.at(-1)).not.toBe(first);
    const sequences = ofFirst.map(({ body }) => Number(body.data['sequence']));
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect((await ledger.webhooks.list())[0]).toMatchObject({ pending: 0 });
  });

  it('disables a subscription after a day without success, and logs it', async () => {
    const sender = openSender();
    await send(sender);
    await subscribe('article.changed');
    receiver.answer = (_message, res) => void res.writeHead(503).end();
    await edit(ARTICLE, retitle);
    for (let hour = 0; hour < 23; hour++) {
      await send(sender);
      now += HOUR;
    }
    expect((await ledger.webhooks.list())[0]).toMatchObject({ disabledAt: undefined, pending: 1 });
    expect(queue.count).toBe(1);
    expect(queue.age).toBe((22 * HOUR) / 1000);
    now += HOUR;
    await send(sender);
    const [webhook] = await ledger.webhooks.list();
    expect(webhook).toMatchObject({ disabledReason: 'status 503', pending: 0 });
    expect(log).toEqual(['webhook disabled: messages failed for a day']);
    await edit(ARTICLE, retitle);
    await send(sender);
    expect((await ledger.webhooks.list())[0]).toMatchObject({ pending: 0 });
  });

  it('disables a subscription whose receiver returns 410', async () => {
    const sender = openSender();
    await send(sender);
    await subscribe('article.changed');
    receiver.answer = (_message, res) => void res.writeHead(410).end();
    await edit(ARTICLE, retitle);
    await send(sender);
    expect(log).toEqual(['webhook disabled: the receiver is gone (410)']);
  });

  it('is not blocked by a receiver that never responds', async () => {
    const sender = openSender();
    await send(sender);
    await using slow = await openReceiver();
    slow.answer = () => undefined;
    await ledger.webhooks.add(slow.url, ['article.changed']);
    await subscribe('article.changed');
    for (let i = 0; i < 3; i++) {
      await edit(ARTICLE, retitle);
      await sender.poll();
      await until(() => receiver.messages.length === i + 1);
      await request(site.app).get('/api/v1/articles/KA-90001').expect(200);
    }
    expect(slow.messages).toHaveLength(1);
  });

  it('announces that mirrors must start over after the log is lost', async () => {
    const sender = openSender();
    await send(sender);
    await subscribe('article.changed');
    const other = await buildApp({ contentDir: path.join(folder, 'content'), ledger });
    const next = openSender({ library: other.library });
    await sender.close();
    await send(next);
    expect(types()).toEqual(['changes.restarted']);
    expect(receiver.messages[0]?.body.data).toEqual({ epoch: other.library.changeLog?.epoch });
    await other.close();
  });

  it('runs in one of several processes; another takes over within seconds when it dies, at once when it stops', async () => {
    const first = openSender();
    await send(first);
    await subscribe(...EVENT_NAMES);
    await send(first);
    const others = openLedger();
    const second = openSender({ outbox: others.outbox });
    await edit(ARTICLE, retitle);
    await send(second);
    expect(receiver.messages).toEqual([]);
    // The first shows no sign of life any more.
    now += LEASE;
    await send(second);
    expect(receiver.messages.length).toBeGreaterThan(0);
    const { length } = receiver.messages;
    await edit(ARTICLE, retitle);
    await send(first);
    expect(receiver.messages).toHaveLength(length);
    await second.close();
    await send(first);
    expect(receiver.messages.length).toBeGreaterThan(length);
    await others.close();
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

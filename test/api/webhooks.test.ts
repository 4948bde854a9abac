import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACT } from '../support/check-contract.js';
import EXAMPLES from '../../src/api/contract/examples.json' with { type: 'json' };
import { EVENT_NAMES, MOST_WEBHOOKS } from '../../src/ledger/webhooks.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { openReceiver } from '../support/webhook-receiver.js';

let site: TestApp;
let key: string;

beforeAll(async () => {
  site = await buildApp({ webhookHosts: ['127.0.0.1'] });
  key = (await site.ledger.keys.create('bot', ['webhooks:write', 'usage:read'])).token;
});

afterAll(() => site.close());

const keyed = (sent: Test): Test => sent.auth(key, { type: 'bearer' });
const add = (body: object): Test => keyed(request(site.app).post('/api/v1/webhooks')).send(body);

describe('webhooks over the API', () => {
  it('are created, listed without secret and removed as in the contract’s examples', async () => {
    const made = await add(EXAMPLES.addWebhook.request).expect(201);
    const { secret, ...webhook } = made.body as Record<string, string>;
    expect(secret).toMatch(/^whsec_/);
    const { id, createdAt } = webhook;
    expect(webhook).toEqual({ ...EXAMPLES.listWebhooks.response.items[0], id, createdAt });
    const listed = await keyed(request(site.app).get('/api/v1/webhooks')).expect(200);
    expect(listed.body).toEqual({ items: [webhook], total: 1, next: null });
    expect(listed.headers['cache-control']).toBe('private, no-store');
    await keyed(request(site.app).delete(`/api/v1/webhooks/${id}`)).expect(204);
    const again = await keyed(request(site.app).delete(`/api/v1/webhooks/${id}`)).expect(404);
    expect(again.body).toMatchObject({ code: 'not-found' });
  });

  it('are tested immediately and return the result', async () => {
    await using receiver = await openReceiver();
    const { body } = await add({ url: receiver.url, events: ['article.changed'] }).expect(201);
    const test = keyed(request(site.app).post(`/api/v1/webhooks/${(body as { id: string }).id}/test`));
    expect((await test.expect(200)).body).toEqual({ delivered: true, status: 204, fault: null });
    expect(receiver.messages.map((message) => message.body.type)).toEqual(['webhook.test']);
    await keyed(request(site.app).post('/api/v1/webhooks/wh_none/test')).expect(404);
  });

  it.each([
    [{ url: 'file:///etc/passwd' }, '/url', 'https URL'],
    [{ url: 'https://10.0.0.1/' }, '/url', 'private address'],
    [{ url: 'http://bot.example/' }, '/url', 'takes https'],
    [{ url: `https://bot.example/${'x'.repeat(2000)}` }, '/url', '2000 characters'],
    [{ url: 7 }, '/url', 'takes an https URL'],
    [{ events: [] }, '/events', 'at least one event'],
    [{ events: ['article.deleted'] }, '/events/0', 'takes article.changed, '],
    [{ events: [...EVENT_NAMES, 'article.changed'] }, '/events', 'each event only once'],
    [{ secret: 'mine' }, '', 'secret'],
  ])('are rejected with a reason: %j', async (wrong, pointer, detail) => {
    const { body } = await add({ ...EXAMPLES.addWebhook.request, ...wrong }).expect(400);
    expect(body).toMatchObject({
      code: 'bad-request',
      errors: [{ pointer, detail: expect.stringContaining(detail) as string }],
    });
  });

  it('are rejected beyond the limit', async () => {
    const room = MOST_WEBHOOKS - (await site.ledger.webhooks.list()).length;
    for (let i = 0; i < room; i++) await site.ledger.webhooks.add('https://bot.example/', ['cache.purge']);
    const { body } = await add(EXAMPLES.addWebhook.request).expect(400);
    expect(body).toMatchObject({
      errors: [{ detail: `the limit of ${MOST_WEBHOOKS} webhooks is reached; remove one first` }],
    });
  });

  it('need a key for themselves and for the data they send', async () => {
    await request(site.app).get('/api/v1/webhooks').expect(401);
    const { token } = await site.ledger.keys.create('reader', ['usage:read']);
    const refused = await request(site.app)
      .get('/api/v1/webhooks')
      .auth(token, { type: 'bearer' })
      .expect(403);
    expect(refused.body).toMatchObject({ code: 'scope-missing', scope: 'webhooks:write' });
    const writer = await site.ledger.keys.create('writer', ['webhooks:write']);
    const feedback = { ...EXAMPLES.addWebhook.request, events: ['feedback.created'] };
    const sent = request(site.app)
      .post('/api/v1/webhooks')
      .auth(writer.token, { type: 'bearer' })
      .send(feedback);
    expect((await sent.expect(403)).body).toMatchObject({ code: 'scope-missing', scope: 'usage:read' });
  });

  it('are described in the contract, each event with its message', () => {
    const { paths, components } = CONTRACT as unknown as {
      paths: { '/webhooks': { post: { callbacks: Record<string, object> } } };
      components: { schemas: Record<string, object> };
    };
    const { callbacks } = paths['/webhooks'].post;
    expect(Object.keys(callbacks)).toEqual([...EVENT_NAMES, 'changes.restarted', 'webhook.test']);
    expect(JSON.stringify(callbacks['walk.ended'])).toContain('#/components/schemas/WalkEndedMessage');
    expect(JSON.stringify(components.schemas['WalkEndedMessage'])).toContain('lastQuestion');
  });
});

import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import EXAMPLES from '../../src/api/contract/examples.json' with { type: 'json' };
import { SCOPES } from '../../src/ledger/access-keys.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { pathOf } from '../support/path-of.js';

const ARTICLE = '/api/v1/articles/KA-05406';
const PRIVATE = 'private, no-store';

let site: TestApp;
let key: string;

beforeAll(async () => {
  site = await buildApp({ contentDir: 'content', locales: ['de', 'en', 'it', 'pt'], defaultLocale: 'de' });
  key = (await site.ledger.keys.create('everything', SCOPES)).token;
});

afterAll(() => site.close());

function send(sent: Test, body: object): Test {
  return sent.auth(key, { type: 'bearer' }).send(body);
}

/** Instants are the moment's. */
const untimed = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body, (name, value: unknown) => (name.endsWith('At') ? 'an instant' : value)));

/** In the order of a desk's work: each test goes on from what the one before has written. */
describe('the examples of the contract', () => {
  const address = EXAMPLES.putTicketLink.response.links.self;
  const link = pathOf(address);

  it('of a link match the response', async () => {
    const made = await send(request(site.app).put(link), EXAMPLES.putTicketLink.request).expect(201);
    expect(untimed(made.body)).toEqual(untimed(EXAMPLES.putTicketLink.response));
    expect(made.headers).toMatchObject({ 'cache-control': PRIVATE, location: address });
  });

  it('of feedback match the response', async () => {
    const said = await request(site.app)
      .post(`${ARTICLE}/feedback`)
      .send(EXAMPLES.giveFeedback.request)
      .expect(201);
    expect(untimed(said.body)).toEqual(untimed(EXAMPLES.giveFeedback.response));
    expect(said.headers['cache-control']).toBe(PRIVATE);
  });

  it('of a report match the response', async () => {
    const said = await request(site.app)
      .post(`${ARTICLE}/reports`)
      .send(EXAMPLES.addReport.request)
      .expect(201);
    expect(untimed({ ...said.body, id: EXAMPLES.addReport.response.id })).toEqual(
      untimed(EXAMPLES.addReport.response),
    );
    expect(said.headers['cache-control']).toBe(PRIVATE);
  });

  it('of a walk outcome match the response', async () => {
    const end = request(site.app).post(`${ARTICLE}/walk/outcomes`).send(EXAMPLES.reportOutcome.request);
    const { body, headers } = await end.expect(201);
    expect(body).toEqual(EXAMPLES.reportOutcome.response);
    expect(headers['cache-control']).toBe(PRIVATE);
  });

  it('of usage match the totals of the others', async () => {
    const { body } = await request(site.app)
      .get(`${ARTICLE}/usage`)
      .auth(key, { type: 'bearer' })
      .expect(200);
    expect(body).toEqual(EXAMPLES.readUsage.response);
  });
});

describe('ledger data', () => {
  const tells = [
    `${ARTICLE}/links`,
    '/api/v1/tickets/zendesk/4711',
    `${ARTICLE}/feedback`,
    `${ARTICLE}/usage`,
  ];

  it.each(tells)('at %s is never cached, and needs a key', async (address) => {
    for (let i = 0; i < 2; i += 1) {
      const told = await request(site.cached).get(address).auth(key, { type: 'bearer' }).expect(200);
      expect(told.headers['cache-control']).toBe(PRIVATE);
      expect(told.headers).not.toHaveProperty('etag');
      const refused = await request(site.cached).get(address).expect(401);
      expect(refused.headers['cache-control']).toBe('no-store');
    }
    expect(site.cache.count).toBe(0);
  });

  it('is not cached when a link is deleted', async () => {
    const gone = await request(site.app)
      .delete(pathOf(EXAMPLES.putTicketLink.response.links.self))
      .auth(key, { type: 'bearer' })
      .expect(204);
    expect(gone.headers['cache-control']).toBe('private, no-store');
    const { body } = await request(site.cached)
      .get(`${ARTICLE}/links`)
      .auth(key, { type: 'bearer' })
      .expect(200);
    expect(body).toEqual({ items: [], total: 0, next: null });
  });
});

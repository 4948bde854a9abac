import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TICKET_LINK } from '../../src/wire/ledger-schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;
let writer: string;
let reader: string;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'en' });
  writer = (await site.ledger.keys.create('zendesk', ['links:write'])).token;
  reader = (await site.ledger.keys.create('reports', ['links:read'])).token;
});

afterAll(() => site.close());

function put(path: string, body: string | object = { locale: 'de' }): Test {
  return request(site.app).put(`/api/v1/articles/${path}`).auth(writer, { type: 'bearer' }).send(body);
}

function get(path: string): Test {
  return request(site.app).get(`/api/v1${path}`).auth(reader, { type: 'bearer' });
}

describe('a ticket link', () => {
  it('is made once: 201, then 200 with the same row', async () => {
    const sent = { locale: 'de', url: 'https://desk.example/t/1', note: 'sent to the customer' };
    const first = await put('KA-90001/links/zendesk/1', sent).expect(201);
    const link = TICKET_LINK.parse(first.body);
    expect(link).toMatchObject({ number: 'KA-90001', system: 'zendesk', ticket: '1', ...{ url: sent.url } });
    expect(link).toMatchObject({
      requested: 'de',
      served: 'de',
      version: expect.any(Number),
      note: sent.note,
    });
    expect(first.headers['location']).toBe('/api/v1/articles/KA-90001/links/zendesk/1');
    const second = await put('KA-90001/links/zendesk/1', sent).expect(200);
    expect(second.body).toEqual(first.body);
    expect((await get('/tickets/zendesk/1').expect(200)).body).toEqual({
      items: [link],
      total: 1,
      next: null,
    });
  });
});

import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM } from '../../src/presenters/schemas.js';
import { TICKET_LINK, TICKET_LINK_LIST } from '../../src/presenters/ticket-links.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { pathOf } from '../support/path-of.js';

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
  return request(site.app)
    .put(`/api/v1/articles/${path}`)
    .auth(writer, { type: 'bearer' })
    .type('json')
    .send(body);
}

function remove(path: string): Test {
  return request(site.app).delete(`/api/v1/articles/${path}`).auth(writer, { type: 'bearer' });
}

function get(path: string): Test {
  return request(site.app).get(`/api/v1${path}`).auth(reader, { type: 'bearer' });
}

describe('a ticket link', () => {
  it('is created once: 201, then 200 with the same row', async () => {
    const sent = { locale: 'de', url: 'https://desk.example/t/1', note: 'sent to the customer' };
    const first = await put('KA-90001/links/zendesk/1', sent).expect(201);
    const link = TICKET_LINK.parse(first.body);
    expect(link).toMatchObject({ number: 'KA-90001', system: 'zendesk', ticket: '1', url: sent.url });
    expect(link).toMatchObject({
      requested: 'de',
      served: 'de',
      version: expect.any(Number),
      note: sent.note,
    });
    expect(link.title).toEqual(expect.any(String));
    expect(first.headers['location']).toBe('https://help.example/api/v1/articles/KA-90001/links/zendesk/1');
    expect(first.headers['cache-control']).toBe('private, no-store');
    const second = await put('ka-90001/links/zendesk/1', sent).expect(200);
    expect(second.body).toEqual(first.body);
    expect((await get('/tickets/zendesk/1').expect(200)).body).toEqual({
      items: [link],
      total: 1,
      next: null,
    });
  });

  it('says which locale was shown if the requested one is missing', async () => {
    const { body } = await put('KA-90001/links/zendesk/sv', { locale: 'sv' }).expect(201);
    expect(body).toMatchObject({ requested: 'sv', served: 'en' });
  });

  it('can be deleted: 204, then 404', async () => {
    await put('KA-90001/links/zendesk/gone').expect(201);
    expect((await remove('KA-90001/links/zendesk/gone').expect(204)).text).toBe('');
    const { body } = await remove('KA-90001/links/zendesk/gone').expect(404);
    expect(PROBLEM.parse(body).code).toBe('not-found');
  });

  it.each(['OPS/12', '票-é🙂', '50%', "a'; drop table x;--", '日'.repeat(200)])(
    'accepts %s as a ticket',
    async (ticket) => {
      const path = `links/jira/${encodeURIComponent(ticket)}`;
      const { body } = await put(`KA-90001/${path}`).expect(201);
      const link = TICKET_LINK.parse(body);
      expect(link.ticket).toBe(ticket);
      const found = await get(pathOf(link.links.self).replace('/api/v1/articles/KA-90001/links', '/tickets'));
      expect(TICKET_LINK_LIST.parse(found.body).items[0]?.ticket).toBe(ticket);
      await remove(`KA-90001/${path}`).expect(204);
    },
  );

  it('is the same for every Unicode form of the ticket’s accents', async () => {
    await put(`KA-90001/links/jira/${encodeURIComponent('caf\u00e9')}`).expect(201);
    await put(`KA-90001/links/jira/${encodeURIComponent('cafe\u0301')}`).expect(200);
  });
});

describe('lists of links', () => {
  it('lead from page to page, by cursor and by Link', async () => {
    for (let i = 1; i <= 5; i++) await put(`KA-90002/links/desk/a%2F${i}`).expect(201);
    const seen: string[] = [];
    let path = '/articles/KA-90002/links?limit=2';
    for (;;) {
      const answer = await get(path).expect(200);
      const { items, total, next } = TICKET_LINK_LIST.parse(answer.body);
      expect(total).toBe(5);
      seen.push(...items.map(({ ticket }) => ticket));
      const link = /^<https:\/\/help\.example\/api\/v1(.+)>; rel="next"$/.exec(
        answer.headers['link'] ?? '',
      )?.[1];
      expect(link === undefined).toBe(next === null);
      if (link === undefined) break;
      path = link;
    }
    expect(seen).toEqual(['a/5', 'a/4', 'a/3', 'a/2', 'a/1']);
  });

  it('are empty for a ticket without links', async () => {
    const { body } = await get('/tickets/zendesk/nothing').expect(200);
    expect(body).toEqual({ items: [], total: 0, next: null });
  });

  it.each([
    ['/articles/KA-90001/links?cursor=%21', 'invalid-parameter'],
    ['/articles/KA-90001/links?limit=0', 'invalid-parameter'],
    ['/articles/KA-90001/links?page=2', 'unknown-parameter'],
    ['/articles/KA-99999/links', 'article-not-found'],
    ['/tickets/Zendesk/1', 'invalid-parameter'],
  ])('refuse %s', async (path, code) => {
    expect(PROBLEM.parse((await get(path)).body).code).toBe(code);
  });
});

describe('an invalid link is rejected', () => {
  it.each<[string, string, string | object, number, string]>([
    ['a system in capitals', 'KA-90001/links/Zendesk/1', { locale: 'de' }, 400, '/path/system'],
    ['a system of 33 letters', `KA-90001/links/${'z'.repeat(33)}/1`, { locale: 'de' }, 400, '/path/system'],
    [
      'a ticket of 300 letters',
      `KA-90001/links/jira/${'x'.repeat(300)}`,
      { locale: 'de' },
      400,
      '/path/ticket',
    ],
    ['a ticket with a NUL', 'KA-90001/links/jira/a%00b', { locale: 'de' }, 400, '/path/ticket'],
    ['a ticket of spaces', 'KA-90001/links/jira/%20', { locale: 'de' }, 400, '/path/ticket'],
    ['a locale that is none', 'KA-90001/links/jira/1', { locale: 'not a tag' }, 400, '/locale'],
    [
      'a url that runs script',
      'KA-90001/links/jira/1',
      { locale: 'de', url: 'javascript:alert(1)' },
      400,
      '/url',
    ],
    ['a url of a file', 'KA-90001/links/jira/1', { locale: 'de', url: 'file:///etc/passwd' }, 400, '/url'],
    ['a note of 501 letters', 'KA-90001/links/jira/1', { locale: 'de', note: 'x'.repeat(501) }, 400, '/note'],
    ['a note with a NUL', 'KA-90001/links/jira/1', { locale: 'de', note: 'a\0b' }, 400, '/note'],
    ['half a surrogate pair', 'KA-90001/links/jira/1', '{"locale":"de","note":"\\ud83d"}', 400, '/note'],
    ['an unknown member', 'KA-90001/links/jira/1', { locale: 'de', tickets: [] }, 400, ''],
    ['what is no JSON', 'KA-90001/links/jira/1', '{"locale":', 400, ''],
    ['a list', 'KA-90001/links/jira/1', '[]', 400, ''],
  ])('%s', async (_, path, body, status, pointer) => {
    const answer = await put(path, body).expect(status);
    expect(PROBLEM.parse(answer.body).errors.map((error) => error.pointer)).toContain(pointer);
  });

  it('an article that does not exist: 404 with near numbers', async () => {
    const { body } = await put('KA-99999/links/jira/1').expect(404);
    expect(body).toMatchObject({ code: 'article-not-found', near: expect.any(Array) });
  });

  it('JSON of 2 MB: 413', async () => {
    const { body } = await put('KA-90001/links/jira/1', { locale: 'de', note: 'x'.repeat(2_000_000) });
    expect(PROBLEM.parse(body)).toMatchObject({ status: 413, code: 'body-too-large' });
  });

  it('another content type: 415', async () => {
    const { body } = await put('KA-90001/links/jira/1', 'locale=de').type('form').expect(415);
    expect(PROBLEM.parse(body).code).toBe('unsupported-media-type');
  });
});

describe('a key', () => {
  it.each<[string, string | undefined]>([
    ['missing', undefined],
    ['of another scheme', 'Basic emVuZGVzazpzZWNyZXQ='],
    ['without a token', 'Bearer'],
    ['malformed', 'Bearer parlance_zz'],
    ['with spaces inside', 'Bearer parlance_ 1'],
    ['nobody has', `Bearer parlance_${'0'.repeat(12)}_${'A'.repeat(43)}`],
  ])('%s returns 401 with WWW-Authenticate before any other error', async (_, authorization) => {
    for (const call of [
      request(site.app).put('/api/v1/articles/KA-99999/links/Zendesk/1').send({}),
      request(site.app).delete('/api/v1/articles/KA-90001/links/zendesk/1'),
      request(site.app).get('/api/v1/articles/KA-90001/links'),
      request(site.app).get('/api/v1/tickets/zendesk/1'),
      request(site.app).get('/api/v1/articles/KA-90001/usage'),
      request(site.app).get('/api/v1/articles/KA-90001/feedback'),
    ]) {
      if (authorization !== undefined) void call.set('Authorization', authorization);
      const answer = await call.expect(401);
      expect(PROBLEM.parse(answer.body).code).toBe('key-required');
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="parlance"/);
    }
  });

  it('with another scope returns 403 and names the scope', async () => {
    const answer = await request(site.app)
      .put('/api/v1/articles/KA-90001/links/zendesk/1')
      .auth(reader, { type: 'bearer' })
      .send({ locale: 'de' })
      .expect(403);
    expect(answer.body).toMatchObject({ code: 'scope-missing', scope: 'links:write' });
    expect(answer.headers['www-authenticate']).toContain('error="insufficient_scope", scope="links:write"');
  });

  it('that was revoked returns 401', async () => {
    const { key, token } = await site.ledger.keys.create('old', ['links:read']);
    const call = (): Test =>
      request(site.app).get('/api/v1/tickets/zendesk/1').auth(token, { type: 'bearer' });
    await call().expect(200);
    await site.ledger.keys.revoke(key.id);
    await call().expect(401);
  });

  it('is not needed for reading articles, and never logged', async () => {
    await request(site.app).get('/api/v1/articles/KA-90001').expect(200);
    const log = JSON.stringify(site.log);
    expect(log).toContain('/api/v1/tickets/zendesk/1');
    expect(log).not.toContain('parlance_');
  });
});

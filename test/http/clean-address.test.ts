import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp();
});

afterAll(() => site.close());

const get = (address: string) => request(site.app).get(address);

describe('a pasted URL leads to the article', () => {
  it.each([
    ['/KA-90001/', '/KA-90001'],
    ['/KA-90001//', '/KA-90001'],
    ['/de/articles/', '/de/articles'],
    ['/de/articles/KA-90001/', '/de/articles/KA-90001'],
    ['/de/articles/KA-90001/?beside=en', '/de/articles/KA-90001?beside=en'],
    ['/KA-90001.', '/KA-90001'],
    ['/KA-90001),', '/KA-90001'],
    ['/de/articles/KA-90001%29.', '/de/articles/KA-90001'],
    ['/de/articles/KA-90001%22%3E', '/de/articles/KA-90001'],
    ['/de/articles/KA-90001%E3%80%82', '/de/articles/KA-90001'],
    ['/de/articles/KA-90001%E2%80%9C', '/de/articles/KA-90001'],
    ['/de/articles/KA-90001%20', '/de/articles/KA-90001'],
    ['/de/articles/KA-90001!/', '/de/articles/KA-90001'],
    ['/de/articles/ka-90001*', '/de/articles/ka-90001'],
    ['/de_DE/articles/KA-90001', '/de/articles/KA-90001'],
    ['/problems/', '/problems'],
    ['/sitemap.xml/', '/sitemap.xml'],
  ])('%s to %s', async (address, target) => {
    const answer = await get(address).expect(308);
    expect(answer.headers['location']).toBe(target);
  });

  it.each([
    '/de/',
    '/nowhere',
    '/%zz/',
    '//evil.example/',
    '//evil.example/x/',
    '/%5C%5Cevil.example/x/',
    '/nothing.',
  ])('%s does not redirect', async (address) => {
    const { headers, status } = await get(address);
    expect([status === 200 || status === 404 || status === 400, headers['location']]).toEqual([
      true,
      undefined,
    ]);
  });

  it('a POST is redirected as well, for clients of /mcp/', async () => {
    const answer = await request(site.app).post('/mcp/').send({}).expect(308);
    expect(answer.headers['location']).toBe('/mcp');
  });

  it('a locale with an underscore redirects', async () => {
    const answer = await get('/KA-90001?lang=pt_BR').expect(302);
    expect(answer.headers['location']).toBe('/pt/articles/KA-90001');
    const byCookie = await get('/KA-90001').set('Cookie', 'locale=de_AT').expect(302);
    expect(byCookie.headers['location']).toBe('/de/articles/KA-90001');
  });
});

describe('an almost correct article number', () => {
  it.each([
    ['KA-9001', 'KA-90001'],
    ['KA-09001', 'KA-90001'],
    ['KA-900001', 'KA-90001'],
  ])('%s finds %s', async (asked, near) => {
    const answer = await get(`/api/v1/articles/${asked}`).expect(404);
    expect(answer.body).toMatchObject({ code: 'article-not-found' });
    expect((answer.body as { near: string[] }).near).toContain(near);
    const page = await get(`/de/articles/${asked}`).set('Accept', 'text/html').expect(404);
    expect(page.text).toContain(near);
  });
});

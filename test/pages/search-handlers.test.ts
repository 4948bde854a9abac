import type { Server } from 'node:http';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';
import { listen } from '../support/raw-request.js';
import { BAD_QUERIES } from '../support/search-inputs.js';
import { visibleText } from './page-support.js';

let site: TestApp;
let server: Server;

beforeAll(async () => {
  site = await buildApp({ locales: ['de', 'en', 'it', 'ja', 'pt'], defaultLocale: 'en' });
  ({ server } = await listen(site.app));
});

afterAll(async () => {
  server.close();
  await site.close();
});

type Fields = Record<string, string>;

const get = (locale: string, query: Fields) =>
  request(server)
    .get(`/${locale}/search?${new URLSearchParams(query)}`)
    .set('Accept', 'text/html')
    .redirects(0);
const post = (locale: string, fields: Fields) =>
  request(server).post(`/${locale}/search`).set('Accept', 'text/html').type('form').send(fields).redirects(0);

describe('/:locale/search', () => {
  it('shows results that are cached privately', async () => {
    const answer = await get('de', { q: 'Lampe' }).expect(200);
    expect(visibleText(answer.text)).toMatch(/2 Artikel gefunden.*Die Lampe blinkt nach einem Neustart/);
    expect(answer.headers['cache-control']).toBe('private, no-cache');
    expect(answer.headers['content-language']).toBe('de');
    await get('de', { q: 'Lampe' })
      .set('If-None-Match', answer.headers['etag'] ?? '')
      .expect(304);
  });

  it('shows the matched language', async () => {
    const { text } = await get('de', { q: 'lampeggia' }).expect(200);
    expect(visibleText(text)).toContain('Gefunden auf Italienisch');
    expect(text).toMatch(/search-snippet" lang="it"/);
  });

  it.each(['KA-90001', 'ka-90001', ' KA-90001 '])('redirects to the article from “%s”', async (q) => {
    const answer = await get('de', { q }).expect(302);
    expect(answer.headers['location']).toBe('/de/articles/KA-90001');
    expect(answer.headers['cache-control']).toContain('private');
  });

  it('redirects to an archived article', async () => {
    expect((await get('en', { q: 'KA-90004' }).expect(302)).headers['location']).toBe(
      '/en/articles/KA-90004',
    );
  });

  it('links to the article for a number in another form or with a filter', async () => {
    for (const query of [{ q: 'ka 90001' }, { q: 'KA-90001', product: 'Lantern' }])
      expect((await get('en', query).expect(200)).text).toContain('search-direct');
  });

  it('reports an unknown number and similar ones', async () => {
    const missing = visibleText((await get('en', { q: 'KA-90011' }).expect(200)).text);
    expect(missing).toMatch(/There is no article with this number Did you mean one of these\?.*KA-90010/);
  });

  it('shows the search form without a query', async () => {
    for (const query of [{}, { q: '' }, { q: ' \n' }] as Fields[])
      expect((await get('en', query).expect(200)).text).not.toContain('search-found');
  });

  it('treats empty filters as absent', async () => {
    const { text } = await get('de', { q: 'Lampe', product: '', foundIn: '' }).expect(200);
    expect(visibleText(text)).toContain('2 Artikel gefunden');
  });

  it.each([
    [{ q: 'x', product: 'Sextant' }, /„product“ nimmt „Sextant“ nicht an\. Möglich sind: .*Lantern/],
    [{ q: 'x', foundIn: 'fr' }, /„foundIn“ nimmt „fr“ nicht an\. Möglich sind: de, en, it, ja, pt\./],
  ])('lists the known values for an unknown filter', async (query, message) => {
    const { text } = await get('de', query as unknown as Fields).expect(400);
    expect(visibleText(text)).toMatch(message);
  });

  it('rejects unknown parameters', async () => {
    await get('de', { q: 'x', page: '2' }).expect(400);
  });

  it('shows the first page again if the library has changed', async () => {
    const old = Buffer.from(JSON.stringify(['0000000000000000', { offset: 10 }])).toString('base64url');
    const { text } = await get('it', { q: 'corda', cursor: old }).expect(200);
    expect(visibleText(text)).toContain('2 articoli trovati');
    expect(text).not.toContain('Torna alla prima');
  });

  it('redirects other spellings of a locale and keeps the query', async () => {
    const answer = await request(server).get('/de-AT/search?q=a%26b').expect(308);
    expect(answer.headers['location']).toBe('/de/search?q=a%26b');
  });

  it.each(Object.entries(BAD_QUERIES))('handles %s as text', async (_, q) => {
    const { text } = await get('en', { q }).expect(200);
    expect(text).not.toMatch(/<script>canary|<img src=x/);
    expect(text).toMatch(/<\/html>\n$/);
  });
});

describe('a form sent to /:locale/search', () => {
  const log = `${'INFO heartbeat ok id=83742\r\n'.repeat(300)}ERROR clock not set, lamp blinks`;

  it('answers a pasted log, and shows it again', async () => {
    const answer = await post('en', { q: log }).expect(200);
    expect(visibleText(answer.text)).toContain('The lamp blinks after a restart');
    expect(answer.text).toContain('ERROR clock not set, lamp blinks</textarea>');
    expect(answer.headers['cache-control']).toBe('private, no-cache');
  });

  it('reads the first 16 KB of a longer one, with a notice', async () => {
    const { text } = await post('en', { q: `lamp blinks\n${'x'.repeat(300_000)}` }).expect(200);
    expect(visibleText(text)).toContain('Only the first 16,384 characters were searched for.');
    expect(text.length).toBeLessThan(60_000);
  });

  it('rejects invalid forms with a message', async () => {
    const { text } = await post('en', { q: 'x'.repeat(1_100_000) }).expect(413);
    expect(visibleText(text)).toContain('The data sent is too large');
  });

  it('uses the pressed button rather than the field of the same name', async () => {
    const body = 'q=Harbour%0ALantern&product=Lantern&product=Harbour';
    const { text } = await request(server)
      .post('/en/search')
      .set('Accept', 'text/html')
      .send(body)
      .expect(200);
    expect(text).toMatch(/<option value="Harbour" selected>/);
  });

  it('redirects to the article with the given number', async () => {
    const answer = await post('de', { q: 'KA-90001\n' }).expect(303);
    expect(answer.headers['location']).toBe('/de/articles/KA-90001');
  });

  it.each([
    ['an unknown field', 'application/x-www-form-urlencoded', 'q=x&page=2', 400],
    ['another type', 'application/json', '{"q":"x"}', 415],
    ['an unknown encoding', 'application/x-www-form-urlencoded; charset=utf-16', 'q=x', 415],
  ])('is rejected with %s', async (_, type, body, status) => {
    await request(server).post('/en/search').set('Content-Type', type).send(body).expect(status);
  });

  it('leaves no trace in the log', async () => {
    site.log.length = 0;
    await post('en', { q: 'canary-customer\ncanary' }).expect(200);
    await post('en', { q: 'canary', product: 'canary' }).expect(400);
    await get('en', { q: 'canary' }).expect(200);
    expect(site.log).toHaveLength(3);
    expect(JSON.stringify(site.log)).not.toContain('canary');
  });
});

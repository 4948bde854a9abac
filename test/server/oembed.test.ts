import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMBED, PROBLEM } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
});

afterAll(() => site.close());

const ask = (query: Readonly<Record<string, string>>, app = site.app) =>
  request(app).get('/oembed').query(query);
const embed = async (url: string, more: Readonly<Record<string, string>> = {}) =>
  EMBED.parse((await ask({ url, ...more }).expect(200)).body);

describe('oEmbed', () => {
  it('returns title, summary, steps, provider and an existing picture', async () => {
    const found = await embed('https://help.example/de/articles/KA-90001', { format: 'json' });
    expect(found).toMatchObject({
      version: '1.0',
      type: 'link',
      title: 'Die Lampe blinkt nach einem Neustart',
      provider_name: 'Parlance',
      provider_url: 'https://help.example/',
      number: 'KA-90001',
      locale: 'de',
      step_count: 2,
      thumbnail_width: 1200,
      thumbnail_height: 630,
    });
    expect(found.summary).toMatch(/\S/);
    const picture = (found.thumbnail_url ?? '').replace('https://help.example', '');
    await request(site.app).get(picture).expect(200).expect('Content-Type', 'image/png');
  });

  it.each([
    ['https://help.example/pt/articles/KA-90001', 'pt'],
    ['https://help.example/pt/articles/ka-90001.md', 'pt'],
    ['http://HELP.example/pt/articles/KA-90001.json', 'pt'],
    ['https://help.example/PT/articles/KA-90001/walk?v=1', 'pt'],
    ['https://help.example/KA-90001?lang=pt#step-2', 'pt'],
    ['https://help.example/ka-90001', 'de'],
    ['https://help.example/KA-90001?lang=xx', 'de'],
  ])('accepts %s', async (url, locale) => {
    expect(await embed(url)).toMatchObject({ number: 'KA-90001', locale });
  });

  it('negotiates the language for a permalink, with Vary', async () => {
    const answer = await ask({ url: 'https://help.example/KA-90001' })
      .set('Accept-Language', 'it')
      .expect(200);
    expect(EMBED.parse(answer.body).locale).toBe('it');
    expect(answer.headers['vary']).toContain('Accept-Language');
    expect((await embed('https://help.example/KA-90001', { lang: 'ja' })).locale).toBe('ja');
  });

  it('summarises the linked step', async () => {
    const whole = await embed('https://help.example/de/articles/KA-90001');
    const step = await embed('https://help.example/KA-90001?lang=de#step-1');
    expect(step.summary).toBe('Öffnen Sie die Klappe mit Service.');
    expect((await embed('https://help.example/KA-90001?lang=de#step-99')).summary).toBe(whole.summary);
  });

  it.each([
    [{ maxwidth: '1199' }, 600, 315],
    [{ maxheight: '400' }, 600, 315],
    [{ maxwidth: '599', maxheight: '5000' }, 400, 210],
    [{ maxheight: '105' }, 200, 105],
    [{ maxwidth: '199' }, undefined, undefined],
  ])('within %j returns a picture %s wide', async (limits, width, height) => {
    const found = await embed('https://help.example/de/articles/KA-90001', limits);
    expect([found.thumbnail_width, found.thumbnail_height]).toEqual([width, height]);
    if (found.thumbnail_url === undefined) return;
    const { body } = await request(site.app).get(found.thumbnail_url.replace('https://help.example', ''));
    expect((body as Buffer).readUInt32BE(16)).toBe(width);
    expect((body as Buffer).readUInt32BE(20)).toBe(height);
  });

  it.each([
    'https://elsewhere.example/de/articles/KA-90001',
    'https://help.example.evil.example/KA-90001',
    'https://help.example@evil.example/KA-90001',
    'https://help.example:8443/KA-90001',
    'https://help.example/',
    'https://help.example/xx/articles/KA-90001',
    'https://help.example/de/search?q=KA-90001',
    'https://help.example//evil.example/KA-90001',
    'https://help.example/KA-99999',
  ])('returns 404 for %s', async (url) => {
    const answer = await ask({ url }).expect(404);
    expect(PROBLEM.parse(answer.body).code).toMatch(/^(?:not-found|article-not-found)$/);
  });

  it.each([
    [{}],
    [{ url: '' }],
    [{ url: 'KA-90001' }],
    [{ url: '/de/articles/KA-90001' }],
    [{ url: 'javascript:alert(1)' }],
    [{ url: 'file:///etc/passwd' }],
    [{ url: `https://help.example/${'x'.repeat(2048)}` }],
    [{ url: 'https://help.example/KA-90001', maxwidth: '0' }],
    [{ url: 'https://help.example/KA-90001', maxheight: 'tall' }],
    [{ url: 'https://help.example/KA-90001', callback: 'alert' }],
  ])('rejects %j', async (query) => {
    const answer = await ask(query).expect(400);
    expect(PROBLEM.parse(answer.body).errors.length).toBeGreaterThan(0);
  });

  it('does not support XML', async () => {
    const answer = await ask({ url: 'https://help.example/KA-90001', format: 'xml' }).expect(501);
    expect(PROBLEM.parse(answer.body).code).toBe('not-implemented');
  });

  it('is cacheable and revalidates', async () => {
    const query = { url: 'https://help.example/de/articles/KA-90001', dnt: '1' };
    const { headers } = await ask(query).expect(200);
    await ask(query)
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it('is discoverable from an article page', async () => {
    const { text } = await request(site.app).get('/ja/articles/KA-90001').set('Accept', 'text/html');
    const [, href = ''] = /type="application\/json\+oembed"[^>]*href="([^"]*)"/.exec(text) ?? [];
    const url = new URL(href.replaceAll('&amp;', '&'));
    const answer = await request(site.app)
      .get(url.pathname + url.search)
      .expect(200);
    expect(EMBED.parse(answer.body)).toMatchObject({ number: 'KA-90001', locale: 'ja' });
  });
});

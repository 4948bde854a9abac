import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, SITE_CONTENT, type TestApp } from '../support/build-app.js';

let folder: string;
let site: TestApp;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parlance-conditional-'));
  cpSync(SITE_CONTENT, folder, { recursive: true });
  site = await buildApp({ contentDir: folder });
});

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** Every kind of answer that may be kept. */
const CACHEABLE = [
  '/de/',
  '/de/articles',
  '/de/articles/KA-90001',
  '/de/articles/KA-90001.md',
  '/de/articles/KA-90001.json',
  '/de/feed.atom',
  '/sitemap.xml',
  '/robots.txt',
  '/problems',
  '/problems/not-found',
  '/api/v1/articles?locale=de',
  '/api/v1/articles/KA-90001?locale=de',
  '/api/v1/articles/KA-90001?locale=*',
];

describe.each(CACHEABLE)('%s', (address) => {
  it('is cacheable but must be revalidated', async () => {
    const answer = await request(site.app).get(address).expect(200);
    expect(answer.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(answer.headers['etag']).toMatch(/^"[\w-]{27}"$/);
  });

  it('returns 304 without a body if the client has it', async () => {
    const { headers } = await request(site.app).get(address);
    const again = await request(site.app).get(address).set('If-None-Match', `"other", W/${headers['etag']}`);
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    expect(again.headers['etag']).toBe(headers['etag']);
    expect(again.headers['cache-control']).toBe(headers['cache-control']);
    expect(again.headers['vary']).toBe(headers['vary']);
    expect(again.headers['content-type']).toBeUndefined();
  });

  it('returns 304 to Node’s fetch, which sends Cache-Control: no-cache', async () => {
    const { headers } = await request(site.app).get(address);
    await request(site.app)
      .get(address)
      .set({ 'If-None-Match': headers['etag'] ?? '', 'Cache-Control': 'no-cache' })
      .expect(304);
  });

  it('is returned in full if the client has another version', async () => {
    await request(site.app).get(address).set('If-None-Match', '"other"').expect(200);
  });

  it('returns the headers of GET for HEAD', async () => {
    const whole = await request(site.app).get(address);
    const head = await request(site.app).head(address).expect(200);
    expect(head.text).toBeFalsy();
    for (const name of [
      'etag',
      'content-type',
      'content-length',
      'content-language',
      'last-modified',
      'link',
    ])
      expect(head.headers[name], name).toBe(whole.headers[name]);
  });
});

describe('a date', () => {
  const address = '/de/articles/KA-90001';

  it('of the last change saves the body', async () => {
    const { headers } = await request(site.app).get(address);
    const since = headers['last-modified'] ?? '';
    await request(site.app).get(address).set('If-Modified-Since', since).expect(304);
    const earlier = new Date(Date.parse(since) - 1000).toUTCString();
    await request(site.app).get(address).set('If-Modified-Since', earlier).expect(200);
  });

  it('is ignored next to an entity tag, or if invalid', async () => {
    const { headers } = await request(site.app).get(address);
    const asked = request(site.app)
      .get(address)
      .set('If-Modified-Since', headers['last-modified'] ?? '');
    await asked.set('If-None-Match', '"other"').expect(200);
    await request(site.app).get(address).set('If-Modified-Since', 'yesterday').expect(200);
  });
});

describe('a content change', () => {
  it('changes only the tags of affected responses', async () => {
    const tag = async (address: string) => (await request(site.app).get(address)).headers['etag'];
    const [article, other] = [await tag('/it/articles/KA-90009'), await tag('/it/articles/KA-90010')];
    const file = path.join(folder, 'it/KA-90009.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Tirare la corda', 'Tirare forte la corda'));
    await site.sync();
    expect(await tag('/it/articles/KA-90009')).not.toBe(article);
    expect(await tag('/it/articles/KA-90010')).toBe(other);
  });
});

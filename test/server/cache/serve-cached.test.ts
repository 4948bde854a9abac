import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../../support/build-app.js';

let site: TestApp;
beforeAll(async () => {
  site = await buildApp();
});
afterAll(() => site.close());

const PAGE = '/de/articles/KA-90001';

describe('a cached response', () => {
  it('is logged like any other', async () => {
    await request(site.cached).get(`${PAGE}?utm_source=mail`).set('X-Request-Id', 'rendered-1');
    const { hits } = site.cache.counts;
    await request(site.cached).get(`${PAGE}?utm_source=mail`).set('X-Request-Id', 'from-cache-1');
    expect(site.cache.counts.hits).toBe(hits + 1);
    const [rendered, kept] = ['rendered-1', 'from-cache-1'].map((id) =>
      site.log.find(({ requestId }) => requestId === id),
    );
    expect(kept).toMatchObject({ method: 'GET', path: PAGE, status: 200, msg: 'request', level: 30 });
    expect(Object.keys(kept ?? {})).toEqual(Object.keys(rendered ?? {}));
  });

  it('has a new request id each time', async () => {
    const ids = new Set<string | undefined>();
    for (let asked = 0; asked < 3; asked++)
      ids.add((await request(site.cached).get(PAGE)).headers['x-request-id']);
    expect(ids.size).toBe(3);
  });

  it.each(['br', 'gzip'])('returns 304 in %s, by the tag of that encoding', async (encoding) => {
    const ask = () => request(site.cached).get(PAGE).set('Accept-Encoding', encoding);
    await ask();
    await ask();
    const { headers } = await ask();
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['etag']).toMatch(new RegExp(`^"[\\w-]{27}-${encoding}"$`));
    const tag = headers['etag'] ?? '';
    for (const given of [tag, `W/${tag}`, `"other", ${tag}`]) {
      for (const listener of [site.cached, site.app]) {
        const again = await request(listener).get(PAGE).set('If-None-Match', given);
        expect([again.status, again.headers['etag'], again.text]).toEqual([304, tag, '']);
      }
    }
  });

  it('is sent in full for a range request', async () => {
    await request(site.cached).get(PAGE);
    const answer = await request(site.cached)
      .get(PAGE)
      .set('Range', 'bytes=0-9')
      .set('Accept-Encoding', 'identity');
    expect([answer.status, answer.headers['content-range']]).toEqual([200, undefined]);
    expect(answer.text.length).toBeGreaterThan(1000);
  });
});

describe('an uncached response', () => {
  it.each(['/KA-90001', '/de/search?q=lampe', '/healthz', '/de/articles/KA-99999', '/de/articles?x=1'])(
    'for %s comes from the app each time',
    async (url) => {
      const { count } = site.cache;
      await request(site.cached).get(url);
      await request(site.cached).get(url);
      expect(site.cache.count).toBe(count);
    },
  );

  it('for a POST comes from the app, even if the GET is cached', async () => {
    await request(site.cached).get(PAGE);
    await request(site.cached).post(PAGE).expect(405);
  });
});

import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;
let building: TestApp;

beforeAll(async () => {
  site = await buildApp();
  building = await buildApp({ isBuilt: false, defaultLocale: 'de' });
});

afterAll(async () => {
  await site.close();
  await building.close();
});

describe('a service with articles', () => {
  it('is alive and ready, at a revision', async () => {
    await request(site.app).get('/healthz').expect(200, { status: 'ok' });
    const answer = await request(site.app).get('/readyz').expect(200);
    expect(answer.body).toEqual({ status: 'ready', revision: site.library.revision?.slice(0, 16) });
    expect(answer.headers['cache-control']).toBe('private, no-store');
  });

  it('exposes metrics in Prometheus format', async () => {
    const answer = await request(site.app).get('/metrics').expect(200);
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.text).toMatch(/^parlance_articles 9$/m);
    expect(answer.text).toMatch(/^parlance_ingest_files [1-9]/m);
    expect(answer.text).toMatch(/^parlance_ingest_seconds 0?\.?\d/m);
    expect(answer.text).toMatch(/^parlance_library_info\{revision="[0-9a-f]{16}"\} 1$/m);
    expect(answer.text).toMatch(/^process_resident_memory_bytes \d/m);
  });

  it('counts responses by pattern, method, class and delivery, and groups unknown paths', async () => {
    const own = await buildApp();
    await request(own.app).get('/de/articles/KA-90001').expect(200);
    await request(own.app).get('/en/articles/KA-90002').expect(200);
    await request(own.app).get('/api/v1/search?q=lamp').expect(200);
    await request(own.app).get('/api/v1/search?q=nothingofthesort').expect(200);
    await request(own.app).get('/made/up').expect(404);
    const { text } = await request(own.app).get('/metrics').expect(200);
    const labels = (route: string, status: string, delivery: string): string =>
      `\\{route="${route}",method="GET",status="${status}",delivery="${delivery}"\\}`;
    const count = (name: string): number => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
    const requests = 'parlance_http_request_seconds_count';
    expect(count(requests + labels('/:locale/articles/:number', '2xx', 'page'))).toBe(2);
    expect(count(requests + labels('/api/v1/search', '2xx', 'api'))).toBe(2);
    expect(count(requests + labels('none', '4xx', 'none'))).toBe(1);
    expect(text).toMatch(/^parlance_http_request_seconds_bucket\{le="\+Inf",.*\} 2$/m);
    expect(text).not.toMatch(/KA-9|made\/up/);
    await own.close();
  });

  it('times every write a client waits for', async () => {
    const own = await buildApp();
    const written = async (): Promise<number> => {
      const { text } = await request(own.app).get('/metrics').expect(200);
      return Number(/^parlance_ledger_write_seconds_count\{\w+="written"\} (\d+)$/m.exec(text)?.[1] ?? 0);
    };
    const before = await written();
    await request(own.app)
      .post('/api/v1/articles/KA-90001/reports')
      .send({ locale: 'de', kind: 'translation' })
      .expect(201);
    await request(own.app).post('/de/articles/KA-90001/reports').type('form').send('good=yes').expect(303);
    expect(await written()).toBe(before + 2);
    await own.close();
  });

  it('has as many series however clients make up paths and methods', async () => {
    const own = await buildApp();
    const countSeries = async (): Promise<number> =>
      (await request(own.app).get('/metrics').expect(200)).text.match(/^parlance_http/gm)?.length ?? 0;
    const probe = async (name: string): Promise<void> => {
      await request(own.app).get(`/${name}`);
      await request(own.app).get(`/de/articles/${name}`);
      await request(own.app).propfind(`/${name}`);
      await request(own.app).get(`/static/${name}`);
      await request(own.app).get(`/images/de/${name}.png`);
      await request(own.app).get(`/api/v1/${name}?q=${name}`);
    };
    await probe('first');
    await countSeries();
    const before = await countSeries();
    for (const name of ['KA-1', '%00', 'a"b', 'x{y="z"}', 'ä', '..%2f..']) await probe(name);
    expect(await countSeries()).toBe(before);
    await own.close();
  });

  it('stays ready without its search cluster, and reports it', async () => {
    const alone = await buildApp({ searchUrl: 'http://127.0.0.1:1' });
    // The first search finds out.
    const ask = async (): Promise<unknown> =>
      (await request(alone.app).get('/api/v1/search?q=lamp').expect(200)).body;
    await expect.poll(ask).toMatchObject({ degraded: true });
    await expect
      .poll(async (): Promise<unknown> => (await request(alone.app).get('/readyz').expect(200)).body)
      .toMatchObject({
        status: 'ready',
        note: expect.stringMatching(/^search: answered without the cluster \(/) as string,
      });
    const { text } = await request(alone.app).get('/metrics').expect(200);
    expect(text).toMatch(/^parlance_search_degraded_total\{reason="\S+"\} \d+$/m);
    await alone.close();
  });

  it('can require a key', async () => {
    const closed = await buildApp({ change: (deps) => ({ ...deps, metricsKey: 'a-key-for-prometheus' }) });
    await request(closed.app).get('/metrics').expect(401);
    await request(closed.app).get('/metrics').auth('another-key-altogether', { type: 'bearer' }).expect(401);
    await request(closed.app).get('/metrics').auth('a-key-for-prometheus', { type: 'bearer' }).expect(200);
    await request(closed.app).get('/healthz').expect(200);
    await closed.close();
  });
});

describe('a service during its first sync', () => {
  it('is alive, not ready', async () => {
    await request(building.app).get('/healthz').expect(200);
    const answer = await request(building.app).get('/readyz').expect(503);
    expect(answer.body).toEqual({ status: 'building', revision: null });
    expect(answer.headers['retry-after']).toBe('5');
    await request(building.app)
      .get('/metrics')
      .expect(200, /^parlance_articles 0$/m);
  });

  it.each([
    '/',
    '/de/',
    '/KA-90001',
    '/de/articles/KA-90001',
    '/api/v1/articles',
    '/sitemap.xml',
    '/nothing',
  ])('returns 503 at %s', async (address) => {
    const answer = await request(building.app).get(address).redirects(0).expect(503);
    expect(answer.body).toMatchObject({ code: 'library-building' });
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('shows a localised page in the usual layout', async () => {
    const answer = await request(building.app).get('/de/').set('Accept', 'text/html').expect(503);
    expect(answer.text).toContain('<html lang="de"');
    const [style = ''] = /\/static\/[a-z+-]*\.css/.exec(answer.text) ?? [];
    await request(building.app).get(style).expect(200);
  });

  it('serves the articles once the sync is complete', async () => {
    await building.sync();
    await request(building.app).get('/readyz').expect(200);
    await request(building.app).get('/de/articles/KA-90001').expect(200);
  });
});

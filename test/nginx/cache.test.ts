import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders, ParlanceProcess, until } from '../cli/parlance-process.js';
import { crawl } from '../support/crawl.js';
import { startNginx } from '../support/nginx.js';

const PAGE = '/de/articles/KA-90001';
const TITLE = 'Die Lampe blinkt nach einem Neustart';

describe('nginx with deploy/nginx.conf', () => {
  it('caches each language and encoding separately, and serves the new page after a purge', async () => {
    using folders = makeFolders();
    await using node = new ParlanceProcess(['serve'], folders, { CACHE_SHARED: '600' });
    const address = await node.ready();
    await using proxy = await startNginx([address, address]);
    const get = async (target: string, headers: Record<string, string>) => {
      const answer = await fetch(proxy.url + target, { headers });
      const encoding = answer.headers.get('content-encoding');
      return { state: answer.headers.get('x-cache'), encoding, body: await answer.text() };
    };
    const api = '/api/v1/articles/KA-90001';
    const titles = { de: TITLE, it: 'lampada' };
    for (const state of ['MISS', 'HIT']) {
      for (const [locale, title] of Object.entries(titles)) {
        const answer = await get(api, { 'accept-language': locale });
        expect([answer.state, answer.body]).toEqual([state, expect.stringContaining(title)]);
      }
      for (const encoding of ['gzip', 'identity']) {
        const answer = await get(PAGE, { 'accept-encoding': encoding });
        expect([answer.state, answer.encoding]).toEqual([state, encoding === 'gzip' ? 'gzip' : null]);
        expect(answer.body).toContain(TITLE);
      }
    }
    const file = path.join(folders.contentDir, 'de/KA-90001.md');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(TITLE, 'Die Lampe flackert'));
    await until('the node has the change', async () =>
      (await (await fetch(address + PAGE)).text()).includes('Die Lampe flackert'),
    );
    expect(await get(PAGE, { 'accept-encoding': 'gzip' })).toMatchObject({ state: 'HIT' });
    const purged = await get(PAGE, { 'accept-encoding': 'gzip', 'x-purge': '1' });
    expect([purged.state, purged.body]).toEqual(['BYPASS', expect.stringContaining('Die Lampe flackert')]);
    const after = await get(PAGE, { 'accept-encoding': 'gzip' });
    expect([after.state, after.body]).toEqual(['HIT', expect.stringContaining('Die Lampe flackert')]);
  });

  it('uses the other node while one is down, and serves stale pages while both are', async () => {
    using folders = makeFolders();
    using others = makeFolders();
    const settings = { CACHE_SHARED: '1' };
    await using first = new ParlanceProcess(['serve'], folders, settings);
    await using second = new ParlanceProcess(['serve'], others, settings);
    await using proxy = await startNginx([await first.ready(), await second.ready()]);
    first.send('SIGKILL');
    await first.end();
    for (let asked = 0; asked < 20; asked++)
      expect(
        (await fetch(`${proxy.url}/de/articles?page=${asked + 1}`, { redirect: 'manual' })).status,
      ).not.toBe(502);
    expect((await fetch(proxy.url + PAGE)).status).toBe(200);
    second.send('SIGKILL');
    await second.end();
    const stale = await until('what is kept is stale', async () => {
      const answer = await fetch(proxy.url + PAGE);
      return answer.headers.get('x-cache') === 'STALE' ? answer : undefined;
    });
    expect(stale.status).toBe(200);
    expect(await stale.text()).toContain(TITLE);
  });

  it('serves a site below a path, with no links outside it', async () => {
    using folders = makeFolders();
    const site = 'https://desk.example/kb';
    const settings = { SITE_URL: site, DEFAULT_LOCALE: 'de', RATE_LIMIT: '0' };
    await using node = new ParlanceProcess(['serve'], folders, settings);
    const address = await node.ready();
    await using proxy = await startNginx([address, address], '/kb/');
    const { outside, broken, seen } = await crawl(proxy.url, site);
    expect(outside).toEqual([]);
    expect(broken).toEqual([]);
    expect(seen).toBeGreaterThan(100);
  }, 120_000);
});

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLedger, ledgerFile } from '../../src/ledger/ledger.js';
import { connectClient } from '../mcp/mcp-client.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { listen } from '../support/listen.js';

let site: TestApp;
beforeEach(async () => {
  site = await buildApp();
});
afterEach(() => site.close());

const FOUND = 'Lantern';
const IN_VAIN = 'qwrtpsdf';
const months = async () => (await site.ledger.usageOverview()).searches.months;
const month = new Date().toISOString().slice(0, 7);
const get = (path: string) => request(site.app).get(path);

describe('searches', () => {
  it('are counted on the page, its form, JSON and MCP', async () => {
    await get(`/de/search?q=${FOUND}`).expect(200);
    await get(`/de/search?q=${IN_VAIN}`).expect(200);
    await request(site.app).post('/de/search').type('form').send({ q: IN_VAIN }).expect(200);
    await get(`/api/v1/search?q=${IN_VAIN}&locale=it`).expect(200);
    await using server = await listen(site.app);
    await using client = await connectClient(server.url);
    await client.callTool({ name: 'search_articles', arguments: { query: IN_VAIN, locale: 'it' } });
    expect(await months()).toEqual([
      { month, locale: 'de', asked: 3, unanswered: 2 },
      { month, locale: 'it', asked: 2, unanswered: 2 },
    ]);
  });

  it('are counted each time, despite the cache', async () => {
    for (let i = 0; i < 3; i++) await request(site.cached).get(`/de/search?q=${IN_VAIN}`).expect(200);
    expect(await months()).toEqual([{ month, locale: 'de', asked: 3, unanswered: 3 }]);
  });

  it('are counted together for locales the site lacks', async () => {
    for (const locale of ['sv', 'ko', 'tlh']) await get(`/api/v1/search?q=${IN_VAIN}&locale=${locale}`);
    expect(await months()).toEqual([{ month, locale: 'und', asked: 3, unanswered: 3 }]);
  });

  it('count as answered if a number leads to its article', async () => {
    await get('/de/search?q=KA-90001').expect(302);
    expect(await months()).toEqual([{ month, locale: 'de', asked: 1, unanswered: 0 }]);
  });

  it('are not counted for further pages', async () => {
    const address = '/api/v1/search?q=Lantern&locale=de&limit=1';
    const { headers, body } = await get(address).expect(200);
    const [counted] = await months();
    await get(address)
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
    await get(address).set('Sec-Purpose', 'prefetch;prerender').expect(200);
    await request(site.app).head(address).expect(200);
    await get(`${address}&cursor=${body.next}`).expect(200);
    await get('/api/v1/suggest?q=Lan&locale=de').expect(200);
    await get('/de/search').expect(200);
    await get('/de/search?q=%20').expect(200);
    expect(await months()).toEqual([counted]);
  });

  it('without results by five readers appear in the report', async () => {
    const ask = (reader: string) => get(`/de/search?q=${IN_VAIN}`).set('User-Agent', reader).expect(200);
    for (const reader of ['a', 'b', 'c', 'd', 'd']) await ask(reader);
    const terms = async () => (await site.ledger.usageOverview()).searches.terms;
    expect(await terms()).toEqual([]);
    await ask('e');
    expect(await terms()).toEqual([{ term: IN_VAIN, locale: 'de', readers: 5, month }]);
  });

  it('work without the ledger, and are counted once it is back', async () => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'parlance-away-')), 'later');
    const ledger = createLedger({ place: { file: ledgerFile(folder) } });
    const other = await buildApp({ ledger });
    try {
      await request(other.app).get(`/de/search?q=${IN_VAIN}`).expect(200);
      await expect(ledger.searches.flush()).rejects.toThrow('ledger-unavailable');
      mkdirSync(folder);
      await request(other.app).get(`/de/search?q=${FOUND}`).expect(200);
      const { searches } = await ledger.usageOverview();
      expect(searches.months).toEqual([{ month, locale: 'de', asked: 2, unanswered: 1 }]);
    } finally {
      await other.close();
      await ledger.close();
      rmSync(path.dirname(folder), { recursive: true });
    }
  });
});

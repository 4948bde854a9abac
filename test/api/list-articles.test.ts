import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LISTED } from '../../src/presenters/schemas.js';
import { buildApp, SITE_CONTENT, type TestApp } from '../support/build-app.js';

const LIST = z.strictObject({
  items: z.array(z.strictObject(LISTED.shape)),
  total: z.number().int(),
  next: z.string().nullable(),
});

let folder: string;
let site: TestApp;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parlance-list-'));
  cpSync(SITE_CONTENT, folder, { recursive: true });
  site = await buildApp({ contentDir: folder });
});

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const get = (address: string) => request(site.app).get(address);
const list = async (query: string) => LIST.parse((await get(`/api/v1/articles${query}`).expect(200)).body);

/** Numbers page by page, following `Link: rel="next"`. */
async function walk(query: string): Promise<string[]> {
  const numbers: string[] = [];
  let address: string | undefined = `/api/v1/articles${query}`;
  while (address !== undefined && numbers.length < 100) {
    const { body, next }: { body: unknown; next: string | undefined } = await getPage(address);
    const page = LIST.parse(body);
    numbers.push(...page.items.map((item) => item.number));
    const cursor = next === undefined ? null : new URL(next, 'http://localhost').searchParams.get('cursor');
    expect(page.next).toBe(cursor);
    address = next;
  }
  return numbers;
}

async function getPage(address: string): Promise<{ body: unknown; next: string | undefined }> {
  const { body, headers } = await get(address).expect(200);
  return { body, next: /<https:\/\/help\.example([^>]+)>; rel="next"/.exec(String(headers['link']))?.[1] };
}

describe('the list of articles', () => {
  it('contains every visible article, newest first', async () => {
    const { items, total, next } = await list('?locale=de');
    expect(items.map((item) => item.number)).toEqual([
      'KA-90002',
      'KA-90001',
      'KA-90005',
      'KA-90003',
      'KA-90006',
      'KA-90009',
      'KA-90010',
      'KT-90008',
      'KA-90007',
    ]);
    expect(total).toBe(items.length);
    expect(next).toBeNull();
  });

  it('says which locale of each article the reader gets', async () => {
    const { items } = await list('?locale=de-AT');
    const item = (number: string) => items.find((found) => found.number === number);
    expect(item('KA-90001')).toMatchObject({
      requested: 'de-AT',
      served: 'de',
      isFallback: false,
      title: 'Die Lampe blinkt nach einem Neustart',
      stepCount: 2,
      updatedAt: '2024-05-04T00:05:00Z',
      provenance: { kind: 'machine', humanDegree: 0.12, sourceVersion: 4, outdated: true, missingSteps: [3] },
      locales: ['de', 'en', 'it', 'ja', 'pt'],
    });
    expect(item('KA-90002')).toMatchObject({ served: 'en', isFallback: true });
    expect(item('KA-90003')).toMatchObject({ provenance: { outdated: null, sourceVersion: null } });
    expect(item('KT-90008')).toMatchObject({ version: null });
  });

  it.each([1, 2, 3, 4, 8, 9, 100])('is complete and without duplicates in pages of %i', async (limit) => {
    const all = (await list('?locale=pt')).items.map((item) => item.number);
    expect(await walk(`?locale=pt&limit=${limit}`)).toEqual(all);
  });

  it('keeps its filters and its language from page to page', async () => {
    const harbour = (await list('?product=Harbour')).items.map((item) => item.number);
    expect(harbour).toEqual(['KA-90002', 'KA-90003', 'KA-90009', 'KA-90010', 'KT-90008', 'KA-90007']);
    expect(await walk('?product=Harbour&limit=2')).toEqual(harbour);
    const { next = '' } = await getPage('/api/v1/articles?lang=ja&limit=1&updatedSince=2023-09-09');
    const page = LIST.parse((await get(next)).body);
    expect(page.items.map((item) => [item.number, item.requested])).toEqual([['KA-90001', 'ja']]);
    expect(next).toContain('updatedSince=2023-09-09T00%3A00%3A00Z');
  });

  it('is limited to changes since a time, inclusive', async () => {
    const since = async (instant: string) =>
      (await list(`?updatedSince=${encodeURIComponent(instant)}`)).items.map((item) => item.number);
    expect(await since('2024-05-04T00:05:00Z')).toEqual(['KA-90002', 'KA-90001']);
    expect(await since('2024-05-04T00:05:01Z')).toEqual(['KA-90002']);
    expect(await since('2024-05-04T02:05:00+02:00')).toEqual(['KA-90002', 'KA-90001']);
    expect(await since('2024-06-01')).toEqual(['KA-90002']);
    expect(await since('2030-01-01')).toEqual([]);
  });

  it('finds the reader’s language if the URL names none', async () => {
    const answer = await get('/api/v1/articles?limit=2').set('Accept-Language', 'pt-PT');
    expect(LIST.parse(answer.body).items[1]).toMatchObject({ requested: 'pt', served: 'pt' });
    expect(answer.headers['vary']).toContain('Accept-Language');
  });

  it('continues from a cursor after the library has changed', async () => {
    const { next, items } = await list('?limit=2');
    const before = await list(`?limit=100&cursor=${next}`);
    writeFileSync(path.join(folder, 'it/KA-90010.md'), readChanged());
    await site.sync();
    const after = await list(`?limit=100&cursor=${next}`);
    const numbers = (page: typeof after) => page.items.map(({ number }) => number);
    expect(numbers(after)).toEqual(expect.arrayContaining(numbers(before).filter((it) => it !== 'KA-90010')));
    expect(numbers(after).filter((it) => items.some(({ number }) => number === it))).toEqual([]);
    await get(`/de/articles?cursor=${next}`).set('Accept', 'text/html').expect(200);
  });
});

function readChanged(): string {
  return `---\ntitle: La corda nuova\ndescription: Corda\nsolution: Harbour\nproduct: Harbour\narticle-created-date: 9/9/2023 9:09:09 AM
article-published-date: 9/9/2023 9:09:09 AM\nversion-number: 2\narticle-number: KA-90010\n---\n\n## Risoluzione {#resolution}\n\n1. Tirare.\n`;
}

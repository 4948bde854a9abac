import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CHANGE_LIST, CITED_PASSAGE, PASSAGE_LIST } from '../../src/presenters/present-passage.js';
import { buildApp, SITE_CONTENT, type TestApp } from '../support/build-app.js';
import { listen } from '../support/listen.js';

let folder: string;
let site: TestApp;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parlance-changes-'));
  cpSync(SITE_CONTENT, folder, { recursive: true });
  site = await buildApp({ contentDir: folder });
});

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

const get = (address: string) => request(site.app).get(address);
const changes = async (query = '') =>
  CHANGE_LIST.parse((await get(`/api/v1/changes${query}`).expect(200)).body as unknown);

async function edit(name: string, from: string, to: string): Promise<void> {
  const file = path.join(folder, name);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  await site.sync();
}

const ARTICLE = 'de/KA-90001.md';
const title = (): string =>
  /^title: (.*)$/m.exec(readFileSync(path.join(folder, ARTICLE), 'utf8'))?.[1] ?? '';

describe('the change feed', () => {
  it('without a token is a full copy, page by page, and ends with an empty page', async () => {
    const seen: string[] = [];
    let page = await changes('?limit=3');
    while (page.items.length > 0) {
      seen.push(...page.items.map(({ number, locale }) => `${number}/${locale}`));
      page = await changes(`?limit=3&since=${page.next}`);
    }
    const whole = await changes('?limit=1000');
    expect(seen).toEqual(whole.items.map(({ number, locale }) => `${number}/${locale}`));
    expect(page.next).toBe(whole.next);
    expect(whole.items[0]?.links.api).toMatch(/^https:\/\/help\.example\/api\/v1\/articles\/KA-/);
  });

  it('contains an edit that changed no date, in its locale', async () => {
    const { next } = await changes('?limit=1000');
    const german = await changes('?limit=1000&locale=de');
    await edit(ARTICLE, title(), `${title()} neu`);
    const [change, ...others] = (await changes(`?since=${next}`)).items;
    expect(change).toMatchObject({ number: 'KA-90001', locale: 'de', change: 'updated' });
    expect(others).toEqual([]);
    expect((await changes(`?since=${german.next}&locale=de`)).items).toHaveLength(1);
    expect((await changes(`?since=${next}&locale=it`)).items).toEqual([]);
  });

  it('answers a waiting client with the next change', async () => {
    const { next } = await changes('?limit=1000');
    const answer = get(`/api/v1/changes?since=${next}`).set('Prefer', 'respond-async, wait=30').then();
    // By then the one before has arrived.
    await get('/healthz');
    await edit(ARTICLE, title(), `${title()} wieder`);
    const { body, headers } = await answer;
    expect(CHANGE_LIST.parse(body as unknown).items).toMatchObject([
      { number: 'KA-90001', change: 'updated' },
    ]);
    expect(headers['preference-applied']).toBe('wait=30');
    expect(headers['cache-control']).toBe('private, no-store');
  });

  it.each([
    ['limit=0', 400, 'invalid-parameter'],
    ['limit=1000000', 400, 'invalid-parameter'],
    ['since=', 400, 'invalid-parameter'],
    ['since=812', 400, 'invalid-parameter'],
    ['since=000000000000.1%27--', 400, 'invalid-parameter'],
    ['since=000000000000.1', 410, 'epoch-ended'],
    ['locale=xx', 400, 'unknown-value'],
    ['locale=*', 400, 'unknown-value'],
    ['unit=word', 400, 'unknown-parameter'],
  ])('refuses %s with %d', async (query, status, code) => {
    const { body } = await get(`/api/v1/changes?${query}`).expect(status);
    expect(body).toMatchObject({ code });
  });

  it('reports the epoch for a token of another epoch or of the future', async () => {
    const { epoch } = await changes();
    const other = await get('/api/v1/changes?since=000000000000.1').expect(410);
    expect(other.body).toMatchObject({ epoch });
    await get(`/api/v1/changes?since=${epoch}.999999999`).expect(410);
  });

  it('accepts only its own tokens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 70 }), async (since) => {
        const { status } = await get(`/api/v1/changes?since=${encodeURIComponent(since)}`);
        expect(status).toBe(400);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the export', () => {
  const lines = (text: string): Record<string, unknown>[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));

  it('contains every visible translation and the token to continue from', async () => {
    const answer = await get('/api/v1/export.ndjson').expect(200);
    expect(answer.headers['content-type']).toContain('application/x-ndjson');
    const all = lines(answer.text);
    const { next, items } = all.pop() ?? {};
    const feed = await changes('?limit=1000');
    expect(next).toBe(feed.next);
    expect(items).toBe(all.length);
    const named = all.map(({ article }) =>
      z.object({ number: z.string(), served: z.string() }).parse(article),
    );
    expect(named.map(({ number, served }) => `${number}/${served}`)).toEqual(
      feed.items
        .filter(({ change }) => change !== 'removed')
        .map(({ number, locale }) => `${number}/${locale}`),
    );
  });

  it('contains passages on request, in one locale', async () => {
    const { text } = await get('/api/v1/export.ndjson?unit=passage&locale=de').expect(200);
    const passages = lines(text)
      .slice(0, -1)
      .map(({ passage }) => passage);
    expect(passages.length).toBeGreaterThan(3);
    const shown = PASSAGE_LIST.shape.items.parse(passages);
    expect(new Set(shown.map(({ locale }) => locale))).toEqual(new Set(['de']));
  });

  it('resumes where it was interrupted', async () => {
    const all = lines((await get('/api/v1/export.ndjson').expect(200)).text);
    const third = all[2];
    const rest = lines(
      (await get(`/api/v1/export.ndjson?since=${String(third?.['resume'])}`).expect(200)).text,
    );
    expect(rest.slice(0, -1)).toEqual(all.slice(2, -1));
  });

  it('is compressed for clients that accept it', async () => {
    await using server = await listen(site.cached);
    const answer = await fetch(`${server.url}/api/v1/export.ndjson`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect(lines(await answer.text()).at(-1)).toHaveProperty('next');
  });

  it.each(['unit=word', 'since=1', 'locale=xx'])('refuses %s', async (query) => {
    await get(`/api/v1/export.ndjson?${query}`).expect(400);
  });
});

describe('passages', () => {
  it('of an article give their position, their grounding and their source', async () => {
    const answer = await get('/api/v1/articles/KA-90001/passages?locale=de').expect(200);
    const { items, total, served } = PASSAGE_LIST.parse(answer.body as unknown);
    expect([total, served]).toEqual([items.length, 'de']);
    for (const passage of items) {
      expect(passage.id).toMatch(/^KA-90001\/de#[a-z-]+(?:-\d+)?(?:\.\d+)?$/);
      expect(passage.href).toMatch(/^https:\/\/help\.example\/de\/articles\/KA-90001#/);
      expect(passage.path.length).toBeGreaterThan(0);
      expect(passage.grounding.verdict === 'yes' ? [] : passage.grounding.reasons.length > 0).toBeTruthy();
    }
    expect(items.some(({ step }) => step === 1)).toBe(true);
  });

  it('come with an article on request', async () => {
    const { body } = await get('/api/v1/articles/KA-90001?locale=de&include=passages').expect(200);
    const own = await get('/api/v1/articles/KA-90001/passages?locale=de');
    const hashes = z.object({ hash: z.string() });
    expect(z.object({ passages: z.array(hashes) }).parse(body).passages).toEqual(
      z.object({ items: z.array(hashes) }).parse(own.body).items,
    );
  });

  it('are shown under their hash as cited, next to the current text', async () => {
    const answer = await get('/api/v1/articles/KA-90001/passages?locale=de');
    const [first] = PASSAGE_LIST.parse(answer.body as unknown).items;
    const hash = first?.hash ?? '';
    const same = await get(`/c/${hash}.json`).expect(200);
    expect(CITED_PASSAGE.parse(same.body as unknown)).toMatchObject({ isCurrent: true, text: first?.text });
    const word = first?.text.split(/\s/)[0] ?? '';
    const body = readFileSync(path.join(folder, ARTICLE), 'utf8').split('\n---\n')[1] ?? '';
    await edit(ARTICLE, body, body.replaceAll(word, 'Anders'));
    const cited = await get(`/c/${hash}`).set('Accept', 'application/json').expect(200);
    const { isCurrent, text, current } = CITED_PASSAGE.parse(cited.body as unknown);
    expect([isCurrent, text]).toEqual([false, first?.text]);
    expect(current?.text).toContain('Anders');
    const page = await get(`/c/${hash}`).set('Accept', 'text/html').set('Accept-Language', 'de').expect(200);
    expect(page.text).toContain(`<del>${word}</del><ins>Anders</ins>`);
  });

  it.each([
    'p1-aaaaaaaaaaaaaaaaaaaaaa',
    'p1-short',
    'KA-90001',
    '..%2f',
    '%00',
    'p1-aaaaaaaaaaaaaaaaaaaaaa.xml',
  ])('do not exist under %s', async (hash) => {
    await get(`/c/${hash}`).expect(404);
  });

  it.each(['KA-99999', 'lamp'])('do not exist for %s', async (number) => {
    await get(`/api/v1/articles/${number}/passages`).expect(404);
  });
});

import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PROBLEM, READING } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { pathOf } from '../support/path-of.js';

const STRICT_READING = z.strictObject(READING.shape);

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
});

afterAll(() => site.close());

const get = (address: string) => request(site.app).get(`/api/v1${address}`).redirects(0);
const read = async (address: string) => STRICT_READING.parse((await get(address).expect(200)).body);

describe('an article as JSON', () => {
  it('has the shape of the contract', async () => {
    const answer = await get('/articles/KA-90001?locale=de').expect(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['content-language']).toBe('de');
    const reading = STRICT_READING.parse(answer.body);
    expect(reading).toMatchObject({
      number: 'KA-90001',
      requested: 'de',
      served: 'de',
      isFallback: false,
      title: 'Die Lampe blinkt nach einem Neustart',
      products: ['Lantern'],
      appliesTo: ['Lantern', 'Lantern Pro'],
      keywords: ['Lampe', 'Uhr'],
      version: 3,
      createdAt: '2023-03-04T06:54:15Z',
      publishedAt: '2023-03-04T07:40:10Z',
      provenance: { kind: 'machine', humanDegree: 0.12, sourceVersion: 4, outdated: true, missingSteps: [3] },
      links: {
        self: 'https://help.example/api/v1/articles/KA-90001?locale=de',
        html: 'https://help.example/de/articles/KA-90001',
        permalink: 'https://help.example/KA-90001',
      },
    });
    expect(reading.sections.map(({ name, title }) => [name, title])).toEqual([
      ['environment', 'Umgebung'],
      ['issue', 'Problem'],
      ['cause', 'Ursache'],
      ['resolution', 'Lösung'],
    ]);
    expect(reading.steps.map(({ number, anchor, text }) => [number, anchor, text])).toEqual([
      [1, 'step-1', 'Öffnen Sie die Klappe mit Service.'],
      [2, 'step-2', 'Stellen Sie die Uhr auf 00:00.'],
    ]);
  });

  it('contains links that work', async () => {
    const { links, locales } = await read('/articles/KA-90001?locale=it');
    for (const address of [links.self, links.html, links.markdown, ...locales.map(({ href }) => href)])
      await request(site.app).get(pathOf(address)).expect(200);
    await request(site.app).get(pathOf(links.permalink)).expect(302);
  });

  it('names the requested and the served locale', async () => {
    expect(await read('/articles/KA-90001?locale=de-AT')).toMatchObject({
      requested: 'de-AT',
      served: 'de',
      isFallback: false,
    });
    expect(await read('/articles/KA-90002?locale=pt')).toMatchObject({
      requested: 'pt',
      served: 'en',
      isFallback: true,
      provenance: { kind: 'human', humanDegree: null, outdated: false },
    });
    expect(await read('/articles/KA-90003?locale=ja')).toMatchObject({ served: 'de', isFallback: true });
    expect(await read('/articles/KA-90001?locale=tlh')).toMatchObject({ served: 'en', isFallback: true });
  });

  it('names its language when none was requested', async () => {
    const answer = await get('/articles/KA-90001').set('Accept-Language', 'ja').expect(200);
    expect(answer.headers['content-language']).toBe('ja');
    expect(answer.headers['vary']).toBe('Cookie, Accept-Language, Accept-Encoding');
    const named = await get('/articles/KA-90001?locale=it').set('Accept-Language', 'ja');
    expect(named.headers['content-language']).toBe('it');
    expect(named.headers['vary'] ?? '').not.toMatch(/language/i);
  });

  it('includes only the requested bodies', async () => {
    const bodies = async (include: string) => {
      const { sections, steps } = await read(`/articles/KA-90005?locale=en${include}`);
      const names = (item: object) => Object.keys(item).filter((key) => /^(?:html|text|markdown)$/.test(key));
      return { section: sections.map(names)[0], step: steps.map(names)[0] };
    };
    expect(await bodies('')).toMatchObject({ section: ['html'] });
    expect(await bodies('&include=text')).toMatchObject({ section: ['text'] });
    expect(await bodies('&include=markdown,html,text')).toMatchObject({
      section: ['html', 'text', 'markdown'],
    });
    const { steps } = await read('/articles/KA-90001?locale=en&include=markdown');
    expect(steps[1]).toEqual({
      number: 2,
      markdown: 'Set the clock to `00:00`.',
      text: 'Set the clock to 00:00.',
      edit: null,
      anchor: 'step-2',
    });
  });

  it('includes every translation on request', async () => {
    const answer = await get('/articles/KA-90001?locale=*').expect(200);
    const { number, items, total, next } = z
      .strictObject({ number: z.string(), items: z.array(STRICT_READING), total: z.int(), next: z.null() })
      .parse(answer.body);
    expect([number, total, next]).toEqual(['KA-90001', 5, null]);
    expect(items.map(({ served }) => served)).toEqual(['de', 'en', 'it', 'ja', 'pt']);
    expect(items.every(({ isFallback, requested, served }) => !isFallback && requested === served)).toBe(
      true,
    );
  });

  it('links to articles of this site, and otherwise to the author’s URL', async () => {
    const { sections } = await read('/articles/KA-90005?locale=de&include=html,markdown');
    const { html = '', markdown = '' } = sections[0] ?? {};
    expect(html).toContain('href="https://help.example/de/articles/KA-90001#step-2"');
    expect(html).toContain(
      'href="https://docs.lantern.example/docs/kbarticles/KA-99999.html?lang=en&amp;from=kb"',
    );
    expect(html).not.toContain('/articles/KA-99999');
    expect(markdown).toContain('(https://help.example/de/articles/KA-90001#step-2)');
  });

  it('is served although it is archived', async () => {
    expect(await read('/articles/KA-90004?locale=de')).toMatchObject({ isHidden: true, steps: [] });
  });
});

describe('an unknown number', () => {
  it('returns 404 with similar numbers', async () => {
    const answer = await get('/articles/KA-90011?locale=de').expect(404);
    const problem = PROBLEM.parse(answer.body);
    expect(problem).toMatchObject({
      code: 'article-not-found',
      type: 'https://help.example/problems/article-not-found',
    });
    expect(problem.near).toEqual(expect.arrayContaining(['KA-90001', 'KA-90010']));
    expect(problem.detail).toContain('KA-90011');
  });

  it.each(['KA-1', 'KB-12345', 'nonsense', 'KA-90001.json', '..', '%2e%2e%2fetc%2fpasswd', 'KA-90001%00'])(
    'that is malformed, %s, returns 404',
    async (text) => {
      const answer = await get(`/articles/${text}`);
      expect(answer.status).toBe(404);
      expect(PROBLEM.parse(answer.body).status).toBe(404);
    },
  );
});

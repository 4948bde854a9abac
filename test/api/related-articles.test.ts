import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SUGGESTIONS } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;
beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'en' });
});
afterAll(() => site.close());

const related = async (number: string, query: Readonly<Record<string, string>> = {}) =>
  SUGGESTIONS.parse(
    (await request(site.app).get(`/api/v1/articles/${number}/related`).query(query).expect(200)).body,
  ).items;

describe('related articles', () => {
  it('are those the text links to first, then those that share its terms; never the article itself', async () => {
    const items = await related('KA-90005', { locale: 'de' });
    expect(items[0]).toMatchObject({ number: 'KA-90001', href: 'https://help.example/de/articles/KA-90001' });
    expect(items.map(({ number }) => number)).not.toContain('KA-90005');
    expect(new Set(items.map(({ number }) => number)).size).toBe(items.length);
  });

  it('are at most as many as requested', async () => {
    expect((await related('KA-90001', { locale: 'de', limit: '1' })).length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['/api/v1/articles/KA-99999/related', 404],
    ['/api/v1/articles/KA-90001/related?limit=0', 400],
    ['/api/v1/articles/KA-90001/related?limit=1000000', 400],
    ['/api/v1/articles/KA-90001/related?locale=german!', 400],
  ])('%s returns %i', async (address, status) => {
    await request(site.app).get(address).expect(status);
  });
});

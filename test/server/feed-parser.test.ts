import { parseFeed } from '@rowanmanning/feed-parser';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LISTED } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de' });
});

afterAll(() => site.close());

const LIST = z.object({ items: z.array(LISTED), total: z.number() });

const list = async (query: string) => {
  const answer = await request(site.app).get(`/api/v1/articles?${query}`).expect(200);
  return LIST.parse(answer.body);
};

describe('a feed reader', () => {
  it.each(['de', 'en', 'it', 'ja', 'pt'])('understands the feed of %s', async (locale) => {
    const { text } = await request(site.app).get(`/${locale}/feed.atom`).expect(200);
    const feed = parseFeed(text);
    expect(feed.meta).toMatchObject({ type: 'atom', version: '1.0' });
    expect(feed.language).toBe(locale);
    expect(feed.self).toBe(`https://help.example/${locale}/feed.atom`);
    expect(feed.title).toContain('Parlance');
    const { items } = await list(`locale=${locale}&limit=50`);
    const dated = items.filter(({ publishedAt }) => publishedAt !== null);
    expect(dated.length).toBeGreaterThan(0);
    expect(feed.items.map(({ title, url, updated }) => [title, url, updated?.toISOString()])).toEqual(
      dated.map(({ title, number, publishedAt }) => [
        title,
        `https://help.example/${locale}/articles/${number}`,
        new Date(publishedAt ?? '').toISOString(),
      ]),
    );
    expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
  });
});

describe('the changed-since filter', () => {
  it('returns changes since a time, inclusive', async () => {
    const all = await list('locale=de&limit=100');
    const dates = all.items.flatMap(({ updatedAt }) => updatedAt ?? []);
    const middle = dates[Math.floor(dates.length / 2)] ?? '';
    const since = await list(`locale=de&limit=100&updatedSince=${encodeURIComponent(middle)}`);
    expect(since.total).toBe(dates.filter((date) => date >= middle).length);
    expect(since.items.every(({ updatedAt }) => (updatedAt ?? '') >= middle)).toBe(true);
    expect((await list('updatedSince=2999-01-01')).items).toEqual([]);
  });

  it.each(['yesterday', '2024-13-01', '2024-06-11 07:40'])('rejects %s', async (text) => {
    const answer = await request(site.app).get('/api/v1/articles').query({ updatedSince: text }).expect(400);
    expect(answer.body).toMatchObject({ code: 'invalid-parameter' });
  });
});

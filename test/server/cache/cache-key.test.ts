import { describe, expect, it } from 'vitest';
import { cacheKey } from '../../../src/server/cache/cache-key.js';

const SITE = ['de', 'pt-BR'];

describe('the cache key', () => {
  it.each([
    '/de/',
    '/de/articles',
    '/pt-BR/articles/KA-90001',
    '/pt-BR/articles/KA-90001.md',
    '/de/articles/KA-90001/walk/graph.svg',
    '/api/v1/articles/KA-90001',
    '/sitemap.xml',
  ])('is the path, for %s', (path) => {
    expect(cacheKey(path, SITE)).toEqual({ key: path, lang: undefined, isOpenEnded: false });
  });

  it.each([
    '/de/ARTICLES/KA-90001',
    '/de/articles/KA-0540%36',
    '/%64e/articles',
    'http://other.example/de/',
    '/de/articles#top',
    `/de/${'x'.repeat(2000)}`,
    '*',
  ])('is undefined for unlinked URLs: %s', (url) => {
    expect(cacheKey(url, SITE)).toBeUndefined();
  });

  it('omits parameters added by mailers', () => {
    expect(cacheKey('/de/articles/KA-90001?utm_source=mail&gclid=1', SITE)?.key).toBe(
      '/de/articles/KA-90001',
    );
    expect(cacheKey('/api/v1/articles/KA-90001?utm_source=mail&locale=de', SITE)).toEqual({
      key: '/api/v1/articles/KA-90001?locale=de',
      lang: undefined,
      isOpenEnded: false,
    });
  });

  it('is marked as arbitrary unless it has a site locale', () => {
    const isOpenEnded = (query: string) => cacheKey(`/api/v1/articles?${query}`, SITE)?.isOpenEnded;
    expect(['locale=de', 'locale=*', 'lang=pt-BR'].map(isOpenEnded)).toEqual([false, false, false]);
    const made = [
      'locale=de-x-abc',
      'limit=7',
      'locale=de&limit=7',
      'updatedSince=2020-01-01',
      'lang=xx',
      'x',
    ];
    expect(made.map(isOpenEnded)).toEqual(made.map(() => true));
  });

  it('contains the locale of the URL', () => {
    expect(cacheKey('/problems?lang=de', SITE)?.lang).toBe('de');
  });
});

import type { IncomingHttpHeaders } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVariance, RequestPreferences } from '../../../src/server/cache/variant-key.js';

const site = { name: 'Lamps', url: 'https://help.example', locales: ['de', 'pt-BR'], defaultLocale: 'de' };
const preferences = new RequestPreferences(site);

describe('the variant of a request', () => {
  const byFormat = { byFormat: true, byLocale: false };
  const byLocale = { byFormat: false, byLocale: true };

  it('is the same for headers the response does not vary by', () => {
    const none = { byFormat: false, byLocale: false };
    const one = preferences.variantKey(
      none,
      { accept: 'text/html', 'accept-language': 'de', cookie: 'a=b' },
      undefined,
    );
    expect(preferences.variantKey(none, {}, undefined)).toBe(one);
  });

  it('depends on the meaning of Accept, not its spelling', () => {
    const key = (accept: string) => preferences.variantKey(byFormat, { accept }, undefined);
    expect(key('text/html, application/json;q=0.4')).toBe(key('text/html ,  application/json;q=0.2'));
    expect(key('application/json')).not.toBe(key('text/html'));
    expect(key('image/png')).not.toBe(key('text/html'));
  });

  it('depends on the locale and its origin, as Vary does', () => {
    const key = (headers: IncomingHttpHeaders, lang?: string) =>
      preferences.variantKey(byLocale, headers, lang);
    expect(key({ 'accept-language': 'pt' })).toBe(key({ 'accept-language': 'pt-PT;q=0.9, xx' }));
    expect(key({ cookie: 'locale=pt-BR; other=1' })).toBe(
      key({ cookie: 'locale=pt-BR', 'accept-language': 'de' }),
    );
    expect(key({ cookie: 'locale=pt-BR' })).not.toBe(key({ 'accept-language': 'pt-BR' }));
    expect(key({ 'accept-language': 'pt-BR' }, 'de')).not.toBe(key({ 'accept-language': 'pt-BR' }));
  });

  it('is one of few for any Accept', () => {
    const keys = new Set<string>();
    fc.assert(
      fc.property(fc.string(), (accept) => {
        keys.add(preferences.variantKey(byFormat, { accept }, undefined));
      }),
    );
    expect(keys.size).toBeLessThanOrEqual(16);
  });
});

describe('the preferred encoding', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0.5, gzip', 'gzip'],
    ['*', 'br'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['identity, br;q=0.5', 'identity'],
    ['', 'identity'],
    ['GZIP', 'gzip'],
    ['gzip;q=x', 'identity'],
  ])('of "%s" is %s', (header, encoding) => {
    expect(preferences.encoding(header)).toBe(encoding);
  });

  it('is undefined without a header', () => {
    expect(preferences.encoding(undefined)).toBe('identity');
  });
});

describe('the Vary of a response', () => {
  it('is parsed', () => {
    expect(readVariance('Accept, Accept-Encoding')).toEqual({ byFormat: true, byLocale: false });
    expect(readVariance('Cookie')).toEqual({ byFormat: false, byLocale: true });
    expect(readVariance('')).toEqual({ byFormat: false, byLocale: false });
  });

  it('excludes it from the cache for unsupported headers', () => {
    expect(readVariance('Accept, Origin')).toBeUndefined();
    expect(readVariance('*')).toBeUndefined();
  });
});

import type { IncomingHttpHeaders } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ResponseCache, type Asked } from '../../../src/server/cache/response-cache.js';
import type { WholeAnswer } from '../../../src/http/response/send-cacheable.js';

const site = { name: 'Lamps', url: 'https://help.example', locales: ['de', 'pt-BR'], defaultLocale: 'de' };
const PUBLIC = 'public, max-age=0, must-revalidate';
const MEGABYTE = 1024 * 1024;

function get(url: string, headers: IncomingHttpHeaders = {}, method = 'GET'): Asked {
  return { method, url, headers };
}

function answer(body: string, headers: Readonly<Record<string, string>> = {}): WholeAnswer {
  const all = { 'cache-control': PUBLIC, vary: 'Accept-Encoding', 'x-request-id': 'another', ...headers };
  const sent = Buffer.from(body);
  const known = { hash: `hash${body.length}`, lastModified: undefined, size: sent.length };
  return { ...known, encoding: 'identity', sent, headers: Object.entries(all) };
}

/** A cache over a library whose revision the test sets. */
function openCache(bytes = MEGABYTE) {
  const library: { revision: string | undefined } = { revision: 'first' };
  const cache = new ResponseCache({ bytes, state: () => library.revision, site: () => site });
  const keep = (req: Asked, whole: WholeAnswer): void => cache.keeper(req)?.(whole);
  const find = (req: Asked) => cache.find(req, performance.now());
  return { library, cache, keep, find };
}

describe('the response cache', () => {
  it('returns what was stored, with a new request id', () => {
    const { keep, find } = openCache();
    keep(get('/de/'), answer('hello'));
    const found = find(get('/de/'));
    expect(found?.body?.toString()).toBe('hello');
    expect(found?.head(found.tag, 'id-1')).toEqual(
      expect.arrayContaining(['x-request-id', 'id-1', 'etag', '"hash5"', 'content-length', '5']),
    );
    expect(found?.head(found.tag, 'id-2')).not.toContain('another');
  });

  it.each([
    ['private', answer('x', { 'cache-control': 'private, no-cache' })],
    ['not to be stored', answer('x', { 'cache-control': 'no-store' })],
    ['setting a cookie', answer('x', { 'set-cookie': 'a=b' })],
    ['varying by something unknown', answer('x', { vary: 'Origin' })],
  ])('does not store a response that is %s', (_, whole) => {
    const { cache, keep, find } = openCache();
    keep(get('/de/'), whole);
    expect(find(get('/de/'))).toBeUndefined();
    expect(cache.count).toBe(0);
  });

  it('is bypassed by requests with a key', () => {
    const { cache, keep, find } = openCache();
    keep(get('/de/', { authorization: 'Bearer key' }), answer('x'));
    expect(cache.count).toBe(0);
    keep(get('/de/'), answer('x'));
    expect(find(get('/de/', { authorization: 'Bearer key' }))).toBeUndefined();
  });

  it('drops everything when the library changes', () => {
    const { library, cache, keep, find } = openCache();
    keep(get('/de/'), answer('old'));
    library.revision = 'second';
    cache.refresh(performance.now());
    expect(find(get('/de/'))).toBeUndefined();
    expect([cache.count, cache.size, cache.counts.drops]).toEqual([0, 0, 1]);
  });

  it('detects a change on the next check', () => {
    const { library, cache, keep } = openCache();
    keep(get('/de/'), answer('old'));
    library.revision = 'second';
    expect(cache.find(get('/de/'), performance.now() + 10)).toBeUndefined();
  });

  it('does not store what was rendered while the library changed', () => {
    const { library, cache } = openCache();
    const keep = cache.keeper(get('/de/'));
    library.revision = 'second';
    keep?.(answer('of the first, or of the second'));
    expect(cache.count).toBe(0);
  });

  it('stores nothing while the library is being built', () => {
    const { library, cache, keep } = openCache();
    library.revision = undefined;
    keep(get('/de/'), answer('x'));
    expect(cache.count).toBe(0);
  });

  it('never exceeds its size', () => {
    const { cache, keep, find } = openCache(256 * 1024);
    for (let number = 10_000; number < 10_200; number++)
      keep(get(`/de/articles/KA-${number}`), answer('x'.repeat(6000)));
    expect(cache.size).toBeLessThanOrEqual(256 * 1024);
    expect(cache.count).toBeGreaterThan(10);
    expect(find(get('/de/articles/KA-10199'))).toBeDefined();
    expect(find(get('/de/articles/KA-10000'))).toBeUndefined();
  });

  it('does not store very large responses', () => {
    const { cache, keep } = openCache();
    keep(get('/sitemap.xml'), answer('x'.repeat(100_000)));
    expect(cache.count).toBe(0);
  });

  it('keeps its articles during a flood of arbitrary URLs', () => {
    const { keep, find } = openCache();
    keep(get('/de/articles/KA-90001'), answer('x'.repeat(5000)));
    keep(get('/api/v1/articles/KA-90001?locale=de'), answer('x'.repeat(5000)));
    for (let made = 0; made < 1000; made++)
      keep(get(`/api/v1/articles?updatedSince=2020-01-01&limit=${made}`), answer('x'.repeat(5000)));
    expect(find(get('/de/articles/KA-90001'))).toBeDefined();
    expect(find(get('/api/v1/articles/KA-90001?locale=de'))).toBeDefined();
    expect(find(get('/de/articles/KA-90001?utm_source=flood'))).toBeDefined();
  });

  it('returns the matching variant', () => {
    const { keep, find } = openCache();
    const vary = 'Accept, Accept-Encoding';
    const read = (accept: string) => find(get('/de/x', { accept }))?.body?.toString();
    keep(get('/de/x', { accept: 'text/html' }), answer('page', { vary }));
    keep(get('/de/x', { accept: 'application/json' }), answer('document', { vary }));
    expect([read('text/html'), read('application/json'), read('text/markdown')]).toEqual([
      'page',
      'document',
      undefined,
    ]);
  });

  it('passes a request for another encoding to the app', () => {
    const { cache, keep, find } = openCache();
    const body = 'Die Lampe blinkt. '.repeat(500);
    const bytes = brotliCompressSync(body);
    keep(get('/de/'), answer(body));
    const ask = () => find(get('/de/', { 'accept-encoding': 'gzip, br' }));
    const before = cache.size;
    expect(ask()).toBeUndefined();
    keep(get('/de/', { 'accept-encoding': 'br' }), { ...answer(body), encoding: 'br', sent: bytes });
    expect(ask()?.body).toEqual(bytes);
    expect(ask()?.tag).toBe('"hash9000-br"');
    expect(ask()?.head('tag', 'id')).toEqual(expect.arrayContaining(['content-encoding', 'br']));
    expect(cache.size).toBeGreaterThan(before + bytes.length);
  });

  it('stores one response for clients with different encodings', () => {
    const { keep, find } = openCache();
    const body = 'Die Lampe blinkt. '.repeat(500);
    const compressed = { br: brotliCompressSync(body), gzip: gzipSync(body) } as const;
    for (const encoding of ['br', 'gzip'] as const)
      keep(get('/de/'), { ...answer(body), encoding, sent: compressed[encoding] });
    for (const encoding of ['br', 'gzip'] as const)
      expect(find(get('/de/', { 'accept-encoding': encoding }))?.body).toEqual(compressed[encoding]);
  });

  it('returns 304, compressed or not', () => {
    const { keep, find } = openCache();
    keep(get('/de/'), answer('Die Lampe blinkt. '.repeat(500)));
    const headers = { 'accept-encoding': 'br', 'if-none-match': '"hash9000-br"' };
    expect(find(get('/de/', headers))).toMatchObject({ tag: '"hash9000-br"', body: undefined });
  });

  it('returns 304 where no client has got a body yet', () => {
    const { keep, find } = openCache();
    keep(get('/de/'), { ...answer('Die Lampe blinkt. '.repeat(500)), encoding: 'br', sent: undefined });
    const ask = (tag: string) => find(get('/de/', { 'accept-encoding': 'br', 'if-none-match': tag }));
    expect(ask('"hash9000"')).toMatchObject({ tag: '"hash9000"', body: undefined });
    expect(ask('"other"')).toBeUndefined();
  });

  it('does not return expired responses', () => {
    const { keep, find } = openCache();
    let isCurrent = true;
    keep(get('/de/'), { ...answer('popular: the lamp'), isCurrent: () => isCurrent });
    expect(find(get('/de/'))).toBeDefined();
    isCurrent = false;
    expect(find(get('/de/'))).toBeUndefined();
    keep(get('/de/'), answer('popular: the cable'));
    expect(find(get('/de/'))?.body?.toString()).toBe('popular: the cable');
  });

  it('sends small bodies uncompressed to everyone', () => {
    const { keep, find } = openCache();
    keep(get('/de/'), answer('short'));
    expect(find(get('/de/', { 'accept-encoding': 'br' }))?.tag).toBe('"hash5"');
  });
});

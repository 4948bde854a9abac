import fc from 'fast-check';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { listen, sendRaw } from '../support/raw-request.js';

let site: TestApp;
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  site = await buildApp();
  server = await listen(site.app);
});

afterAll(async () => {
  server.server.close();
  await site.close();
});

const send = (target: string, headers: Record<string, string> = {}) =>
  sendRaw(server.port, target, { headers });

describe('a hostile URL', () => {
  it.each([
    ['20 KB of it', `/de/articles?product=${'x'.repeat(20_000)}`, 414],
    ['20 KB of path', `/${'a/'.repeat(10_000)}`, 414],
    ['more than any server reads', `/${'x'.repeat(80_000)}`, 414],
    ['a path out of the site', '/de/articles/..%2f..%2fetc%2fpasswd', 404],
    ['dots as they are', '/de/articles/../../../../etc/passwd', 404],
    ['a NUL in the path', '/de/articles/%00', 404],
    ['a NUL in the locale', '/%00/articles', 404],
    ['a NUL in the query', '/de/articles?product=%00', 200],
    ['a malformed escape in the path', '/de/articles/%', 400],
    ['a malformed escape in the locale', '/%E0%A4%A/articles', 400],
    ['a malformed escape in the query', '/de/articles?product=%E0%A4%A', 200],
    ['a lone surrogate in the path', '/de/articles/%ED%A0%80', 400],
    ['a lone surrogate in the query', '/de/articles?product=%ED%A0%80', 200],
    ['bytes that are no text', '/de/articles/\xff\xfe', 400],
    ['a double slash', '//evil.example/de/', 404],
    ['a double slash behind the locale', '/de//evil.example', 404],
    ['a backslash', '/\\evil.example', 404],
    ['another server’s address', 'http://evil.example/de/', 200],
    ['an asterisk', '*', 404],
    ['no slash', 'de/articles', 404],
    ['a fragment', '/de/#content', 200],
  ])('is handled: %s', async (_what, target, status) => {
    const answer = await send(target);
    const accepted = status === 404 || status === 400 ? [400, 404] : [status];
    expect(accepted).toContain(answer.status);
    if (answer.status >= 400) {
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      const problem = PROBLEM.parse(JSON.parse(answer.body));
      expect(problem.status).toBe(answer.status);
      expect(answer.body).not.toMatch(/node_modules|\.ts:|at Object|Error:/);
    }
  });

  it.each([
    '//evil.example',
    '//evil.example/articles',
    '/\\evil.example',
    '/%2f%2fevil.example/',
    '/DE//evil.example',
    '/KA-90001//evil.example',
  ])('never redirects to another site: %s', async (target) => {
    const { headers } = await send(target);
    expect(new URL(headers['location'] ?? '/', 'http://here.example').host).toBe('here.example');
  });

  it('in absolute form keeps its query in a redirect', async () => {
    const answer = await send('http://localhost/DE/articles?sort=oldest');
    expect(answer.headers['location']).toBe('/de/articles?sort=oldest');
  });
});

describe('a malformed request', () => {
  it.each([
    ['nonsense', 'nonsense\r\n\r\n'],
    ['a header that is none', '/de/ HTTP/1.1\r\nno colon here'],
  ])('returns only 400: %s', async (_what, target) => {
    const answer = await send(target);
    expect(answer.status).toBe(400);
  });

  it.each([
    ['Cookie', 'locale=%%%; =; ;;; locale'],
    ['Accept-Language', `${'a'.repeat(5000)},;;q=,*;q=9`],
    ['Accept', ',,;q=x,text/'],
    ['If-None-Match', '"'],
    ['If-Modified-Since', 'never'],
    ['X-Request-Id', '\xff'],
    ['X-Forwarded-For', 'evil, "'],
    ['Host', 'evil.example:99999'],
  ])('with an invalid header %s is treated as without it', async (name, value) => {
    const answer = await send('/de/articles/KA-90001', { [name]: value });
    expect([200, 406]).toContain(answer.status);
    expect(answer.body).not.toContain('evil');
  });
});

describe('any URL', () => {
  const segment = fc.oneof(
    fc.constantFrom(
      'de',
      'DE',
      'pt-PT',
      'articles',
      'api',
      'v1',
      'KA-90001',
      'ka-90001.md',
      'problems',
      'images',
      'inline',
      'static',
      'feed.atom',
      '..',
      '.',
      '',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }).map(encodeLoosely),
    fc.stringMatching(/^(?:%[0-9a-f]{2}|[!-~]){0,8}$/).map((text) => text.replace(/[?#]/g, '')),
  );
  const parameter = fc.tuple(
    fc.oneof(
      fc.constantFrom('locale', 'lang', 'limit', 'cursor', 'product', 'updatedSince', 'include', 'sort', 'q'),
      fc.string({ maxLength: 5 }).map(encodeLoosely),
    ),
    fc.oneof(
      fc.constantFrom(
        'de',
        '*',
        '1',
        '-1',
        '1e9',
        '2022-08-19',
        '9999-12-31T23:59:59-23:59',
        '0000-01-01',
        'html,text',
        'WyIiLCIiLCIiXQ',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }).map(encodeLoosely),
    ),
  );
  const address = fc
    .tuple(fc.array(segment, { maxLength: 5 }), fc.array(parameter, { maxLength: 3 }))
    .map(
      ([path, query]) =>
        `/${path.join('/')}${query.length > 0 ? `?${query.map((pair) => pair.join('=')).join('&')}` : ''}`,
    );

  it('never returns 500', async () => {
    await fc.assert(
      fc.asyncProperty(address, fc.constantFrom('text/html', 'application/json'), async (target, accept) => {
        const answer = await send(target.replace(/[^!-~]/g, ''), { Accept: accept });
        expect(answer.status, answer.body).toBeGreaterThanOrEqual(200);
        expect(answer.status, answer.body).toBeLessThan(500);
        if (answer.headers['content-type']?.includes('json') === true && answer.body !== '')
          JSON.parse(answer.body);
      }),
      { numRuns: 400 },
    );
  });

  it('of the API with any values returns 200, or 4xx with a problem document', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(parameter, { maxLength: 4 }), fc.boolean(), async (query, isList) => {
        const text = query.map((pair) => pair.join('=')).join('&');
        const answer = await request(site.app).get(`/api/v1/articles${isList ? '' : '/KA-90001'}?${text}`);
        if (answer.status === 200) expect(answer.headers['content-type']).toMatch(/^application\/json/);
        else expect(PROBLEM.parse(answer.body).status).toBe(answer.status);
      }),
      { numRuns: 300 },
    );
  });
});

/** Escapes what is text, and leaves bytes that are none as malformed escapes. */
function encodeLoosely(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
}

import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';
import { openingTags } from '../support/opening-tags.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp();
});

afterAll(() => site.close());

const get = (address: string) => request(site.app).get(address).redirects(0);
const EVERYWHERE = [
  '/',
  '/de/',
  '/de/articles/KA-90001',
  '/KA-90001',
  '/api/v1/articles',
  '/api/v1/docs',
  '/static/base.css',
  '/nothing',
  '/healthz',
];

describe('every response', () => {
  it.each(EVERYWHERE)('at %s forbids unused browser features', async (address) => {
    const { headers } = await get(address);
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|data:|https?:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it.each(EVERYWHERE)('at %s has the request id', async (address) => {
    const [first, second] = [await get(address), await get(address)];
    expect(first.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(first.headers['x-request-id']).not.toBe(second.headers['x-request-id']);
  });

  it('keeps a valid id from the client, and no other', async () => {
    const given = (id: string) => get('/healthz').set('X-Request-Id', id);
    expect((await given('abc-12345')).headers['x-request-id']).toBe('abc-12345');
    for (const id of ['short', '"quoted id here"', 'x'.repeat(65), '<script>alert(1)</script>'])
      expect((await given(id)).headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('pages', () => {
  it.each([
    '/de/',
    '/de/articles',
    '/de/articles/KA-90001',
    '/de/articles/KA-90005',
    '/problems',
    '/de/nothing',
  ])('at %s contain nothing the policy forbids', async (address) => {
    const { text } = await get(address).set('Accept', 'text/html');
    for (const tag of openingTags(text)) expect(tag).not.toMatch(/^<style|\s(?:style|on[a-z]+)(?=[=\s>])/);
    const scripts = [...text.matchAll(/<script([^>]*)>/g)].map(([, attributes = '']) => attributes);
    for (const attributes of scripts)
      expect(attributes).toMatch(/src="\/static\/|type="application\/ld\+json"/);
    for (const [, source = ''] of text.matchAll(/<(?:img|script)[^>]*\ssrc="([^"]*)"/g))
      expect(source).toMatch(/^\/(?:static|images)\//);
  });
});

describe('static files', () => {
  it('are immutable, with versioned URLs', async () => {
    const { text } = await get('/de/').set('Accept', 'text/html');
    const files = [...text.matchAll(/(?:href|src)="(\/static\/[^"]*)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const answer = await get(file).expect(200);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(file).toMatch(/\?v=v1$/);
    }
  });

  it.each([
    '/static/',
    '/static/..%2fpackage.json',
    '/static/%2e%2e/package.json',
    '/static/.hidden',
    '/static/%zz',
    '/static/%00',
  ])('do not include %s', async (address) => {
    const answer = await get(address);
    expect([400, 404]).toContain(answer.status);
    expect(answer.headers['content-type']).toContain('problem+json');
  });
});

describe('the log', () => {
  it('has one line per request, without personal data', async () => {
    const before = site.log.length;
    await get('/de/articles?product=my-secret-search')
      .set('Cookie', 'locale=de')
      .set('X-Request-Id', 'log-line-1');
    const lines = site.log.slice(before);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      requestId: 'log-line-1',
      method: 'GET',
      path: '/de/articles',
      status: 200,
      milliseconds: expect.any(Number),
    });
    expect(JSON.stringify(lines)).not.toMatch(/secret|cookie|127\.0\.0\.1/i);
  });
});

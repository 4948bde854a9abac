import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;
beforeAll(async () => {
  site = await buildApp();
});
afterAll(() => site.close());

describe('a bundle of public files', () => {
  it('concatenates its files in order and is immutable', async () => {
    const answer = await request(site.app).get('/static/tokens+base.css?v=1').expect(200);
    expect(answer.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.text.indexOf('--paper')).toBeGreaterThan(0);
    expect(answer.text.indexOf('box-sizing')).toBeGreaterThan(answer.text.indexOf('--paper'));
  });

  it.each(['post', 'put', 'delete'] as const)('is not answered to %s', async (method) => {
    const answer = await request(site.app)[method]('/static/base.css').expect(405);
    expect(answer.headers['allow']).toBe('GET, HEAD');
    expect(answer.body.code).toBe('method-not-allowed');
  });

  it('wraps each script in its own block', async () => {
    const { text } = await request(site.app).get('/static/menu+suggest.js').expect(200);
    expect(text.match(/^\{$/gm)).toHaveLength(2);
    expect(text).not.toContain('export {}');
  });

  it.each([
    '/static/base+nothing.css',
    '/static/base+..%2fpackage.css',
    '/static/base+.css',
    '/static/base+menu.svg',
  ])('%s returns 404', async (address) => {
    await request(site.app).get(address).expect(404);
  });
});

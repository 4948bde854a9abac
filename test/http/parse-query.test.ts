import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';
import { PROBLEM } from '../../src/presenters/schemas.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'en' });
});

afterAll(() => site.close());

const get = (address: string) => request(site.app).get(address).redirects(0);

describe('unknown parameters', () => {
  it.each([
    '/',
    '/de/',
    '/de/articles',
    '/de/articles/KA-90001',
    '/de/articles/KA-90001.json',
    '/de/feed.atom',
    '/problems',
    '/api/v1/articles',
    '/api/v1/articles/KA-90001',
  ])('are rejected by name at %s', async (address) => {
    const answer = await get(`${address}?local=de&a~b/c=1`).expect(400);
    const problem = PROBLEM.parse(answer.body);
    expect(problem.code).toBe('unknown-parameter');
    expect(problem.detail).toContain('local');
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(['/query/local', '/query/a~0b~1c']);
  });

  it('produce a list of known ones', async () => {
    const answer = await get('/api/v1/articles?prodcut=x').expect(400);
    expect(PROBLEM.parse(answer.body).errors[0]?.detail).toContain('product');
  });

  it('added by mailers are ignored', async () => {
    await get('/de/articles/KA-90001?utm_source=mail&utm_campaign=x&fbclid=1').expect(200);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'named %s are like any other',
    async (name) => {
      const answer = await get(`/api/v1/articles?${name}=1`).expect(400);
      expect(PROBLEM.parse(answer.body).code).toBe('unknown-parameter');
    },
  );

  it('are shown as written and never treated as placeholders', async () => {
    const answer = await get(`/api/v1/articles?${encodeURIComponent('$t(nav.home){{name}}')}=1`).expect(400);
    expect(PROBLEM.parse(answer.body).detail).toContain('$t(nav.home){{name}}');
  });
});

describe('invalid values', () => {
  it.each([
    ['/api/v1/articles?limit=0', 'limit'],
    ['/api/v1/articles?limit=101', 'limit'],
    ['/api/v1/articles?limit=many', 'limit'],
    ['/api/v1/articles?limit=1.5', 'limit'],
    ['/api/v1/articles?updatedSince=yesterday', 'updatedSince'],
    ['/api/v1/articles?updatedSince=2022-02-30', 'updatedSince'],
    ['/api/v1/articles?locale=*', 'locale'],
    ['/api/v1/articles?locale=no+tag', 'locale'],
    ['/api/v1/articles?cursor=!', 'cursor'],
    ['/api/v1/articles?cursor=e30', 'cursor'],
    [`/api/v1/articles?cursor=${'a'.repeat(501)}`, 'cursor'],
    ['/api/v1/articles?locale=de&locale=pt', 'locale'],
    ['/api/v1/articles/KA-90001?locale=-', 'locale'],
    ['/api/v1/articles/KA-90001?include=pdf', 'include'],
    ['/api/v1/articles/KA-90001?include=', 'include'],
    ['/de/articles?sort=best', 'sort'],
    ['/de/articles?page=nonsense', 'page'],
    ['/?lang=de&lang=pt', 'lang'],
  ])('are rejected at %s, which names %s', async (address, name) => {
    const answer = await get(address).expect(400);
    const problem = PROBLEM.parse(answer.body);
    expect(problem.code).toBe('invalid-parameter');
    expect(problem.detail).toContain(name);
    expect(problem.errors.map(({ pointer }) => pointer)).toContain(`/query/${name}`);
    expect(problem.errors[0]?.detail).not.toBe('');
  });

  it('return the known values', async () => {
    const answer = await get('/api/v1/articles?product=Nothing').expect(400);
    const problem = PROBLEM.parse(answer.body);
    expect(problem.code).toBe('unknown-value');
    expect(problem.known).toEqual(['Harbour', 'Lantern', '<b>Bold</b> & "Co"']);
    expect(problem.detail).toContain('Nothing');
    expect(problem.errors[0]?.pointer).toBe('/query/product');
  });
});

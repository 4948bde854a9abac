import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SUGGESTIONS } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { BAD_QUERIES } from '../support/search-inputs.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ locales: ['de', 'en', 'it', 'ja', 'pt'], defaultLocale: 'en' });
});

afterAll(() => site.close());

const ask = (query: Record<string, string>) =>
  request(site.app).get(`/api/v1/suggest?${new URLSearchParams(query)}`);
const suggest = async (query: Record<string, string>) =>
  SUGGESTIONS.strict().parse((await ask(query).expect(200)).body).items;

describe('type-ahead', () => {
  it('completes titles in the reader’s locale', async () => {
    expect(await suggest({ q: 'lam', locale: 'de' })).toEqual([
      {
        number: 'KA-90001',
        title: 'Die Lampe blinkt nach einem Neustart',
        locale: 'de',
        href: 'https://help.example/de/articles/KA-90001',
      },
    ]);
    expect(await suggest({ q: 'lâm', locale: 'pt-BR' })).toMatchObject([
      { locale: 'pt', href: 'https://help.example/pt/articles/KA-90001' },
    ]);
  });

  it('completes numbers', async () => {
    expect(await suggest({ q: 'KA-9000', locale: 'de', limit: '3' })).toHaveLength(3);
    expect(await suggest({ q: '90001', locale: 'it' })).toMatchObject([{ number: 'KA-90001', locale: 'it' }]);
  });

  it('returns at most the requested number', async () => {
    expect(await suggest({ q: 'corda', locale: 'it', limit: '1' })).toHaveLength(1);
    expect(await suggest({ q: 'corda', locale: 'it' })).toHaveLength(2);
  });

  it('returns nothing for an unknown prefix', async () => {
    expect(await suggest({ q: 'xqzzyv', locale: 'en' })).toEqual([]);
  });

  it.each(Object.entries(BAD_QUERIES).filter(([, q]) => encodeURIComponent(q).length < 8000))(
    'accepts %s',
    async (_, q) => {
      expect(await suggest({ q, locale: 'en' })).toEqual(expect.any(Array));
    },
  );

  it('is cached privately for a short time', async () => {
    const { headers } = await ask({ q: 'lam', locale: 'de' });
    expect(headers['cache-control']).toBe('private, max-age=60');
    expect(headers['etag']).toEqual(expect.any(String));
  });

  it.each([
    [{}, '/query/q'],
    [{ q: 'a', limit: '21' }, '/query/limit'],
    [{ q: 'a', locale: '***' }, '/query/locale'],
  ])('says which parameter is wrong', async (query, pointer) => {
    const { body } = await ask(query as Record<string, string>).expect(400);
    expect(body.errors).toMatchObject([{ pointer }]);
  });

  it('is not logged', async () => {
    site.log.length = 0;
    await ask({ q: 'canary', locale: 'en' }).expect(200);
    expect(JSON.stringify(site.log)).not.toContain('canary');
  });
});

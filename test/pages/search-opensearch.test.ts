import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ locales: ['de', 'en', 'pt'], defaultLocale: 'en' });
});

afterAll(() => site.close());

describe('/opensearch.xml', () => {
  it('contains the search and suggestion URLs', async () => {
    const { text, headers } = await request(site.app).get('/opensearch.xml?lang=de').buffer(true).expect(200);
    expect(headers['content-type']).toBe('application/opensearchdescription+xml; charset=utf-8');
    expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<OpenSearchDescription /);
    expect(text).toContain('<ShortName>Parlance</ShortName>');
    expect(text).toContain('<Language>de</Language>');
    expect(text).toContain('template="https://help.example/de/search?q={searchTerms}"');
    expect(text).toContain(
      'template="https://help.example/opensearch/suggestions?q={searchTerms}&amp;lang=de"',
    );
    expect(text).toContain('<Description>Bewährte Antworten');
  });

  it('uses the reader’s language if none is given', async () => {
    const { text, headers } = await request(site.app)
      .get('/opensearch.xml')
      .set('Accept-Language', 'pt-BR')
      .buffer(true);
    expect(text).toContain('<Language>pt</Language>');
    expect(headers['vary']).toContain('Accept-Language');
  });

  it('is linked from every page, in the page’s language', async () => {
    for (const [path, lang] of [
      ['/de/', 'de'],
      ['/pt/articles/KA-90001', 'pt'],
    ] as const) {
      const { text } = await request(site.app).get(path).expect(200);
      expect(text).toContain(
        `<link rel="search" type="application/opensearchdescription+xml" title="Parlance" href="/opensearch.xml?lang=${lang}"/>`,
      );
    }
  });
});

describe('/opensearch/suggestions', () => {
  it('returns titles in the format browsers expect', async () => {
    const { text, headers } = await request(site.app)
      .get('/opensearch/suggestions?q=lam&lang=de')
      .buffer(true)
      .expect(200);
    expect(headers['content-type']).toBe('application/x-suggestions+json; charset=utf-8');
    expect(JSON.parse(text)).toEqual([
      'lam',
      ['Die Lampe blinkt nach einem Neustart'],
      ['KA-90001'],
      ['https://help.example/de/articles/KA-90001'],
    ]);
  });

  it('requires the typed text', async () => {
    await request(site.app).get('/opensearch/suggestions').expect(400);
  });
});

import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, SITE_CONTENT, type TestApp } from '../support/build-app.js';
import { ids, visibleText } from '../pages/page-support.js';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

let contentDir: string;
let site: TestApp;

beforeAll(async () => {
  contentDir = mkdtempSync(path.join(tmpdir(), 'parlance-beside-'));
  cpSync(SITE_CONTENT, contentDir, { recursive: true });
  const english = `---
title: The buoy
description: About the buoy.
solution: Lantern
product: Lantern
applies-to: Lantern
article-created-date: 3/4/2023 6:54:15 AM
article-published-date: 3/4/2023 7:40:10 AM
version-number: 2
article-number: KA-90077
---

# The buoy

## Description {#description}

### Issue

It logs SCM-120008 on buoy.intranet.example.

## Resolution {#resolution}

1. Open it & look.
2. Set BUOY_LEVEL to 3.
`;
  const italian = english
    .replace('title: The buoy', 'title: La boa')
    .replace('It logs SCM-120008 on', 'Registra SCM-12008 su')
    .replace('Open it & look.', 'Aprire & guardare.')
    .replace('Set BUOY_LEVEL to 3.', 'Impostare BUOY_LEVEL su 3.');
  writeFileSync(path.join(contentDir, 'en/KA-90077.md'), english);
  writeFileSync(path.join(contentDir, 'it/KA-90077.md'), italian);
  site = await buildApp({ contentDir, defaultLocale: 'de' });
});
afterAll(async () => {
  await site.close();
  rmSync(contentDir, { recursive: true, force: true });
});

const get = (address: string) => request(site.app).get(address).set('Accept', BROWSER);

describe('an article in two locales side by side', () => {
  it('has both texts, each marked with its language, and unique ids', async () => {
    const { text } = await get('/de/articles/KA-90001?beside=ja').expect(200);
    expect(text).toMatch(/<div class="beside-cell beside-right" data-language="ja" lang="ja" dir="ltr">/);
    expect(text).toMatch(/<li id="step-1" class="step">/);
    expect(text).toMatch(/<li id="beside-step-1" class="step">/);
    expect(new Set(ids(text)).size).toBe(ids(text).length);
  });

  it('shows which step one side lacks', async () => {
    const { text } = await get('/de/articles/KA-90001?beside=en').expect(200);
    expect(visibleText(text)).toContain('Dieser Schritt fehlt hier (Deutsch).');
    expect(text).toContain('<li id="beside-step-3" class="step">');
  });

  it('shows the provenance of each side', async () => {
    const text = visibleText((await get('/de/articles/KA-90001?beside=en').expect(200)).text);
    expect(text).toMatch(/Version 3, Original Version 4 · veraltet/);
    expect(text).toContain('Das Original');
  });

  it('copies each step in either language, with a URL in that language', async () => {
    const { text } = await get('/de/articles/KA-90001?beside=ja').expect(200);
    expect(text).toContain(
      'data-copy-step="beside-step-2" data-copy-address="https://help.example/KA-90001?lang=ja#step-2" aria-label="Schritt 2 kopieren (Japanisch)"',
    );
    expect(text).toContain(
      'data-copy-step="step-2" data-copy-address="https://help.example/KA-90001?lang=de#step-2"',
    );
  });

  it('keeps links of each side in its locale', async () => {
    const { text } = await get('/de/articles/KA-90005?beside=en').expect(200);
    expect(text).toContain('href="/en/articles/KA-90001#step-2"');
    expect(text).toContain('href="/de/articles/KA-90001#step-2"');
  });

  it('matches a tag to a site locale', async () => {
    const { text } = await get('/de/articles/KA-90001?beside=ja-JP').expect(200);
    expect(text).toContain('<option value="ja" lang="ja" selected>');
  });

  it('serves a missing side by fallback with a notice, even if both sides are equal', async () => {
    const answer = await get('/de/articles/KA-90002?beside=it').expect(200);
    expect(visibleText(answer.text)).toContain('Nicht verfügbar auf Italienisch');
    expect(visibleText(answer.text)).toContain('Beide Seiten zeigen denselben Text');
    expect(/<title>([^<:]*)/.exec(answer.text)?.[1]).not.toContain('Italienisch');
  });

  it.each(['xx', 'nl', '', 'de_DE!', '%00'])(
    'returns 400 with the known locales for beside=%s',
    async (beside) => {
      const { body } = await request(site.app)
        .get(`/de/articles/KA-90001?beside=${beside}`)
        .set('Accept', 'text/html;q=0.1, application/problem+json')
        .expect(400);
      expect(body).toMatchObject({ code: 'unknown-value', known: ['de', 'en', 'it', 'ja', 'pt'] });
    },
  );

  it('is noindex with the article as canonical', async () => {
    const { text } = await get('/de/articles/KA-90001?beside=en').expect(200);
    expect(text).toContain('<meta name="robots" content="noindex"/>');
    expect(text).toContain('<link rel="canonical" href="https://help.example/de/articles/KA-90001"/>');
  });

  it('is linked from the language switch of the article', async () => {
    const { text } = await get('/de/articles/KA-90001').expect(200);
    expect(text).toMatch(/<a href="\/de\/articles\/KA-90001\?beside=ja" lang="ja" dir="ltr">日本語<\/a>/);
    expect(text).not.toContain('?beside=de');
  });

  it('is a page only: Markdown and JSON reject the parameter', async () => {
    const { body } = await request(site.app).get('/de/articles/KA-90001.json?beside=en').expect(400);
    expect(body.code).toBe('unknown-parameter');
  });
});

describe('the language switch', () => {
  it('marks outdated translations', async () => {
    const { text } = await request(site.app).get('/it/articles/KA-90001').set('Accept', BROWSER).expect(200);
    const entry = (locale: string) =>
      new RegExp(`data-locale="${locale}"[^>]*>(.*?)</a>`, 's').exec(text)?.[1] ?? '';
    expect(visibleText(entry('de'))).toContain('non aggiornato');
    expect(visibleText(entry('it'))).not.toContain('non aggiornato');
  });
});

describe('checker findings', () => {
  const address = '/it/articles/KA-90077?beside=en&faults=1';

  it('are highlighted in the text and listed next to it', async () => {
    const { text } = await get(address).expect(200);
    expect(text).toMatch(
      /<mark class="finding-mark finding-mark-error">SCM-12008<\/mark><sup class="finding-label">/,
    );
    expect(visibleText(text)).toMatch(
      /Errore Un nome letto solo dalle macchine manca o è alterato\. identifier-lost .*SCM-120008.* Riga 19/,
    );
  });

  it('never contain an internal host', async () => {
    expect((await get(address).expect(200)).text).not.toContain('intranet');
  });

  it('are not cacheable', async () => {
    const answer = await get(address).expect(200);
    expect(answer.headers['cache-control']).toBe('private, no-store');
  });

  it('are shown only on request', async () => {
    const answer = await get('/it/articles/KA-90077?beside=en').expect(200);
    expect(answer.text).not.toContain('class="finding');
    expect(answer.headers['cache-control']).toContain('public');
  });

  it('require a second language', async () => {
    const { body } = await request(site.app)
      .get('/it/articles/KA-90077?faults=1')
      .set('Accept', 'text/html;q=0.1, application/problem+json')
      .expect(400);
    expect(body).toMatchObject({ code: 'invalid-parameter', errors: [{ pointer: '/query/faults' }] });
  });

  it('are unknown if the file has become too large', async () => {
    const file = path.join(contentDir, 'it/KA-90010.md');
    appendFileSync(file, `\n${'x '.repeat(600_000)}\n`);
    const { text } = await get('/it/articles/KA-90010?beside=en&faults=1').expect(200);
    expect(visibleText(text)).toContain('Al momento non è possibile controllare questo file');
  });
});

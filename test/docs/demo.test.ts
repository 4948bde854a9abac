import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { makeFolders, run } from '../cli/parlance-process.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { PACKAGE_ROOT } from '../support/package-root.js';

const settings = parseEnv(readFileSync(path.join(PACKAGE_ROOT, 'examples/demo.env'), 'utf8'));
const config = readConfig(settings);

describe('the demo', () => {
  let site: TestApp;
  beforeAll(async () => {
    const { contentDir, defaultLocale = 'en' } = config;
    site = await buildApp({ contentDir: path.resolve(PACKAGE_ROOT, contentDir), defaultLocale });
  });
  afterAll(() => site.close());

  it('has ten articles, some outdated and some missing', async () => {
    const { body } = await request(site.app).get('/api/v1/articles?locale=en').expect(200);
    expect(body.total).toBe(10);
    const outdated = await request(site.app).get('/api/v1/articles/KA-90101?locale=pt').expect(200);
    expect(outdated.body).toMatchObject({ served: 'pt', provenance: { missingSteps: [3] } });
    const missing = await request(site.app).get('/api/v1/articles/KA-90110?locale=ja').expect(200);
    expect(missing.body).toMatchObject({ served: 'en', isFallback: true });
  });

  it.each(['en', 'de', 'pt', 'it', 'ja'])('has a guided walk in %s', async (locale) => {
    const { body } = await request(site.app)
      .get(`/api/v1/articles/KA-90103/walk?locale=${locale}`)
      .expect(200);
    expect(body.walk).toMatchObject({ kind: 'guided', number: 'KA-90103' });
    expect(body.questions[0].step.locale).toBe(locale);
  });

  it('has no errors and two outdated translations', async () => {
    using folders = makeFolders();
    const given = { CONTENT_DIR: path.resolve(PACKAGE_ROOT, config.contentDir) };
    const { code, stdout } = await run(['check', '--json', '--rule', 'outdated'], folders, given);
    expect(code).toBe(0);
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly file: string }[] };
    expect(findings.map(({ file }) => file).filter((file) => file.endsWith('.md'))).toEqual([
      'it/KA-90104.md',
      'pt/KA-90101.md',
    ]);
  });
});

import path from 'node:path';
import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildApp } from '../support/build-app.js';
import { ContentFolder } from '../support/content-folder.js';

let content: ContentFolder;
beforeEach(() => {
  content = new ContentFolder();
  content.article(
    'en/KA-90001.md',
    [
      '# The lamp',
      '## Issue {#issue}',
      'Use [!DNL Lantern Cloud] when it is dark.',
      '## Resolution {#resolution}',
      '1. Select [!UICONTROL Load file] and wait for the lamp.',
      '2. Select [!UICONTROL Save] to close the window.',
    ].join('\n\n'),
  );
  content.article(
    'de/KA-90001.md',
    [
      '# Die Lampe',
      '## Problem {#issue}',
      'Verwenden Sie bei Dunkelheit die Laternenwolke.',
      '## Lösung {#resolution}',
      '1. Wählen Sie [!UICONTROL Akte laden] und warten Sie auf die Lampe.',
      '2. Wählen Sie [!UICONTROL Speichern], um das Fenster zu schließen.',
    ].join('\n\n'),
  );
  content.article('nl/KA-90001.md', '# De lamp');
});
afterEach(() => content.close());

const LIST = 'Load file: Datei laden\nSave: Speichern\nLantern Cloud: Lantern Cloud\n';
const terms = () => content.library().resolve('KA-90001', 'de')?.translation.terms;

it('a changed list of terms recompiles the translations of its language, and is part of the revision', async () => {
  const bare = await content.sync();
  expect(terms()).toBeUndefined();
  content.write('terms/de.yaml', LIST);
  const listed = await content.sync();
  expect(listed.compiled).toBe(1);
  expect(listed.revision).not.toBe(bare.revision);
  expect(terms()).toEqual([
    { fragment: 'description', source: 'Lantern Cloud', preferred: 'Lantern Cloud' },
    { fragment: 'step-1', source: 'Load file', preferred: 'Datei laden', written: 'Akte laden' },
  ]);
  expect(await content.sync()).toMatchObject({ compiled: 0, revision: listed.revision });
  content.write('terms/de.yaml', 'Load file: Akte laden\n');
  // A sync of single files leaves it to the next full one.
  expect((await content.sync({ paths: ['en/KA-90002.md'] })).compiled).toBe(0);
  expect((await content.sync()).compiled).toBe(1);
  expect(terms()).toBeUndefined();
  content.remove('terms');
  expect((await content.sync()).revision).toBe(bare.revision);
});

it('the folder of the lists is watched', async () => {
  const watched: string[] = [];
  const onFolders = (_root: string, folders: readonly string[]) => void watched.push(...folders);
  await content.sync({ onFolders });
  expect(watched.map((folder) => path.basename(folder))).not.toContain('terms');
  content.write('terms/de.yaml', LIST);
  await content.sync({ onFolders });
  expect(watched.map((folder) => path.basename(folder))).toContain('terms');
});

it('pages and passages say what a term is called in the interface', async () => {
  content.write('terms/de.yaml', LIST);
  const site = await buildApp({ contentDir: content.root, defaultLocale: 'de', locales: ['de', 'fr'] });
  const page = (locale: string) =>
    request(site.app).get(`/${locale}/articles/KA-90001`).set('Accept', 'text/html');
  const { text } = await page('de').expect(200);
  expect([...text.matchAll(/<p class="term-hint" dir="auto">(.*?)<\/p>/g)].map(([, hint]) => hint)).toEqual([
    '„\u2068Akte laden\u2069“ heißt in Ihrer Oberfläche „\u2068Datei laden\u2069“.',
  ]);
  expect(text.indexOf('Akte laden</b>')).toBeLessThan(text.indexOf('term-hint'));
  // Whoever reads it in another language has another interface.
  expect((await page('fr').expect(200)).text).not.toContain('term-hint');
  const { body } = await request(site.app).get('/api/v1/articles/KA-90001/passages?locale=de').expect(200);
  const { items } = body as { items: { id: string; terms: object[] }[] };
  expect(items.filter(({ terms }) => terms.length > 0).map(({ id, terms }) => [id, terms])).toEqual([
    ['KA-90001/de#description', [{ source: 'Lantern Cloud', preferred: 'Lantern Cloud', written: null }]],
    ['KA-90001/de#step-1', [{ source: 'Load file', preferred: 'Datei laden', written: 'Akte laden' }]],
  ]);
  await site.close();
});

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createSearch } from '../../src/search/create-search.js';
import { createIndexState } from '../../src/search/index/index-state.js';
import { createEmbedThread, loadEmbedder, type Embed } from '../../src/search/meaning/embedder.js';
import { createMeaning } from '../../src/search/meaning/meaning.js';
import { readModelFolder } from '../../src/search/meaning/model-folder.js';
import { createInlineSearch } from '../../src/search/search-service.js';
import { buildSearch } from '../support/build-search.js';
import { ContentFolder } from '../support/content-folder.js';
import { writeTinyModel } from '../support/tiny-model.js';

const folder = mkdtempSync(path.join(tmpdir(), 'meaning-'));
const model = path.join(folder, 'model');
const fixture = buildSearch(
  {
    number: 'KA-90001',
    locale: 'en',
    title: 'Lantern stays dark',
    sections: { issue: 'It gives no light.' },
  },
  { number: 'KA-90002', locale: 'en', title: 'Bell rings twice', products: ['Bell'] },
  { number: 'KA-90003', locale: 'en', title: 'A chime that is heard on the hill' },
  { number: 'KA-90001', locale: 'de', title: 'Laterne bleibt dunkel' },
);
let search: ReturnType<typeof createSearch>['search'];

beforeAll(async () => {
  writeTinyModel(model, [
    ['lantern', 'lamp', 'light'],
    ['bell', 'chime', 'gong'],
  ]);
  const settings = readModelFolder(model);
  const embed = await loadEmbedder(settings);
  const meaning = createMeaning(settings, embed, fixture.db, path.join(folder, 'vectors.sqlite'), () => {
    throw new Error('the model failed');
  });
  await meaning.update(createIndexState(fixture.db)());
  ({ search } = createSearch(fixture.db, { chooseLocale: (asked) => asked, meaning }));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function numbers(text: string, locale = 'en', more: object = {}): Promise<readonly string[]> {
  return (await search({ text, locale, ...more })).items.map(({ number }) => number);
}

test('a paraphrased question finds the article by meaning', async () => {
  const question = 'why is my lamp not working';
  const words = await fixture.search.search({ text: question, locale: 'en' });
  expect(words.items.map(({ number }) => number)).not.toContain('KA-90001');
  expect(await numbers(question)).toContain('KA-90001');
});

test('matches by both words and meaning come first', async () => {
  expect((await numbers('why do I hear the gong on the hill'))[0]).toBe('KA-90003');
});

test('filters apply to matches by meaning', async () => {
  expect(await numbers('why is the gong so very quiet', 'en', { product: 'Bell' })).toEqual(['KA-90002']);
});

test('short queries, logs, error lines and unsupported languages use only words', async () => {
  expect(await numbers('gong')).toEqual([]);
  expect(await numbers('LMP-12001 when the lamp is not working')).not.toContain('KA-90001');
  expect(await numbers('why is\nmy lamp not\nworking')).not.toContain('KA-90001');
  expect(await numbers('warum geht die lamp nicht an', 'de')).not.toContain('KA-90001');
});

describe('a model that', () => {
  const question = { text: 'why is my lantern not working', locale: 'en' };
  const vector = Float32Array.from([1, 0]);

  /** Ask twice with a model that has read every text, and takes questions as given. */
  async function searchWith(
    answer: Embed,
  ): Promise<{ readonly found: readonly string[]; readonly faults: readonly string[] }> {
    const faults: string[] = [];
    let isReading = true;
    const settings = readModelFolder(model);
    const embed: Embed = (text) => (isReading ? Promise.resolve(vector) : answer(text));
    const file = path.join(folder, `${randomUUID()}.sqlite`);
    const meaning = createMeaning(settings, embed, fixture.db, file, (reason) => faults.push(reason));
    const made = createSearch(fixture.db, { chooseLocale: (asked) => asked, meaning });
    await meaning.update(createIndexState(fixture.db)());
    isReading = false;
    await made.search(question);
    return { found: (await made.search(question)).items.map(({ number }) => number), faults };
  }
  const inThread = (name: string): Embed =>
    createEmbedThread(
      readModelFolder(model),
      new URL(`../fixtures/embed-worker/${name}.js`, import.meta.url),
    );

  test.each<[string, string, () => Embed]>([
    ['never answers', 'no answer within 300 ms', () => () => new Promise(() => undefined)],
    ['fails', 'out of memory', () => () => Promise.reject(new Error('out of memory'))],
    [
      'gives vectors of another length',
      'gives vectors of different lengths',
      () => () => Promise.resolve(Float32Array.from([1, 0, 0])),
    ],
    ['fails in its thread', '', () => inThread('failing')],
    ['ends its thread', '', () => inThread('ending')],
    ['blocks its thread', 'no answer within 300 ms', () => inThread('blocking')],
  ])('%s falls back to words, and is logged once', async (_, reason, open) => {
    const words = await fixture.search.search(question);
    const { found, faults } = await searchWith(open());
    expect(found).toEqual(words.items.map(({ number }) => number));
    expect(faults).toEqual([expect.stringContaining(`embedding model: ${reason}`)]);
  });

  test('responds in its thread is used', async () => {
    expect((await searchWith(inThread('answering'))).found.length).toBeGreaterThan(1);
  });

  test('returns non-numbers is rejected', async () => {
    const broken = path.join(folder, 'broken');
    writeTinyModel(broken, [['lamp']], undefined, NaN);
    const embed = await loadEmbedder(readModelFolder(broken));
    await expect(embed('lamp')).rejects.toThrow('no numbers');
  });

  test('is damaged is rejected on load', async () => {
    const broken = path.join(folder, 'damaged');
    writeTinyModel(broken, [['lamp']]);
    writeFileSync(path.join(broken, 'model.onnx'), 'no model');
    await expect(loadEmbedder(readModelFolder(broken))).rejects.toThrow();
  });
});

test('vectors that cannot be read leave questions to words', async () => {
  const content = new ContentFolder();
  content.article('en/KA-90001.md', 'The lantern stays dark.');
  await content.sync();
  writeFileSync(
    path.join(path.dirname(content.libraryFile), 'embeddings.sqlite'),
    'no database '.repeat(100),
  );
  const faults: string[] = [];
  const options = { libraryFile: content.libraryFile, fallbackLocales: [], embeddings: model };
  const service = createInlineSearch(options, (reason) => faults.push(reason));
  const query = { text: 'why does my lantern stay dark', locale: 'en' };
  expect((await service.search(query)).total).toBe(1);
  await service.search(query);
  expect(faults).toEqual([expect.stringContaining('embedding model: ')]);
  content.close();
});

test('texts are embedded again only when changed', async () => {
  fixture.put({ number: 'KA-90004', locale: 'en', title: 'Gong of bronze' });
  await expect.poll(() => numbers('where is that chime of ours')).toContain('KA-90004');
});

test.each([
  [
    'lacks a file',
    () => rmSync(path.join(folder, 'other/tokenizer.json')),
    'takes a folder that contains tokenizer.json',
  ],
  [
    'says no languages',
    () => writeFileSync(path.join(folder, 'other/embeddings.json'), '{}'),
    'embeddings.json: languages',
  ],
  [
    'says what is no JSON',
    () => writeFileSync(path.join(folder, 'other/embeddings.json'), '{'),
    'EMBEDDINGS',
  ],
])('a folder that %s stops the start', (_, spoil, message) => {
  writeTinyModel(path.join(folder, 'other'), [['lamp']]);
  spoil();
  expect(() => readConfig({ EMBEDDINGS: path.join(folder, 'other') })).toThrow(message);
});

test('a valid folder is accepted', () => {
  expect(readConfig({ EMBEDDINGS: model }).embeddings).toBe(model);
});

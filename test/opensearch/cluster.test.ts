import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSearch } from '../../src/search/create-search.js';
import { createIndexState } from '../../src/search/index/index-state.js';
import { analyserFingerprint, indexName } from '../../src/search/opensearch/publish-index.js';
import { createSearchCluster } from '../../src/search/opensearch/search-cluster.js';
import { buildSearch, type GivenTranslation } from '../support/build-search.js';
import { startOpenSearch, type OpenSearchNode } from '../support/opensearch-node.js';

let node: OpenSearchNode;

beforeAll(async () => {
  node = await startOpenSearch();
}, 400_000);
afterAll(() => node.remove());

const lamp: GivenTranslation = {
  number: 'KA-90001',
  locale: 'en',
  title: 'Lantern blinks twice',
  sections: { issue: 'The lantern blinks.', resolution: 'Turn the wick of the lantern until it is quiet.' },
};
const bell: GivenTranslation = { number: 'KA-90002', locale: 'de', title: 'Glocke läutet zu leise' };
const query = { text: 'lantern blinks', locale: 'en' };

async function get(path: string): Promise<Record<string, unknown>> {
  return (await (await fetch(`${node.url}/${path}`)).json()) as Record<string, unknown>;
}

const chooseLocale = (asked: string): string => asked;

/** A process of its own over one library. */
function process({ db }: Pick<ReturnType<typeof buildSearch>, 'db'>) {
  const cluster = createSearchCluster(node.url, db);
  const readState = createIndexState(db);
  return {
    search: createSearch(db, { chooseLocale, cluster }).search,
    prepare: () => cluster.prepare(readState()),
    name: () => indexName(readState(), analyserFingerprint()),
  };
}

describe('the index of a revision', () => {
  test('is built once by concurrent processes, and used once complete', async () => {
    const fixture = buildSearch(lamp, bell);
    const [one, other] = [process(fixture), process(fixture)];
    expect((await one.search(query)).degraded).toBe('no-index');
    await Promise.all([one.prepare(), other.prepare()]);
    await expect.poll(async () => (await one.search(query)).degraded, { timeout: 20_000 }).toBeUndefined();
    await expect.poll(async () => (await other.search(query)).degraded, { timeout: 20_000 }).toBeUndefined();
    expect((await other.search(query)).items.map(({ number }) => number)).toEqual(['KA-90001']);
    expect((await get(`${one.name()}/_count`))['count']).toBe(2);
  });

  test('is not queried until another process has finished it', async () => {
    const { prepare, search, name } = process(buildSearch(lamp));
    const _meta = { begun: Date.now(), isWhole: false };
    const body = JSON.stringify({ mappings: { _meta } });
    await fetch(`${node.url}/${name()}`, {
      method: 'PUT',
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    await prepare();
    const result = await search(query);
    expect(result).toMatchObject({ degraded: 'no-index', total: 1 });
  });

  test('replaces older ones, except one for nodes that lag behind', async () => {
    const fixture = buildSearch(lamp);
    const { prepare, name } = process(fixture);
    const names: string[] = [];
    for (const title of ['First', 'Second', 'Third']) {
      fixture.put({ ...bell, title });
      names.push(name());
      await prepare();
    }
    const kept = Object.keys(await get('parlance-*/_mapping'));
    expect(kept.sort()).toEqual(names.slice(1).sort());
    expect(Object.keys(await get('_alias/parlance'))).toEqual(names.slice(2));
  });

  test('is rebuilt after a deletion', async () => {
    const { prepare, search, name } = process(buildSearch(lamp));
    await prepare();
    await fetch(`${node.url}/${name()}`, { method: 'DELETE' });
    expect(await search(query)).toMatchObject({ degraded: 'no-index', total: 1 });
    await prepare();
    expect((await search(query)).degraded).toBeUndefined();
  });
});

describe('a node in trouble', () => {
  test('is bypassed with the same results, and used again later', async () => {
    const { prepare, search } = process(buildSearch(lamp, bell));
    await prepare();
    const before = await search(query);
    node.pause();
    const without = await search(query);
    node.resume();
    expect(without).toEqual({ ...before, degraded: 'slow' });
    await expect.poll(async () => (await search(query)).degraded, { timeout: 20_000 }).toBeUndefined();
  });
});

test('passages are those of the articles found', async () => {
  const { prepare, search } = process(buildSearch(lamp, bell));
  await prepare();
  const { passages, degraded } = await search({ text: 'turn the wick', locale: 'en', unit: 'passage' });
  expect(degraded).toBeUndefined();
  expect(passages[0]).toMatchObject({ number: 'KA-90001', anchor: 'resolution' });
});

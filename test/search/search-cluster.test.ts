import { expect, test } from 'vitest';
import { createSearch } from '../../src/search/create-search.js';
import { createIndexState } from '../../src/search/index/index-state.js';
import { createSearchCluster } from '../../src/search/opensearch/search-cluster.js';
import { buildSearch } from '../support/build-search.js';
import { startFakeCluster, type ClusterReply, type ClusterRequest } from '../support/fake-cluster.js';

const fixture = buildSearch({ number: 'KA-90001', locale: 'en', title: 'Lantern blinks' });
const query = { text: 'lantern', locale: 'en' };

/** Another process over the same library. */
function open(url: string, onFault?: (reason: string) => void) {
  const cluster = createSearchCluster(url, fixture.db, onFault);
  const readState = createIndexState(fixture.db);
  const { search } = createSearch(fixture.db, { chooseLocale: (asked) => asked, cluster });
  return { prepare: () => cluster.prepare(readState()), search };
}

const found = { responses: [{ status: 200, hits: { hits: [{ _id: 'en/KA-90001', _score: 0.7 }] } }] };

/** What a healthy cluster says that has the index. */
function healthy({ path }: ClusterRequest): ClusterReply {
  if (path.endsWith('_mapping'))
    return { body: { some: { mappings: { _meta: { begun: 1, isWhole: true } } } } };
  return { body: found };
}

/** One that lacks the index, and takes it. */
function empty({ method, path, lines }: ClusterRequest): ClusterReply {
  if (method === 'GET' && path.endsWith('_mapping')) return { status: 404, body: {} };
  if (path.includes('_bulk'))
    return { body: { items: lines.flatMap((_, i) => (i % 2 === 0 ? [{ index: { status: 201 } }] : [])) } };
  if (path.endsWith('_count')) return { body: { count: 1 } };
  return { body: path.includes('_msearch') ? found : { acknowledged: true } };
}

test('a working cluster provides the candidates', async () => {
  await using cluster = await startFakeCluster(healthy);
  const { prepare, search } = open(cluster.url);
  await prepare();
  expect(await search(query)).toMatchObject({ degraded: undefined, total: 1 });
  expect(cluster.requests.at(-1)?.path).toMatch(/^parlance-[0-9a-f]{16}-[0-9a-f]{8}\/_msearch/);
});

test.each([
  ['nothing listens', () => Promise.resolve({ url: 'http://127.0.0.1:1' }), 'away'],
  ['a proxy says so', () => startFakeCluster(() => ({ status: 503, body: {} })), 'away'],
  ['the key is not taken', () => startFakeCluster(() => ({ status: 401, body: {} })), 'away'],
])('if %s, the embedded engine answers', async (_, start, reason) => {
  const { url } = await start();
  const { prepare, search } = open(url);
  await prepare();
  expect(await search(query)).toMatchObject({ degraded: reason, total: 1 });
});

test('after three failures a cluster is not queried for a while', async () => {
  await using cluster = await startFakeCluster((request) =>
    request.path.includes('_msearch') ? undefined : healthy(request),
  );
  const { prepare, search } = open(cluster.url);
  await prepare();
  for (let i = 0; i < 6; i++) expect((await search(query)).degraded).toBe('slow');
  expect(cluster.requests.filter(({ path }) => path.includes('_msearch'))).toHaveLength(3);
});

test.each([
  ['a search that failed', { responses: [{ status: 400 }] }],
  ['fewer answers than searches', { responses: [] }],
  ['another shape', { took: 3 }],
])('a response of %s is a failure', async (_, body) => {
  await using cluster = await startFakeCluster((request) =>
    request.path.includes('_msearch') ? { body } : healthy(request),
  );
  const { prepare, search } = open(cluster.url);
  await prepare();
  expect(await search(query)).toMatchObject({ degraded: 'no-index', total: 1 });
});

test('an index in which titles do not find their articles is dropped, not queried, and reported once', async () => {
  const none = { responses: [{ status: 200, hits: { hits: [] } }] };
  await using cluster = await startFakeCluster((request) =>
    request.path.includes('_msearch') ? { body: none } : empty(request),
  );
  const faults: string[] = [];
  const { prepare, search } = open(cluster.url, (reason) => faults.push(reason));
  await prepare();
  expect(faults).toEqual([
    expect.stringMatching(/^search index not published: parlance-.*titles in en do not find KA-90001$/),
  ]);
  expect(cluster.requests.at(-1)).toMatchObject({ method: 'DELETE' });
  expect(cluster.requests.some(({ path }) => path.startsWith('_aliases'))).toBe(false);
  expect(await search(query)).toMatchObject({ degraded: 'no-index', total: 1 });
});

test('documents rejected as overload are sent again', async () => {
  let refused = 0;
  await using cluster = await startFakeCluster((request) =>
    request.path.includes('_bulk') && refused++ === 0
      ? { body: { items: [{ index: { status: 429 } }] } }
      : request.path.includes('_msearch')
        ? { body: found }
        : empty(request),
  );
  const { prepare, search } = open(cluster.url);
  await prepare();
  const bulks = cluster.requests.filter(({ path }) => path.includes('_bulk'));
  expect(bulks.map(({ lines }) => lines.length)).toEqual([2, 2]);
  expect((await search(query)).degraded).toBeUndefined();
});

test.each([
  ['a document was refused', '_bulk', { items: [{ index: { status: 400 } }] }],
  ['documents are missing', '_count', { count: 0 }],
])('an index in which %s is dropped and not queried', async (_, path, body) => {
  await using cluster = await startFakeCluster((request) =>
    request.path.includes(path) ? { body } : empty(request),
  );
  const { prepare, search } = open(cluster.url);
  await prepare();
  expect(cluster.requests.some(({ method }) => method === 'DELETE')).toBe(true);
  expect(await search(query)).toMatchObject({ degraded: 'no-index', total: 1 });
});

test('user and password in the URL are sent as credentials', async () => {
  await using cluster = await startFakeCluster(healthy);
  const { prepare, search } = open(cluster.url.replace('//', '//reader:p%40ss@'));
  await prepare();
  expect((await search(query)).degraded).toBeUndefined();
});

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'libsql';
import { z } from 'zod';
import type { IndexState } from '../index/index-state.js';
import { createFindArticles } from '../query/find-articles.js';
import { chooseDocuments } from '../query/score.js';
import { ClusterFailure, type AskCluster } from './ask-cluster.js';
import { documentsOf, MAPPINGS, type BulkDocument } from './cluster-documents.js';
import { chooseInIndex } from './cluster-query.js';

/** Prefix of all indices, and the alias for people. */
const ALIAS = 'parlance';
/** Number of indices kept, since nodes one release behind still query the previous one. */
const MOST_KEPT = 2;
/** Bulk size, and retry delays under back-pressure. */
const BATCH = 500;
const PAUSES = [250, 500, 1000, 2000, 4000, 8000];
/** Titles of each locale that are searched for before an index is used. */
const GOLDEN = 5;
/** Milliseconds after which an incomplete index counts as abandoned. */
const GIVEN_UP = 600_000;

const BULK = z.object({ items: z.array(z.object({ index: z.object({ status: z.number() }) })) });
const MAPPING = z.record(
  z.string(),
  z.object({
    mappings: z.object({ _meta: z.object({ begun: z.number(), isWhole: z.boolean() }).optional() }),
  }),
);
const COUNT = z.object({ count: z.number() });

/** Fingerprint of the analyzer and indexer code. @returns 8 hexadecimal digits. */
export function analyserFingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of ['../analysis/', '../index/', './']) {
    const url = new URL(folder, import.meta.url);
    for (const name of readdirSync(url).sort()) {
      if (/\.(?:js|ts)$/.test(name)) hash.update(readFileSync(new URL(name, url)));
    }
  }
  return hash.digest('hex').slice(0, 8);
}

/**
 * The index name of a revision, the same on every node with the same content and code.
 *
 * @param fingerprint - From `analyserFingerprint`.
 */
export function indexName(
  { libraryRevision }: Pick<IndexState, 'libraryRevision'>,
  fingerprint: string,
): string {
  return `${ALIAS}-${libraryRevision.slice(0, 16)}-${fingerprint}`;
}

/**
 * Ensure that the cluster has the complete index of a revision: build it, or wait for another node that does.
 *
 * @returns False when another node is building it; call again.
 * @throws ClusterFailure
 */
export async function publishIndex(
  ask: AskCluster,
  db: Database,
  state: IndexState,
  name: string,
): Promise<boolean> {
  const known = await ask('GET', `${name}/_mapping`);
  if (known.status === 200) {
    const meta = Object.values(MAPPING.parse(known.body))[0]?.mappings._meta;
    if (meta?.isWhole === true) return true;
    if (Date.now() - (meta?.begun ?? 0) < GIVEN_UP) return false;
    await ask('DELETE', name);
  }
  const begun = Date.now();
  const made = await ask('PUT', name, [
    {
      settings: { number_of_shards: 1, auto_expand_replicas: '0-1', refresh_interval: '-1' },
      mappings: { ...MAPPINGS, _meta: { begun, isWhole: false } },
    },
  ]);
  // Another node created it first.
  if (made.status === 400) return false;
  try {
    await fill(ask, state, name);
    await checkFound(ask, db, state, name);
  } catch (error) {
    await ask('DELETE', name);
    throw error;
  }
  await ask('PUT', `${name}/_mapping`, [{ _meta: { begun, isWhole: true } }]);
  await dropOld(ask, name);
  return true;
}

/** Write all documents and verify their count. */
async function fill(ask: AskCluster, state: IndexState, name: string): Promise<void> {
  let batch: BulkDocument[] = [];
  let written = 0;
  for (const document of documentsOf(state)) {
    batch.push(document);
    written += 1;
    if (batch.length < BATCH) continue;
    await writeBatch(ask, name, batch);
    batch = [];
  }
  await writeBatch(ask, name, batch);
  await ask('POST', `${name}/_refresh`);
  const counted = COUNT.parse((await ask('GET', `${name}/_count`)).body).count;
  if (counted !== written) throw new ClusterFailure('no-index', `${counted} of ${written} documents`);
}

/** Search for titles of each locale as readers will: most must find their article, as they do in memory. */
async function checkFound(ask: AskCluster, db: Database, state: IndexState, name: string): Promise<void> {
  const find = createFindArticles(db);
  for (const index of state.locales.values()) {
    const missed: string[] = [];
    let searches = 0;
    for (let document = 0; document < index.size; document += Math.ceil(index.size / GOLDEN)) {
      const query = { text: index.titles[document] ?? '', locale: index.locale };
      const step = find(state, query).next();
      if (step.done === true) continue;
      const place = step.value.plans.findIndex((plan) => plan.index === index);
      if (chooseDocuments(step.value)[place]?.includes(document) !== true) continue;
      const chosen = await chooseInIndex(ask, name, step.value, query);
      searches += 1;
      if (chosen[place]?.includes(document) !== true) missed.push(index.numbers[document] ?? '');
    }
    if (missed.length * 2 > searches)
      throw new ClusterFailure('no-index', `titles in ${index.locale} do not find ${missed.join(', ')}`);
  }
}

/** One request at a time; rejected documents are retried after a delay. */
async function writeBatch(ask: AskCluster, name: string, batch: readonly BulkDocument[]): Promise<void> {
  let left = batch;
  for (const pause of PAUSES) {
    if (left.length === 0) return;
    const { status, body } = await ask('POST', `${name}/_bulk?filter_path=items.*.status`, left.flat());
    if (status === 200) {
      const { items } = BULK.parse(body);
      const refused = items.find(({ index }) => index.status >= 400 && index.status !== 429);
      if (refused !== undefined)
        throw new ClusterFailure('no-index', `a document was refused: ${refused.index.status}`);
      left = left.filter((_, i) => items[i]?.index.status === 429);
    } else if (status !== 429) throw new ClusterFailure('no-index', `HTTP ${status}`);
    if (left.length > 0) await sleep(pause);
  }
  if (left.length > 0) throw new ClusterFailure('slow', 'no room for more documents');
}

/** Move the alias and delete indices no node uses. */
async function dropOld(ask: AskCluster, name: string): Promise<void> {
  const { body } = await ask('GET', `${ALIAS}-*/_mapping`);
  const byAge = Object.entries(MAPPING.parse(body)).toSorted(
    ([, a], [, b]) => (b.mappings._meta?.begun ?? 0) - (a.mappings._meta?.begun ?? 0),
  );
  const old = byAge
    .map(([index]) => index)
    .filter((index) => index !== name)
    .slice(MOST_KEPT - 1);
  await ask('POST', '_aliases', [
    {
      actions: [
        { remove: { index: `${ALIAS}-*`, alias: ALIAS, must_exist: false } },
        { add: { index: name, alias: ALIAS } },
      ],
    },
  ]);
  for (const index of old) await ask('DELETE', index);
}

import type { Database } from 'libsql';
import type { IndexState } from '../index/index-state.js';
import type { ChosenDocuments, FirstStageAsk } from '../query/score.js';
import type { Degraded, SearchQuery } from '../query/search-query.js';
import { ClusterFailure, createAskCluster } from './ask-cluster.js';
import { chooseInIndex } from './cluster-query.js';
import { analyserFingerprint, indexName, publishIndex } from './publish-index.js';

/** The first stage of a search on OpenSearch. */
export interface SearchCluster {
  /** @throws ClusterFailure when the index in memory must be used instead. */
  readonly choose: (state: IndexState, ask: FirstStageAsk, query: SearchQuery) => Promise<ChosenDocuments>;
  /** Publish the index of a revision. @returns Resolves when done or failed. */
  readonly prepare: (state: IndexState) => Promise<void>;
}

/** Timeout of a search in milliseconds. */
const TIMEOUT = 300;
/** Circuit breaker: consecutive failures before it opens, and milliseconds it stays open. */
const MOST_FAILURES = 3;
const REST = 5000;
/** Milliseconds between attempts to publish an index, or to see whether another node has. */
const PREPARE_PAUSE = 1000;

/**
 * Use a cluster, behind a circuit breaker so that readers do not wait for it each time.
 *
 * @param address - `SEARCH_URL`.
 * @param db - The connection that searches.
 * @param onFault - Told why an index could not be published; the same once.
 */
export function createSearchCluster(
  address: string,
  db: Database,
  onFault: (reason: string) => void = () => undefined,
): SearchCluster {
  const ask = createAskCluster(address);
  const fingerprint = analyserFingerprint();
  let ready: string | undefined;
  let preparing: Promise<void> | undefined;
  let prepareAfter = 0;
  /** Why there is no index. */
  let lacking: Degraded = 'no-index';
  let told = '';
  let failures = 0;
  let rest: { readonly until: number; readonly reason: Degraded } | undefined;

  const publish = async (state: IndexState): Promise<void> => {
    const name = indexName(state, fingerprint);
    lacking = 'no-index';
    try {
      if (await publishIndex(ask, db, state, name)) [ready, told] = [name, ''];
    } catch (error) {
      if (error instanceof ClusterFailure) lacking = error.reason;
      const reason = error instanceof Error ? error.message : 'unknown fault';
      if (reason !== told) onFault(`search index not published: ${name}: ${reason}`);
      told = reason;
    }
    if (ready !== name) prepareAfter = performance.now() + PREPARE_PAUSE;
    preparing = undefined;
  };
  const prepare = async (state: IndexState): Promise<void> => {
    if (ready === indexName(state, fingerprint)) return;
    if (preparing === undefined && performance.now() < prepareAfter) return;
    preparing ??= publish(state);
    await preparing;
  };

  const choose: SearchCluster['choose'] = async (state, asked, query) => {
    if (asked.plans.length === 0) return [];
    const name = indexName(state, fingerprint);
    if (rest !== undefined && performance.now() < rest.until) throw new ClusterFailure(rest.reason);
    if (ready !== name) {
      void prepare(state);
      throw new ClusterFailure(lacking);
    }
    try {
      const chosen = await chooseInIndex(ask, name, asked, query, TIMEOUT);
      [failures, rest] = [0, undefined];
      return chosen;
    } catch (error) {
      failures += 1;
      if (error instanceof ClusterFailure && error.reason === 'no-index') ready = undefined;
      if (error instanceof ClusterFailure && failures >= MOST_FAILURES)
        rest = { until: performance.now() + REST, reason: error.reason };
      throw error;
    }
  };
  return { choose, prepare };
}

import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { entityTag, heldTag } from '../../http/response/entity-tag.js';
import type { CacheAnswer, WholeAnswer } from '../../http/response/send-cacheable.js';
import { loggedRequest, type LoggedRequest } from '../../http/observe/request-log.js';
import type { Site } from '../../http/response/site.js';
import { CachedResponse, type WriteHead } from './cached-response.js';
import { cacheKey, type CacheKey } from './cache-key.js';
import { readVariance, RequestPreferences, type Variance } from './variant-key.js';

/** Cache statistics since startup. */
interface CacheCounts {
  /** Requests answered with a body. */
  hits: number;
  /** Requests answered 304. */
  unchanged: number;
  /** Cacheable requests that the app had to answer. */
  misses: number;
  /** How often the cache was cleared by a change of the library. */
  drops: number;
}

/** Options of the cache. */
export interface ResponseCacheOptions {
  /** Size limit of the cache, in bytes. */
  readonly bytes: number;
  /** The library's current state; checked rarely. */
  readonly state: () => string | undefined;
  readonly site: () => Site;
}

/** A URL and its responses, one per variant. */
interface Resource {
  readonly address: CacheKey;
  /** Log entry of a GET request. */
  readonly logged: LoggedRequest;
  readonly variance: Variance;
  readonly variants: Map<string, CachedResponse>;
}

/** The parts of a request that determine its response. */
export type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** A cached response. */
interface Found {
  readonly address: CacheKey;
  readonly logged: LoggedRequest;
  readonly tag: string;
  readonly head: WriteHead;
  /** Undefined for a 304. */
  readonly body: Buffer | undefined;
}

/** Milliseconds between state checks: a response may be stale for that long after another process wrote. */
const REFRESH_EVERY = 10;
/** Share of the cache for URLs that clients can invent, so that a flood of them does not evict articles. */
const OPEN_ENDED_SHARE = 1 / 8;
/** Share of the cache that one response may take. */
const LARGEST_SHARE = 1 / 32;

/**
 * Rendered responses of one state of the library, bounded by size.
 *
 * @see docs/decisions/0060-response-cache.md
 */
export class ResponseCache {
  readonly counts: CacheCounts = { hits: 0, unchanged: 0, misses: 0, drops: 0 };
  private readonly articles: LRUCache<string, Resource>;
  private readonly openEnded: LRUCache<string, Resource>;
  /** What the responses belong to; undefined until there is a library. */
  private current: { readonly state: string; readonly preferences: RequestPreferences } | undefined;
  private refreshed = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: ResponseCacheOptions) {
    const shared = Math.floor(options.bytes * OPEN_ENDED_SHARE);
    this.openEnded = new LRUCache({ maxSize: shared, sizeCalculation: measure });
    this.articles = new LRUCache({ maxSize: options.bytes - shared, sizeCalculation: measure });
  }

  /** Bytes cached. */
  get size(): number {
    return this.articles.calculatedSize + this.openEnded.calculatedSize;
  }

  /** URLs cached. */
  get count(): number {
    return this.articles.size + this.openEnded.size;
  }

  /**
   * Look up the response to a request.
   *
   * @param now - As given by `performance.now()`.
   */
  find(req: Asked, now: number): Found | undefined {
    if (now - this.refreshed >= REFRESH_EVERY) this.refresh(now);
    const { url = '', headers } = req;
    const { preferences } = this.current ?? {};
    if (preferences === undefined || headers.authorization !== undefined) return undefined;
    const resource = this.articles.get(url) ?? this.findByKey(url);
    if (resource === undefined) return undefined;
    const { address, logged, variance, variants } = resource;
    const answer = variants.get(preferences.variantKey(variance, headers, address.lang));
    if (answer?.isCurrent() !== true) return undefined;
    const encoding = answer.encodingFor(preferences.encoding(headers['accept-encoding']));
    const tag = entityTag(answer.hash, encoding);
    const held = heldTag(headers, answer, tag);
    if (held !== undefined)
      return { address, logged, tag: held, head: answer.unchangedHead, body: undefined };
    // In another encoding the app sends it, and hands it over.
    const sent = answer.in(encoding);
    return sent && { address, logged, tag, head: sent.head, body: sent.body };
  }

  /**
   * Prepare to cache the app's response to a request.
   *
   * Checks the state now and when the response is complete: one rendered across two is not cached.
   */
  keeper(req: Asked): CacheAnswer | undefined {
    const { method, url = '', headers } = req;
    if ((method !== 'GET' && method !== 'HEAD') || headers.authorization !== undefined) return undefined;
    const address = cacheKey(url, this.options.site().locales);
    if (address === undefined) return undefined;
    this.refresh(performance.now());
    const { current } = this;
    return (answer) => {
      this.counts.misses += 1;
      this.refresh(performance.now());
      if (current !== undefined && current === this.current)
        this.keep(current.preferences, address, req, answer);
    };
  }

  /** Clear the cache when the library has changed. */
  refresh(now: number): void {
    this.refreshed = now;
    const state = this.options.state();
    if (state === this.current?.state) return;
    this.current =
      state === undefined ? undefined : { state, preferences: new RequestPreferences(this.options.site()) };
    if (this.count > 0) this.counts.drops += 1;
    this.articles.clear();
    this.openEnded.clear();
  }

  private findByKey(url: string): Resource | undefined {
    if (!url.includes('?')) return undefined;
    const kept = this.openEnded.get(url);
    if (kept !== undefined) return kept;
    const address = cacheKey(url, this.options.site().locales);
    return address && this.storeOf(address).get(address.key);
  }

  private storeOf({ isOpenEnded }: CacheKey): LRUCache<string, Resource> {
    return isOpenEnded ? this.openEnded : this.articles;
  }

  private keep(preferences: RequestPreferences, address: CacheKey, req: Asked, whole: WholeAnswer): void {
    const variance = readAdmission(whole);
    if (variance === undefined || whole.size > this.options.bytes * LARGEST_SHARE) return;
    const known = this.storeOf(address).get(address.key);
    const isSame =
      known?.variance.byFormat === variance.byFormat && known.variance.byLocale === variance.byLocale;
    const resource = isSame ? known : createResource(address, variance, whole.route);
    const key = preferences.variantKey(variance, req.headers, address.lang);
    const kept = resource.variants.get(key);
    const answer = kept?.hash === whole.hash && kept.isCurrent() ? kept : new CachedResponse(whole);
    if (whole.sent !== undefined) answer.add(whole.encoding, whole.sent);
    resource.variants.set(key, answer);
    const store = this.storeOf(address);
    // Deleted first, so that it is measured again.
    store.delete(address.key);
    store.set(address.key, resource);
  }
}

function createResource(address: CacheKey, variance: Variance, route: string | undefined): Resource {
  return { address, logged: loggedRequest('GET', address.key, route), variance, variants: new Map() };
}

/** @returns The variant key of a cacheable response; undefined for others. */
function readAdmission({ headers }: WholeAnswer): Variance | undefined {
  const known = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  if (known.has('set-cookie') || known.has('content-encoding')) return undefined;
  if (!/^public\b/.test(known.get('cache-control') ?? '')) return undefined;
  return readVariance(known.get('vary') ?? '');
}

function measure({ variants }: Resource, key: string): number {
  return [...variants.values()].reduce((sum, answer) => sum + answer.size, key.length * 2 + 500);
}

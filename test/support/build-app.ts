import { setSitePath } from '../../src/article/site-path.js';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RequestListener } from 'node:http';
import pino from 'pino';
import { checkArticle } from '../../src/check/article-findings.js';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { RULE_FACTS } from '../../src/check/rule-table.js';
import { createApp, packagePublicDir, type AppDeps } from '../../src/server/app.js';
import { createCardService } from '../../src/social-card/card-service.js';
import { drawCard } from '../../src/social-card/draw-card.js';
import { DEFAULT_INTERNAL_HOSTS } from '../../src/content/private-address.js';
import type { RateLimitOptions } from '../../src/http/access/rate-limit.js';
import { ResponseCache } from '../../src/server/cache/response-cache.js';
import { RequestLog } from '../../src/http/observe/request-log.js';
import { serveCached } from '../../src/server/cache/serve-cached.js';
import { RequestHistogram } from '../../src/http/observe/request-histogram.js';
import { ProcessMetrics } from '../../src/server/metrics.js';
import { createSiteSource } from '../../src/http/response/site.js';
import { createInlinePool } from '../../src/ingest/compile-pool.js';
import { inlineImageDir, type CompilerOptions } from '../../src/ingest/compiler-options.js';
import { createLedger, ledgerFile, type Ledger } from '../../src/ledger/ledger.js';
import { Library } from '../../src/library/library.js';
import { Messenger } from '../../src/http/webhook/messenger.js';
import { syncLibrary } from '../../src/ingest/sync-library.js';
import { createStrings } from '../../src/locale/strings.js';
import { createInlineSearch, type SearchService } from '../../src/search/search-service.js';
import { keepToContract } from './check-contract.js';
import { PACKAGE_ROOT } from './package-root.js';

/** Invented articles for tests of serving. */
export const SITE_CONTENT = path.join(PACKAGE_ROOT, 'test/fixtures/site');

const RULE_IDS = new Set(RULE_FACTS.map(({ id }) => id));
/** Size of the response cache in bytes. */
const CACHE = 8 * 1024 * 1024;

/** Options of the test app. */
export interface AppGiven {
  readonly contentDir?: string;
  /** The site's locales; default: those of the content. */
  readonly locales?: readonly string[];
  readonly defaultLocale?: string;
  readonly fallbackLocales?: readonly string[];
  readonly url?: string;
  /** The checker's findings for the whole content; default: none yet. */
  readonly allFindings?: AppDeps['allFindings'];
  /** Replaces the search; default: one over the library. */
  readonly search?: SearchService;
  /** A search cluster; default: none. */
  readonly searchUrl?: string;
  /** Clock of its own ledger, in milliseconds since 1970. */
  readonly now?: () => number;
  /** Replaces the ledger, closed by the caller; default: its own, in SQLite. */
  readonly ledger?: Ledger;
  /** Private hosts that webhooks may reach. */
  readonly webhookHosts?: readonly string[];
  /** Seconds that shared caches may cache a response; default: 0. */
  readonly sharedCache?: number;
  readonly editUrl?: string;
  readonly showsUse?: boolean;
  /** For an internal instance. */
  readonly agentsOnly?: AppDeps['agentsOnly'];
  readonly trustProxy?: AppDeps['trustProxy'];
  /** Origins that may frame the panel; default: none. */
  readonly frameAncestors?: readonly string[];
  /** Host names that `/mcp` accepts besides the site's own. */
  readonly allowedHosts?: readonly string[];
  /** Default: no limit. */
  readonly rateLimit?: RateLimitOptions;
  /** Changes the app's dependencies, for faults that cannot be caused otherwise. */
  readonly change?: (deps: AppDeps) => AppDeps;
  /** False: the library is not built yet. */
  readonly isBuilt?: boolean;
}

/** An app with its own library. */
export interface TestApp {
  readonly app: RequestListener;
  /** The same behind the response cache. */
  readonly cached: RequestListener;
  readonly cache: ResponseCache;
  /** The app's dependencies. */
  readonly deps: AppDeps;
  readonly library: Library;
  readonly libraryFile: string;
  readonly ledger: Ledger;
  /** Logged lines. */
  readonly log: Record<string, unknown>[];
  /** Bring the library up to date with the content folder. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Build the app as `parlance serve` does, over a library in a temporary folder.
 *
 * Every response of the API is compared with the published contract.
 */
export async function buildApp(given: AppGiven = {}): Promise<TestApp> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'parlance-app-'));
  const root = realpathSync(given.contentDir ?? SITE_CONTENT);
  const options: CompilerOptions = {
    contentDir: root,
    inlineDir: inlineImageDir(dataDir),
    internalHosts: [...DEFAULT_INTERNAL_HOSTS],
    videoHosts: ['video.tv.adobe.com'],
    sourceLocale: 'en',
    ...(given.agentsOnly && { isInternal: true }),
  };
  const libraryFile = path.join(dataDir, 'library.sqlite');
  const sync = async (): Promise<void> => {
    const pool = createInlinePool(options);
    await syncLibrary({
      contentDir: root,
      libraryFile,
      sourceLocale: 'en',
      pool,
    });
  };
  if (given.isBuilt !== false) await sync();
  const fallbackLocales = [...(given.fallbackLocales ?? ['en'])];
  const requests = new RequestHistogram();
  const metrics = new ProcessMetrics(requests);
  const { timeWrite } = metrics;
  const ledger =
    given.ledger ?? createLedger({ place: { file: ledgerFile(dataDir) }, timeWrite, now: given.now });
  const { doubted } = ledger.reports;
  const library = new Library(libraryFile, { fallbackLocales, doubted });
  const settings = {
    name: 'Parlance',
    url: given.url ?? 'https://help.example',
    locales: given.locales,
    defaultLocale: given.defaultLocale,
    assetVersion: 'v1',
    editUrl: given.editUrl,
    showsUse: given.showsUse,
  };
  const strings = createStrings(given.defaultLocale);
  const log: Record<string, unknown>[] = [];
  const logOutput = {
    write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>),
  };
  const logger = pino({ base: null }, logOutput);
  metrics.addLibrary(library);
  const deps: AppDeps = {
    library,
    ledger,
    search: given.search ?? createInlineSearch({ libraryFile, fallbackLocales, searchUrl: given.searchUrl }),
    messenger: new Messenger(given.webhookHosts ?? []),
    cards: createCardService(drawCard),
    allFindings: given.allFindings ?? (() => undefined),
    isClean: () => undefined,
    findings: (number, locale) => {
      const { sourceLocale = '' } = library;
      const [path, sourcePath] = [library.path(number, locale), library.path(number, sourceLocale)];
      const source =
        sourceLocale === locale || sourcePath === undefined
          ? undefined
          : { path: sourcePath, locale: sourceLocale };
      const internalWord = strings.for(locale)('internalAddress');
      return Promise.resolve(
        path === undefined
          ? undefined
          : checkArticle(
              { path, locale, source, internalWord },
              root,
              createCheckSettings({ sourceLocale, ruleIds: RULE_IDS }),
            ),
      );
    },
    strings,
    site: createSiteSource(settings, library),
    logger,
    requestLog: new RequestLog(logger, logOutput, requests.count),
    publicDir: packagePublicDir(),
    images: { contentDir: root, inlineDir: options.inlineDir },
    readMetrics: () => metrics.registry.metrics(),
    trustProxy: given.trustProxy ?? false,
    rateLimit: given.rateLimit ?? { perMinute: 0 },
    sharedCache: given.sharedCache ?? 0,
    frameAncestors: given.frameAncestors ?? [],
    agentsOnly: given.agentsOnly,
    allowedHosts: given.allowedHosts ?? [],
  };
  const changed = metrics.measure(given.change?.(deps) ?? deps);
  const plain = createApp(changed);
  const differences = keepToContract(plain, given.agentsOnly !== undefined);
  // Responses are compared with the contract as text; for compressed ones, use `cached`.
  const app: RequestListener = (req, res) => {
    delete req.headers['accept-encoding'];
    plain(req, res);
  };
  const cache = new ResponseCache({ bytes: CACHE, state: () => library.state, site: changed.site });
  const cached = serveCached(
    cache,
    deps.requestLog,
    createApp({ ...changed, keeper: (req) => cache.keeper(req) }),
  );
  return {
    app,
    deps: changed,
    cached,
    cache,
    library,
    libraryFile,
    ledger,
    log,
    sync: async () => {
      await sync();
      cache.refresh(performance.now());
    },
    close: async () => {
      // Test files share a process: the next one's site is at the root.
      setSitePath('https://help.example');
      // The ledger first: its pending writes need the folder.
      if (given.ledger === undefined) await ledger.close();
      library.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (differences.length > 0) throw new Error(`not as the contract says: ${differences.join('\n')}`);
    },
  };
}

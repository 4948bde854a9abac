import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { FindingReader } from '../check/article-findings.js';
import type { CheckThreads, UnjudgedFile } from '../check/check-threads.js';
import type { Finding } from '../check/finding.js';
import type { Config } from '../config.js';
import { lazy } from '../http/routes.js';
import type { DeliveryDeps } from '../http/response/site.js';
import type { Library } from '../library/library.js';

/** Milliseconds a page waits for findings before it is served without them. */
const PAGE_LIMIT = 3_000;
/** Longest queue for the thread; beyond it, pages are served without findings. */
const MOST_WAITING = 8;

/**
 * Check articles in a separate thread, started on first use.
 *
 * A check that exceeds its limit is terminated with its thread and logged by file and rule; waiting pages get no findings.
 *
 * @param root - The content folder's real path.
 */
export function openFindings(
  config: Config,
  root: string,
  { library, strings }: Pick<DeliveryDeps, 'library' | 'strings'>,
  logger: Pick<Logger, 'warn' | 'error'>,
): Pick<DeliveryDeps, 'findings' | 'isClean' | 'allFindings'> & { readonly close: () => Promise<void> } {
  // A release does not contain its articles' source files.
  if (config.releaseUrl !== undefined)
    return {
      findings: () => Promise.resolve(undefined),
      isClean: () => undefined,
      allFindings: () => undefined,
      close: () => Promise.resolve(),
    };
  const logUnjudged = ({ path, rule, error }: UnjudgedFile): void => {
    logger.warn({ file: path, rule, error }, 'file not checked: timeout or error');
  };
  let threads: CheckThreads | undefined;
  let waiting = 0;
  const checkOne = lazy(
    () => Promise.all([import('../check/check-threads.js'), import('../check/rule-table.js')]),
    ([{ CheckThreads: Threads }, { RULES }]) => {
      const opened = (threads = new Threads({
        root,
        sourceLocale: library.sourceLocale ?? '',
        internalHosts: config.internalHosts,
        rules: RULES.map(({ id }) => id),
        threads: 1,
      }));
      return opened.article.bind(opened);
    },
  );
  const findings: DeliveryDeps['findings'] = async (number, locale) => {
    const path = library.path(number, locale);
    const { sourceLocale = '' } = library;
    const sourcePath = sourceLocale === locale ? undefined : library.path(number, sourceLocale);
    if (path === undefined || waiting >= MOST_WAITING) return undefined;
    const source = sourcePath === undefined ? undefined : { path: sourcePath, locale: sourceLocale };
    const internalWord = strings.for(locale)('internalAddress');
    waiting += 1;
    try {
      const result = await checkOne({ path, locale, source, internalWord }, sourceLocale, PAGE_LIMIT);
      if ('findings' in result) return result.findings;
      if (result.unjudged !== undefined) logUnjudged(result.unjudged);
    } catch (error) {
      logger.error({ err: error }, 'article not checked');
    } finally {
      waiting -= 1;
    }
    return undefined;
  };
  const collect = lazy(
    () => import('../check/check-folder.js'),
    (module) => module.collectFindings,
  );
  const { contentDir, internalHosts } = config;
  const allFindings = keepFindings(library, logger, () =>
    collect(
      { contentDir, sourceLocale: config.sourceLocale, internalHosts, workers: 1, onUnjudged: logUnjudged },
      library.diagnostics(),
    ),
  );
  return {
    findings,
    isClean: rememberClean(library, findings),
    allFindings,
    close: async () => {
      await threads?.close();
    },
  };
}

/** Translations remembered of one revision. */
const MOST_REMEMBERED = 10_000;
/** Milliseconds between two background checks, so that a crawler does not keep a core busy. */
const REST = 50;

/**
 * Remember of the served revision which translations the checker finds nothing in, checking one at a time.
 *
 * @param check - Never fails. What it cannot judge is not clean.
 */
export function rememberClean(
  library: Pick<Library, 'revision'>,
  check: FindingReader,
): DeliveryDeps['isClean'] {
  let revision: string | undefined;
  let known = new LRUCache<string, boolean>({ max: MOST_REMEMBERED });
  let next = 0;
  return (number, locale) => {
    if (library.revision !== revision) {
      revision = library.revision;
      known = new LRUCache({ max: MOST_REMEMBERED });
    }
    const [key, answers] = [`${locale}/${number}`, known];
    const answer = answers.get(key);
    if (answer !== undefined || performance.now() < next) return answer;
    next = Number.POSITIVE_INFINITY;
    void check(number, locale).then((found) => {
      answers.set(key, found?.length === 0);
      next = performance.now() + REST;
    });
    return undefined;
  };
}

/**
 * Cache the findings of the served revision for the report.
 *
 * The whole content is checked in one thread on the first request after a change; until that is done there are no
 * numbers, and no request waits.
 *
 * @param collect - Checks the whole content.
 * @returns A function that returns the findings; undefined while they are being computed.
 */
export function keepFindings(
  library: Pick<Library, 'revision'>,
  logger: Pick<Logger, 'error'>,
  collect: () => Promise<readonly Finding[]>,
): () => readonly Finding[] | undefined {
  let cached: { readonly revision: string; readonly findings: readonly Finding[] } | undefined;
  let isChecking = false;
  const check = async (revision: string): Promise<void> => {
    isChecking = true;
    try {
      cached = { revision, findings: await collect() };
    } catch (error) {
      logger.error({ err: error }, 'report: content check failed');
    } finally {
      isChecking = false;
    }
  };
  return () => {
    const { revision } = library;
    if (revision !== undefined && cached?.revision !== revision && !isChecking) void check(revision);
    return cached?.revision === revision ? cached?.findings : undefined;
  };
}

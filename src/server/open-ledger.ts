import { mkdirSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { privateAddressPattern } from '../content/private-address.js';
import { createLedger, ledgerFile, type Ledger } from '../ledger/ledger.js';
import type { LedgerOptions } from '../ledger/ledger-database.js';

/** Milliseconds between clean-ups of expired rows. */
const TIDY_EVERY = 3_600_000;
/** Milliseconds before the first clean-up, since loading the database's modules competes with the first requests. */
const FIRST_TIDY = 1000;
/** Milliseconds between log lines about an unavailable database. */
const LOG_EVERY = 60_000;
/** Milliseconds that search counts are buffered before being written. */
const FLUSH_EVERY = 10_000;

/** The configured place of the ledger. */
function ledgerPlace({ databaseUrl, dataDir }: Config): LedgerOptions['place'] {
  return databaseUrl === undefined ? { file: ledgerFile(dataDir) } : { url: databaseUrl };
}

/** Open the ledger for a command that uses it once. */
export async function withLedger<Result>(
  config: Config,
  use: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const ledger = createLedger({ place: ledgerPlace(config) });
  try {
    return await use(ledger);
  } finally {
    await ledger.close();
  }
}

/**
 * Run the ledger while serving: migrate it early, flush search counts, delete expired reader marks, until it is
 * closed.
 *
 * An unavailable database is logged and does not stop the service.
 *
 * @param timeWrite - Times what clients wait for.
 */
export function openLedger(config: Config, logger: Logger, timeWrite?: LedgerOptions['timeWrite']): Ledger {
  let logged = Number.NEGATIVE_INFINITY;
  const onAway = (error: unknown): void => {
    if (performance.now() - logged < LOG_EVERY) return;
    logged = performance.now();
    logger.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'ledger unavailable');
  };
  const secret = privateAddressPattern(config.internalHosts);
  const isPrivate = (text: string): boolean => text.search(secret) !== -1;
  const ledger = createLedger({ place: ledgerPlace(config), onAway, timeWrite, isPrivate });
  const log = (error: unknown): void => logger.error({ err: error }, 'ledger cleanup failed');
  const tidy = (): void => {
    timer = setTimeout(tidy, TIDY_EVERY);
    void ledger.tidy().catch(log);
  };
  let timer = setTimeout(tidy, FIRST_TIDY);
  const flushes = setInterval(() => void ledger.searches.flush().catch(log), FLUSH_EVERY);
  const close = (): Promise<void> => {
    clearTimeout(timer);
    clearInterval(flushes);
    return ledger.close();
  };
  return { ...ledger, close };
}

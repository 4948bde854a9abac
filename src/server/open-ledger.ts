import { mkdirSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { privateAddressPattern } from '../content/private-address.js';
import { createLedger, ledgerFile, type Ledger, type LedgerOptions } from '../ledger/ledger.js';

/** Milliseconds between two looks for what is to be forgotten. */
const TIDY_EVERY = 3_600_000;
/** Milliseconds before the first of them: loading the database's modules takes a core from the first answers. */
const FIRST_TIDY = 1000;
/** Milliseconds between two lines that say the database is away. */
const LOG_EVERY = 60_000;
/** Milliseconds that counted searches wait to be written together. */
const FLUSH_EVERY = 10_000;

/** Where the settings want the ledger. */
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
 * Keep a ledger while serving: ready its tables soon, write searches together, forget readers when their day is over, until it is
 * closed.
 *
 * A database that is away is logged and keeps nothing from being served.
 */
export function openLedger(config: Config, logger: Logger): Ledger {
  let logged = Number.NEGATIVE_INFINITY;
  const onAway = (error: unknown): void => {
    if (performance.now() - logged < LOG_EVERY) return;
    logged = performance.now();
    logger.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'ledger unavailable');
  };
  const secret = privateAddressPattern(config.internalHosts);
  const isPrivate = (text: string): boolean => text.search(secret) !== -1;
  const ledger = createLedger({ place: ledgerPlace(config), onAway, isPrivate });
  const log = (error: unknown): void => logger.error({ err: error }, 'ledger not tidied');
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

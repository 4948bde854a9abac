import Database from 'libsql';
import type { LedgerPlace } from '../../src/ledger/open-database.js';
import { makeFolders, ParlanceProcess } from '../cli/parlance-process.js';
import { makeWriterKey, readTickets, writeLinks } from './link-writer.js';

/** Result of one kill. */
export interface KillResult {
  readonly acknowledged: number;
  /** Acknowledged but missing. */
  readonly lost: number;
  /** Stored more than once. */
  readonly doubled: number;
  /** Integrity of the SQLite file; undefined on PostgreSQL. */
  readonly integrity: string | undefined;
}

/**
 * Kill the service (`SIGKILL`) in the middle of link writes, repeatedly with the same ledger.
 *
 * @param writes - Writes per round; the service is killed after a random number of them.
 * @param url - PostgreSQL database; undefined for SQLite.
 */
export async function killWhileWriting(times: number, writes: number, url?: string): Promise<KillResult[]> {
  using folders = makeFolders();
  const file = `${folders.dataDir}/ledger.sqlite`;
  const place: LedgerPlace = url === undefined ? { file } : { url };
  const token = await makeWriterKey(place);
  const settings = { LOG_LEVEL: 'silent', ...(url !== undefined && { DATABASE_URL: url }) };
  const results: KillResult[] = [];
  const known = new Set<string>();
  for (let time = 1; time <= times; time++) {
    await using service = new ParlanceProcess(['serve'], folders, settings);
    const address = await service.ready().catch((fault: unknown) => {
      throw new Error(`did not start: ${service.stdout}${service.stderr}`, { cause: fault });
    });
    const last = 1 + Math.floor(Math.random() * (writes - 20));
    const tickets = Array.from({ length: writes }, (_, i) => `${time}-${i}`);
    const onWritten = (count: number): void => {
      if (count === last) service.send('SIGKILL');
    };
    const { acknowledged } = await writeLinks({ address, token, tickets, onWritten });
    await service.end();
    for (const ticket of acknowledged) known.add(ticket);
    const found = await readTickets(place);
    const unique = new Set(found);
    results.push({
      acknowledged: acknowledged.length,
      lost: [...known].filter((ticket) => !unique.has(ticket)).length,
      doubled: found.length - unique.size,
      integrity: url === undefined ? checkFile(file) : undefined,
    });
  }
  return results;
}

function checkFile(file: string): string {
  const database = new Database(file);
  const rows = database.pragma('integrity_check');
  database.close();
  return JSON.stringify(rows);
}

import { chmodSync, closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import Database from 'libsql';
import { databaseFault } from './database-fault.js';

/** Milliseconds to retry while other processes write. */
const PATIENCE = 5000;
/** Milliseconds between retries: initial and maximum. */
const [SHORTEST_WAIT, LONGEST_WAIT] = [1, 50];

/**
 * One connection to an SQLite file, for one caller at a time, that waits for other processes without blocking the event loop.
 *
 * SQLite's own `busy_timeout` would block the process. A statement that found the file busy is retried itself, not
 * re-prepared: otherwise it would pin the snapshot it saw, and every later write of this connection would fail.
 */
class SqliteFileDriver implements Driver {
  private database: Database.Database | undefined;
  private tail: Promise<void> = Promise.resolve();
  private release: () => void = () => undefined;
  private readonly connection: DatabaseConnection = {
    executeQuery: (query) => this.execute(query),
    streamQuery: () => {
      throw new Error('the ledger reads page by page');
    },
  };

  constructor(private readonly file: string) {}

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.tail;
    let release = (): void => undefined;
    this.tail = new Promise((resolve) => (release = resolve));
    await before;
    this.release = release;
    return this.connection;
  }

  /** Takes the write lock at once: a transaction that reads before it writes may find that another has written in between. */
  async beginTransaction(): Promise<void> {
    await this.execute(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(): Promise<void> {
    await this.execute(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(): Promise<void> {
    await this.execute(CompiledQuery.raw('rollback'));
  }

  releaseConnection(): Promise<void> {
    this.release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  private async execute<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const end = performance.now() + PATIENCE;
    let statement: Database.Statement | undefined;
    for (let wait = SHORTEST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      try {
        this.database ??= openFile(this.file);
        statement ??= this.database.prepare(sql);
        if (statement.reader)
          return { rows: statement.all(parameters).filter((row): row is Row => typeof row === 'object') };
        const { changes } = statement.run(parameters);
        return { rows: [], numAffectedRows: BigInt(changes) };
      } catch (error) {
        if (databaseFault(error) !== 'busy') throw error;
        if (performance.now() > end) {
          this.close();
          throw error;
        }
        await sleep(wait * (0.5 + Math.random()));
      }
    }
  }

  private close(): void {
    this.database?.close();
    this.database = undefined;
  }
}

/** An acknowledged write must survive a power cut (`synchronous = FULL`); deleted data must be overwritten (`secure_delete`). */
function openFile(file: string): Database.Database {
  // Readable by the owner only; SQLite's side files inherit the mode.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new Database(file);
  try {
    database.pragma('busy_timeout = 0');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('secure_delete = ON');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** An SQLite ledger; opened on first use. */
export function createSqliteDialect(file: string): Dialect {
  return {
    createAdapter: () => new LockingAdapter(),
    createDriver: () => new SqliteFileDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Runs migrations in one transaction, whose write lock keeps other processes from migrating at the same time. */
class LockingAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

import Database from 'libsql';
import { SqliteAdapter, SqliteDialect, sql, type DialectAdapter, type Kysely } from 'kysely';

/**
 * Milliseconds SQLite itself waits for another process's write. While it waits, this process answers nobody, so it is short;
 * whoever still finds the file busy waits without holding anyone up and tries again.
 */
const BUSY_TIMEOUT = 50;

/** Keep a ledger in an SQLite file; opened when it is first used. */
export function createSqliteDialect(file: string): SqliteDialect {
  return new LedgerSqliteDialect({ database: () => Promise.resolve(openFile(file)) });
}

/** An acknowledged write must survive a power cut (`synchronous = FULL`); what is deleted must be gone (`secure_delete`). */
function openFile(file: string): Database.Database {
  const database = new Database(file);
  try {
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('secure_delete = ON');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

class LedgerSqliteDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new LockingAdapter();
  }
}

/** Lets one of several processes migrate a file: in one transaction, which begins with a write and so holds the file's write lock. */
class LockingAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`update kysely_migration_lock set is_locked = is_locked`.execute(db);
  }
}

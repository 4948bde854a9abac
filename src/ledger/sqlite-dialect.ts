import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Dialect } from 'kysely';
import { SqliteFileDriver } from './sqlite-driver.js';

/** Keep a ledger in an SQLite file; opened when it is first used. */
export function createSqliteDialect(file: string): Dialect {
  return {
    createAdapter: () => new LockingAdapter(),
    createDriver: () => new SqliteFileDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Lets migrations run in one transaction, whose write lock keeps other processes from migrating the file too. */
class LockingAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

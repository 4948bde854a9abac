import { PostgresDialect } from 'kysely';
import pg from 'pg';

/** Milliseconds to get a connection; an article's form waits no longer for a server that is away. */
const CONNECT_TIMEOUT = 3000;
/** Milliseconds a query may take before it counts as lost. */
const QUERY_TIMEOUT = 8000;
const MOST_CONNECTIONS = 8;

/**
 * Keep a ledger in PostgreSQL; connected to when it is first used, and again whenever it has been away.
 *
 * @param url - As DATABASE_URL: `postgres://user:password@host:5432/name`.
 */
export function createPostgresDialect(url: string): PostgresDialect {
  const types = new pg.TypeOverrides();
  // Counts and ids come as 64-bit text; none of ours outgrows a number.
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    // Not `statement_timeout`: it is a start-up parameter, which PgBouncer refuses.
    query_timeout: QUERY_TIMEOUT,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'parlance',
    types,
  });
  // A connection that dies while idle says so here; the pool drops it, and the next query opens another.
  pool.on('error', () => undefined);
  // One that dies in use fails its query and says so here too; unheard, it would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}

import { PostgresDialect } from 'kysely';
import pg from 'pg';

/** Connection timeout in milliseconds, so that forms do not hang on an unavailable server. */
const CONNECT_TIMEOUT = 3000;
/** Query timeout in milliseconds. */
const QUERY_TIMEOUT = 8000;
const MOST_CONNECTIONS = 8;

/**
 * A PostgreSQL ledger; connects on first use and reconnects after outages.
 *
 * @param url - As DATABASE_URL: `postgres://user:password@host:5432/name`.
 */
export function createPostgresDialect(url: string): PostgresDialect {
  const types = new pg.TypeOverrides();
  // 64-bit integers arrive as text; ours fit a number.
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
  // Errors of idle connections; the pool drops them, and the next query opens another.
  pool.on('error', () => undefined);
  // Errors of connections in use also arrive here; unhandled, they would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}

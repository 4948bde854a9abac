/** SQLSTATE classes and codes that mean "try again later". @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const AWAY_STATES = /^(?:08|25006|53|57014|57P0)/;
const AWAY_CALLS: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);
/** Driver errors without a code. */
const AWAY_WORDS =
  /^ConnectionFailed|Connection terminated|connection timeout|timeout exceeded when trying to connect|Query read timeout|not queryable|Connection ended/i;
const SQLITE_AWAY = /^SQLITE_(?:IOERR|FULL|CANTOPEN|READONLY|NOTADB|CORRUPT|PERM)/;

/**
 * Classify a database error.
 *
 * @returns `busy`: another process is writing, retry soon; `away`: the database is unavailable; undefined: a bug of ours.
 */
export function databaseFault(error: unknown): 'busy' | 'away' | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError) return error.errors.map(databaseFault).find((kind) => kind);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) return 'busy';
  if (/^(?:40001|40P01)$/.test(code)) return 'busy';
  const isAway =
    AWAY_STATES.test(code) ||
    AWAY_CALLS.has(code) ||
    SQLITE_AWAY.test(code) ||
    (code === '' && AWAY_WORDS.test(error.message));
  return isAway ? 'away' : undefined;
}

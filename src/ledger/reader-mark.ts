import { createHmac, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** A reader as one request shows them; nothing of it is kept. */
export interface Reader {
  readonly address: string;
  readonly userAgent: string;
}

/**
 * Make the mark that tells a reader's second word on a subject from another reader's first, for one day.
 *
 * A keyed hash: who has the ledger but not the day's salt learns nothing from it, and with another subject it is another mark, so that
 * no two rows can be seen to be one reader's.
 *
 * @param subject - What the word is on.
 * @see docs/decisions/0080-searches-without-result.md
 */
export async function makeReaderMark(
  db: Kysely<Tables>,
  reader: Reader,
  subject: readonly (string | number)[],
  now: Date,
): Promise<string> {
  const salt = await daySalt(db, dayOf(now));
  return createHmac('sha256', salt)
    .update(JSON.stringify([reader.address, reader.userAgent, ...subject]))
    .digest('base64url');
}

/** The day's salt, the same in every process. */
async function daySalt(db: Kysely<Tables>, day: string): Promise<string> {
  const read = (): Promise<{ readonly salt: string } | undefined> =>
    db.selectFrom('daySalt').select('salt').where('day', '=', day).executeTakeFirst();
  const known = await read();
  if (known !== undefined) return known.salt;
  await forgetReaders(db, day);
  const salt = randomBytes(32).toString('base64url');
  await db
    .insertInto('daySalt')
    .values({ day, salt })
    .onConflict((conflict) => conflict.column('day').doNothing())
    .execute();
  return (await read())?.salt ?? salt;
}

/** Drop the salts of days gone by, and the marks made with them. */
export async function forgetReaders(db: Kysely<Tables>, today: string): Promise<void> {
  await db.deleteFrom('daySalt').where('day', '<', today).execute();
  for (const table of ['feedback', 'walkOutcome', 'report', 'translationRating'] as const)
    await db
      .updateTable(table)
      .set({ mark: null })
      .where('mark', 'is not', null)
      .where('createdAt', '<', today)
      .execute();
}

/** @returns `2026-11-21`, in UTC. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

import { createHmac, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** A reader as seen in one request; not stored. */
export interface Reader {
  readonly address: string;
  readonly userAgent: string;
}

/**
 * Create the mark that deduplicates a reader's submissions on a subject for one day.
 *
 * A keyed hash: without the day's salt it reveals nothing, and it differs per subject, so that
 * rows cannot be linked to one reader.
 *
 * @param subject - What the submission is about.
 * @param at - ISO 8601 in UTC.
 * @see docs/decisions/0080-searches-without-result.md
 */
export async function makeReaderMark(
  db: Kysely<Tables>,
  reader: Reader,
  subject: readonly (string | number)[],
  at: string,
): Promise<string> {
  const salt = await daySalt(db, at.slice(0, 10));
  return createHmac('sha256', salt)
    .update(JSON.stringify([reader.address, reader.userAgent, ...subject]))
    .digest('base64url');
}

/** The day's salt, shared by all processes. */
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

/** Delete past days' salts and the marks made with them. @param today - UTC, `2026-11-21`. */
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

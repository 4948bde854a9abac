import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './ledger-database.js';
import { fromRow, type AccessKeyTable, type FromRow } from './tables.js';

/** Scopes of a key. */
export const SCOPES = [
  'links:write',
  'links:read',
  'usage:read',
  'reports:write',
  'usage:write',
  'webhooks:write',
  'internal:read',
] as const;
/** @see SCOPES */
export type Scope = (typeof SCOPES)[number];

/** Whether a text is a scope. */
function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}

/** A key of another system, without the key. Its id names it in lists and for revoking; a part of the key itself, and no secret. */
export interface AccessKey extends Omit<FromRow<Selectable<AccessKeyTable>>, 'hash' | 'scopes'> {
  readonly scopes: readonly Scope[];
}

/** API keys. */
export interface AccessKeys {
  /** @returns The key itself too, which is not stored. */
  create(
    name: string,
    scopes: readonly Scope[],
    expiresAt?: string,
  ): Promise<{ key: AccessKey; token: string }>;
  /** Oldest first, including revoked ones. */
  list(): Promise<readonly AccessKey[]>;
  /** @returns The key, or undefined when no valid one has this id. */
  revoke(id: string): Promise<AccessKey | undefined>;
  /** @returns The key a request presents; undefined when it is unknown, revoked or expired. */
  find(token: string): Promise<AccessKey | undefined>;
}

/** All but the hash. */
const COLUMNS = ['id', 'name', 'scopes', 'createdAt', 'revokedAt', 'expiresAt', 'lastUsedAt'] as const;
/** `parlance_`, an id of 12 hexadecimal digits, 32 random bytes: recognizable by secret scanners. */
const TOKEN = /^parlance_([0-9a-f]{12})_[\w-]{43}$/;
/** Characters of an instant up to its hour. */
const TO_THE_HOUR = '2026-11-28T05'.length;
/** Compared with when there is no such key, so that timing reveals nothing. */
const NOBODY = '0'.repeat(64);

/**
 * Only hashes are stored. Plain SHA-256 is enough, since a key has 256 random bits.
 *
 * @param now - Milliseconds since 1970.
 * @see docs/decisions/0042-keys.md
 */
export function createAccessKeys(database: LedgerDatabase, now: () => number): AccessKeys {
  return {
    create: async (name, scopes, expiresAt) => {
      const id = randomBytes(6).toString('hex');
      const token = `parlance_${id}_${randomBytes(32).toString('base64url')}`;
      const dates = { createdAt: new Date(now()).toISOString(), expiresAt: expiresAt ?? null };
      const row = { id, name, scopes: scopes.join(' '), ...dates, revokedAt: null, lastUsedAt: null };
      await database.run((db) =>
        db
          .insertInto('accessKey')
          .values({ ...row, hash: hashOf(token) })
          .execute(),
      );
      return { key: readKey(row), token };
    },
    list: async () => {
      const rows = await database.run((db) =>
        db.selectFrom('accessKey').select(COLUMNS).orderBy('createdAt').orderBy('id').execute(),
      );
      return rows.map(readKey);
    },
    revoke: async (id) => {
      const row = await database.run((db) =>
        db
          .updateTable('accessKey')
          .set({ revokedAt: new Date(now()).toISOString() })
          .where('id', '=', id)
          .where('revokedAt', 'is', null)
          .returning(COLUMNS)
          .executeTakeFirst(),
      );
      return row && readKey(row);
    },
    find: async (token) => {
      const id = TOKEN.exec(token)?.[1];
      if (id === undefined) return undefined;
      const row = await database.run((db) =>
        db.selectFrom('accessKey').select(COLUMNS).select('hash').where('id', '=', id).executeTakeFirst(),
      );
      const { hash, ...known } = row ?? { hash: NOBODY };
      const isRight = timingSafeEqual(Buffer.from(hashOf(token)), Buffer.from(hash));
      if (!isRight || !('id' in known) || known.revokedAt !== null) return undefined;
      const at = new Date(now()).toISOString();
      if (known.expiresAt !== null && known.expiresAt <= at) return undefined;
      if ((known.lastUsedAt ?? '').slice(0, TO_THE_HOUR) !== at.slice(0, TO_THE_HOUR))
        await noteUse(database, id, at);
      return readKey(known);
    },
  };
}

/** A key is valid even if its use cannot be recorded, as in a read-only database. */
async function noteUse(database: LedgerDatabase, id: string, at: string): Promise<void> {
  const note = database.run((db) =>
    db.updateTable('accessKey').set({ lastUsedAt: at }).where('id', '=', id).execute(),
  );
  await note.catch(() => undefined);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function readKey({ scopes, ...row }: Omit<Selectable<AccessKeyTable>, 'hash'>): AccessKey {
  return { ...fromRow(row), scopes: scopes.split(' ').filter(isScope) };
}

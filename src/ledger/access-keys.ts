import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Selectable } from 'kysely';
import { withoutNull, type WithoutNull } from '../absent.js';
import type { LedgerDatabase } from './ledger-database.js';
import type { Tables } from './tables.js';

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

/** A key of another system, without the key. Its id names it in lists and for revoking; a part of the key itself, and no secret. */
export interface AccessKey extends Omit<WithoutNull<Selectable<Tables['accessKey']>>, 'hash' | 'scopes'> {
  readonly scopes: readonly Scope[];
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
 * API keys. Only hashes are stored. Plain SHA-256 is enough, since a key has 256 random bits.
 *
 * @see docs/decisions/0042-keys.md
 */
export class AccessKeys {
  constructor(private readonly database: LedgerDatabase) {}

  /** @returns The key itself too, which is not stored. */
  create(
    name: string,
    scopes: readonly Scope[],
    expiresAt?: string,
  ): Promise<{ key: AccessKey; token: string }> {
    const id = randomBytes(6).toString('hex');
    const token = `parlance_${id}_${randomBytes(32).toString('base64url')}`;
    return this.database.run(async (db, createdAt) => {
      const dates = { createdAt, expiresAt: expiresAt ?? null, revokedAt: null, lastUsedAt: null };
      const row = { id, name, scopes: scopes.join(' '), ...dates };
      const query = db.insertInto('accessKey').values({ ...row, hash: hashOf(token) });
      await query.execute();
      return { key: readKey(row), token };
    });
  }

  /** Oldest first, including revoked ones. */
  async list(): Promise<readonly AccessKey[]> {
    const rows = await this.database.run((db) =>
      db.selectFrom('accessKey').select(COLUMNS).orderBy('createdAt').orderBy('id').execute(),
    );
    return rows.map(readKey);
  }

  /** @returns The key, or undefined when no valid one has this id. */
  async revoke(id: string): Promise<AccessKey | undefined> {
    const row = await this.database.run((db, revokedAt) =>
      db
        .updateTable('accessKey')
        .set({ revokedAt })
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .returning(COLUMNS)
        .executeTakeFirst(),
    );
    return row && readKey(row);
  }

  /** @returns The key a request presents; undefined when it is unknown, revoked or expired. */
  async find(token: string): Promise<AccessKey | undefined> {
    const id = TOKEN.exec(token)?.[1];
    if (id === undefined) return undefined;
    return this.database.run(async (db, at) => {
      const query = db.selectFrom('accessKey').select(COLUMNS).select('hash').where('id', '=', id);
      const { hash, ...row } = (await query.executeTakeFirst()) ?? { hash: NOBODY };
      const isRight = timingSafeEqual(Buffer.from(hashOf(token)), Buffer.from(hash));
      if (!isRight || !('id' in row) || row.revokedAt !== null) return undefined;
      if (row.expiresAt !== null && row.expiresAt <= at) return undefined;
      if (row.lastUsedAt?.slice(0, TO_THE_HOUR) !== at.slice(0, TO_THE_HOUR)) {
        const note = db.updateTable('accessKey').set({ lastUsedAt: at }).where('id', '=', id);
        // A key is valid even if its use cannot be recorded, as in a read-only database.
        await note.execute().catch(() => undefined);
      }
      return readKey(row);
    });
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function readKey({ scopes, ...row }: Omit<Selectable<Tables['accessKey']>, 'hash'>): AccessKey {
  const known = scopes.split(' ').flatMap((text) => SCOPES.find((scope) => scope === text) ?? []);
  return { ...withoutNull(row), scopes: known };
}

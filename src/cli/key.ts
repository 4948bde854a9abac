import type { Config } from '../config.js';
import type { AccessKey } from '../ledger/access-keys.js';
import { withLedger } from '../server/open-ledger.js';
import type { KeyCall } from './read-ledger-call.js';

/**
 * `parlance key`: make, list and revoke the keys of other systems.
 *
 * A new key goes to standard output alone, so that it can be piped to where it is kept.
 *
 * @returns The exit code: 1 when there is no such key.
 */
export async function key(config: Config, call: KeyCall): Promise<number> {
  return await withLedger(config, async ({ keys }) => {
    switch (call.action) {
      case 'create': {
        const { key: made, token } = await keys.create(call.name, call.scopes, call.expiresAt);
        process.stderr.write(`${describe(made)}\nThe key is shown this once; only its hash is kept.\n`);
        process.stdout.write(`${token}\n`);
        return 0;
      }
      case 'list': {
        const all = await keys.list();
        process.stdout.write(
          all.length === 0 ? 'no keys\n' : all.map((one) => `${describe(one)}\n`).join(''),
        );
        return 0;
      }
      case 'revoke': {
        const gone = await keys.revoke(call.id);
        if (gone !== undefined) process.stdout.write(`${describe(gone)}\n`);
        else
          process.stderr.write(`parlance: there is no key "${call.id}" to revoke; see parlance key list\n`);
        return gone === undefined ? 1 : 0;
      }
    }
  });
}

function describe({ id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }: AccessKey): string {
  const end = revokedAt === undefined ? '' : `  revoked ${revokedAt}`;
  const use = lastUsedAt === undefined ? 'not used yet' : `last used ${lastUsedAt}`;
  const limit = expiresAt === undefined ? '' : `  expires ${expiresAt}`;
  return `${id}  ${name}  ${scopes.join(' ')}  created ${createdAt}${limit}  ${use}${end}`;
}

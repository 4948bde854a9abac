import { SCOPES, type AccessKey, type AccessKeys } from '../ledger/access-keys.js';
import { withLedger } from '../server/open-ledger.js';
import { fail, readArguments, readChoices, readOne, refuseMore, type Command } from './command.js';

const USAGE = `usage: parlance key create --name <who> --scope <scope> [--scope …] [--expires <day>]
       parlance key list
       parlance key revoke <id>

Scopes: ${SCOPES.join(', ')}. A key is shown only when it is created.

Settings: DATA_DIR, DATABASE_URL.
`;

/**
 * `parlance key`: create, list and revoke API keys.
 *
 * Only the new key goes to standard output, so that it can be piped to a secret store.
 */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    const act = readCall(args);
    return { run: (config) => withLedger(config, ({ keys }) => act(keys)) };
  },
};

function readCall(args: readonly string[]): (keys: AccessKeys) => Promise<number> {
  const { values, positionals } = readArguments(args, {
    name: { type: 'string' },
    scope: { type: 'string', multiple: true, default: [] },
    expires: { type: 'string' },
  });
  const [action, ...rest] = positionals;
  if (action !== 'create' && (values.name ?? values.scope[0] ?? values.expires) !== undefined)
    throw new Error('--name, --scope and --expires are options of key create');
  switch (action) {
    case 'create': {
      refuseMore(rest, 'key create');
      const [name, expiresAt] = [readName(values.name), readExpiry(values.expires)];
      const scopes = readChoices('--scope', values.scope, SCOPES);
      return async (keys) => {
        const { key, token } = await keys.create(name, scopes, expiresAt);
        process.stderr.write(`${describe(key)}\nThe key is shown only once; only its hash is stored.\n`);
        process.stdout.write(`${token}\n`);
        return 0;
      };
    }
    case 'list':
      refuseMore(rest, 'key list');
      return async (keys) => {
        const lines = (await keys.list()).map((key) => `${describe(key)}\n`);
        process.stdout.write(lines.join('') || 'no keys\n');
        return 0;
      };
    case 'revoke': {
      const id = readOne(rest, 'key revoke takes one id');
      return async (keys) => {
        const revoked = await keys.revoke(id);
        if (revoked === undefined) return fail(`unknown key "${id}"; see parlance key list`);
        process.stdout.write(`${describe(revoked)}\n`);
        return 0;
      };
    }
    default:
      throw new Error('key takes create, list or revoke');
  }
}

function readName(name: string | undefined): string {
  if (name !== undefined && /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u.test(name)) return name;
  throw new Error(
    '--name takes the user of the key, such as zendesk: up to 60 letters, digits, spaces, . _ -',
  );
}

/** @returns The end of that day in UTC. */
function readExpiry(date: string | undefined): string | undefined {
  if (date === undefined) return undefined;
  const end = /^\d{4}-\d\d-\d\d$/.test(date) ? new Date(`${date}T23:59:59.999Z`) : undefined;
  if (
    end === undefined ||
    Number.isNaN(end.getTime()) ||
    end.getTime() < Date.now() ||
    !end.toISOString().startsWith(date)
  )
    throw new Error('--expires takes a future date, such as 2027-06-30');
  return end.toISOString();
}

function describe({ id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }: AccessKey): string {
  const end = revokedAt === undefined ? '' : `  revoked ${revokedAt}`;
  const use = lastUsedAt === undefined ? 'never used' : `last used ${lastUsedAt}`;
  const limit = expiresAt === undefined ? '' : `  expires ${expiresAt}`;
  return `${id}  ${name}  ${scopes.join(' ')}  created ${createdAt}${limit}  ${use}${end}`;
}

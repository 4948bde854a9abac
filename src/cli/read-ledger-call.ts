import { EVENT_NAMES, isEventName, type EventName } from '../ledger/webhooks.js';
import { parseArgs } from 'node:util';
import { isScope, SCOPES, type Scope } from '../ledger/access-keys.js';
import { refuseUnknownOptions } from './check-options.js';

/** What `parlance key` is asked to do. */
export type KeyCall =
  | {
      readonly action: 'create';
      readonly name: string;
      readonly scopes: readonly Scope[];
      readonly expiresAt: string | undefined;
    }
  | { readonly action: 'list' }
  | { readonly action: 'revoke'; readonly id: string };

/**
 * Read the words behind `parlance key`.
 *
 * @throws Error that says in one line what is wrong with them.
 */
export function readKeyCall(args: readonly string[]): KeyCall {
  refuseUnknownOptions(args, ['name', 'scope', 'expires']);
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      scope: { type: 'string', multiple: true },
      expires: { type: 'string' },
    },
  });
  const [action, ...rest] = positionals;
  const { name, scope = [], expires } = values;
  if (action !== 'create' && (name !== undefined || scope.length > 0 || expires !== undefined))
    throw new Error('--name, --scope and --expires belong to key create');
  switch (action) {
    case 'create':
      refuseMore(rest, 'key create');
      return { action, name: readName(name), scopes: readScopes(scope), expiresAt: readExpiry(expires) };
    case 'list':
      refuseMore(rest, 'key list');
      return { action };
    case 'revoke':
      return { action, id: readId(rest, 'key revoke') };
    default:
      throw new Error('key takes create, list or revoke');
  }
}

function refuseMore(rest: readonly string[], command: string): void {
  if (rest.length > 0) throw new Error(`"${rest.join(' ')}" is too much for ${command}`);
}

function readId([id, ...rest]: readonly string[], command: string): string {
  if (id === undefined || rest.length > 0) throw new Error(`${command} takes one id`);
  return id;
}

function readName(name: string | undefined): string {
  if (name !== undefined && /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u.test(name)) return name;
  throw new Error('--name takes who will use the key, such as zendesk: 60 letters, digits, spaces, . _ -');
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
    throw new Error('--expires takes a day to come, such as 2027-06-30');
  return end.toISOString();
}

function readScopes(given: readonly string[]): readonly Scope[] {
  const texts = given.flatMap((text) => text.split(','));
  const scopes = texts.filter(isScope);
  if (scopes.length === 0 || scopes.length < texts.length)
    throw new Error(`--scope takes ${SCOPES.join(', ')}; give it once for each`);
  return SCOPES.filter((scope) => scopes.includes(scope));
}

/** What `parlance webhook` is asked to do. */
export type WebhookCall =
  | { readonly action: 'add'; readonly url: string; readonly events: readonly EventName[] }
  | { readonly action: 'list' }
  | { readonly action: 'remove' | 'test'; readonly id: string };

/**
 * Read the words behind `parlance webhook`.
 *
 * @throws Error that says in one line what is wrong with them.
 */
export function readWebhookCall(args: readonly string[]): WebhookCall {
  refuseUnknownOptions(args, ['url', 'event']);
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { url: { type: 'string' }, event: { type: 'string', multiple: true } },
  });
  const [action, ...rest] = positionals;
  const { url, event = [] } = values;
  if (action !== 'add' && (url !== undefined || event.length > 0))
    throw new Error('--url and --event belong to webhook add');
  switch (action) {
    case 'add':
      refuseMore(rest, 'webhook add');
      if (url === undefined) throw new Error('--url takes the https address that messages are sent to');
      return { action, url, events: readEvents(event) };
    case 'list':
      refuseMore(rest, 'webhook list');
      return { action };
    case 'remove':
    case 'test':
      return { action, id: readId(rest, `webhook ${action}`) };
    default:
      throw new Error('webhook takes add, list, remove or test');
  }
}

function readEvents(given: readonly string[]): readonly EventName[] {
  const events = [...new Set(given.flatMap((text) => text.split(',')))];
  const known = events.filter(isEventName);
  if (known.length > 0 && known.length === events.length) return known;
  throw new Error(`--event takes ${EVENT_NAMES.join(', ')}; give it once for each`);
}

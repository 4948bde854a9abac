import { parseArgs } from 'node:util';
import { EVENT_NAMES, isEventName, type EventName } from '../ledger/webhooks.js';
import { refuseUnknownOptions } from './check-options.js';

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
  const [action, id, ...rest] = positionals;
  const { url, event = [] } = values;
  if (action !== 'add' && (url !== undefined || event.length > 0))
    throw new Error('--url and --event belong to webhook add');
  if (rest.length > 0) throw new Error(`"${rest.join(' ')}" is too much for webhook ${action ?? ''}`);
  switch (action) {
    case 'add':
      if (id !== undefined) throw new Error(`"${id}" is too much for webhook add`);
      if (url === undefined) throw new Error('--url takes the https address that messages are sent to');
      return { action, url, events: readEvents(event) };
    case 'list':
      if (id !== undefined) throw new Error(`"${id}" is too much for webhook list`);
      return { action };
    case 'remove':
    case 'test':
      if (id === undefined) throw new Error(`webhook ${action} takes the id of one webhook`);
      return { action, id };
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

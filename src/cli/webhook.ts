import { Messenger, testMessage } from '../http/webhook/messenger.js';
import { EVENT_NAMES, MOST_WEBHOOKS, type Webhook, type Webhooks } from '../ledger/webhooks.js';
import { withLedger } from '../server/open-ledger.js';
import { fail, readArguments, readChoices, readOne, refuseMore, type Command } from './command.js';

const USAGE = `usage: parlance webhook add --url <address> --event <event> [--event …]
       parlance webhook list
       parlance webhook remove <id>
       parlance webhook test <id>

Events: ${EVENT_NAMES.join(', ')}. Messages are signed as defined by Standard Webhooks 1.0; the secret is shown only
when the webhook is added.

Settings: DATA_DIR, DATABASE_URL, WEBHOOK_HOSTS.
`;

/**
 * `parlance webhook`: subscribe other systems to what happens; list, remove and try subscriptions.
 *
 * A new secret goes to standard output alone, so that it can be piped to where it is kept.
 */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    const act = readCall(args);
    return {
      run: async (config) => {
        const messenger = new Messenger(config.webhookHosts);
        try {
          return await withLedger(config, ({ webhooks }) => act(webhooks, messenger));
        } finally {
          messenger.close();
        }
      },
    };
  },
};

function readCall(args: readonly string[]): (webhooks: Webhooks, messenger: Messenger) => Promise<number> {
  const { values, positionals } = readArguments(args, {
    url: { type: 'string' },
    event: { type: 'string', multiple: true, default: [] },
  });
  const [action, ...rest] = positionals;
  const { url } = values;
  if (action !== 'add' && (url ?? values.event[0]) !== undefined)
    throw new Error('--url and --event are options of webhook add');
  switch (action) {
    case 'add': {
      refuseMore(rest, 'webhook add');
      if (url === undefined) throw new Error('--url takes the https URL that messages are sent to');
      const events = readChoices('--event', values.event, EVENT_NAMES);
      return async (webhooks, messenger) => {
        const fault = messenger.fault(url);
        if (fault !== undefined) return fail(`--url ${fault}`);
        const made = await webhooks.add(url, events);
        if (made === undefined)
          return fail(`the limit of ${MOST_WEBHOOKS} webhooks is reached; remove one first`);
        process.stderr.write(`${describe(made.webhook)}\nThe secret is shown only once.\n`);
        process.stdout.write(`${made.secret}\n`);
        return 0;
      };
    }
    case 'list':
      refuseMore(rest, 'webhook list');
      return async (webhooks) => {
        const lines = (await webhooks.list()).map((webhook) => `${describe(webhook)}\n`);
        process.stdout.write(lines.join('') || 'no webhooks\n');
        return 0;
      };
    case 'remove': {
      const id = readOne(rest, 'webhook remove takes one id');
      return async (webhooks) => {
        if (!(await webhooks.remove(id))) return fail(unknownId(id));
        process.stdout.write(`${id} removed\n`);
        return 0;
      };
    }
    case 'test': {
      const id = readOne(rest, 'webhook test takes one id');
      return async (webhooks, messenger) => {
        const target = await webhooks.target(id);
        if (target === undefined) return fail(unknownId(id));
        const { isDelivered, status, fault } = await messenger.send(testMessage(target));
        if (!isDelivered) return fail(`not delivered: ${fault ?? ''}`);
        process.stdout.write(`delivered: status ${status ?? ''}\n`);
        return 0;
      };
    }
    default:
      throw new Error('webhook takes add, list, remove or test');
  }
}

function unknownId(id: string): string {
  return `unknown webhook "${id}"; see parlance webhook list`;
}

function describe({ id, url, events, createdAt, disabledAt, disabledReason, pending }: Webhook): string {
  const state =
    disabledAt === undefined ? `${pending} pending` : `disabled ${disabledAt}: ${disabledReason ?? ''}`;
  return `${id}  ${url}  ${events.join(' ')}  created ${createdAt}  ${state}`;
}

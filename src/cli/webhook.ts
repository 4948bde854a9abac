import type { Config } from '../config.js';
import { createMessenger, testMessage, type Messenger } from '../http/webhook/messenger.js';
import type { Ledger } from '../ledger/ledger.js';
import { MOST_WEBHOOKS, type Webhook } from '../ledger/webhooks.js';
import { withLedger } from '../server/open-ledger.js';
import type { WebhookCall } from './read-ledger-call.js';

/**
 * `parlance webhook`: subscribe other systems to what happens, list, remove and try subscriptions.
 *
 * A new secret goes to standard output alone, so that it can be piped to where it is kept.
 *
 * @returns The exit code: 1 when it could not be done, or a test was not taken.
 */
export async function webhook(config: Config, call: WebhookCall): Promise<number> {
  const messenger = createMessenger(config.webhookHosts);
  try {
    return await withLedger(config, (ledger) => perform(ledger, messenger, call));
  } finally {
    messenger.close();
  }
}

async function perform({ webhooks }: Ledger, messenger: Messenger, call: WebhookCall): Promise<number> {
  switch (call.action) {
    case 'add': {
      const fault = messenger.fault(call.url);
      if (fault !== undefined) return fail(`--url ${fault}`);
      const made = await webhooks.add(call.url, call.events);
      if (made === undefined) return fail(`there are ${MOST_WEBHOOKS} webhooks already; remove one first`);
      process.stderr.write(`${describe(made.webhook)}\nThe secret is shown this once.\n`);
      process.stdout.write(`${made.secret}\n`);
      return 0;
    }
    case 'list': {
      const all = await webhooks.list();
      process.stdout.write(
        all.length === 0 ? 'no webhooks\n' : all.map((one) => `${describe(one)}\n`).join(''),
      );
      return 0;
    }
    case 'remove':
      if (!(await webhooks.remove(call.id))) return fail(unknownId(call.id));
      process.stdout.write(`${call.id} removed\n`);
      return 0;
    case 'test': {
      const target = await webhooks.target(call.id);
      if (target === undefined) return fail(unknownId(call.id));
      const { isDelivered, status, fault } = await messenger.send(testMessage(target));
      if (!isDelivered) return fail(`not delivered: ${fault ?? ''}`);
      process.stdout.write(`delivered: answered ${status ?? ''}\n`);
      return 0;
    }
  }
}

function unknownId(id: string): string {
  return `there is no webhook "${id}"; see parlance webhook list`;
}

function fail(reason: string): number {
  process.stderr.write(`parlance: ${reason}\n`);
  return 1;
}

function describe({ id, url, events, createdAt, disabledAt, disabledReason, pending }: Webhook): string {
  const state =
    disabledAt === undefined ? `${pending} to deliver` : `disabled ${disabledAt}: ${disabledReason ?? ''}`;
  return `${id}  ${url}  ${events.join(' ')}  created ${createdAt}  ${state}`;
}

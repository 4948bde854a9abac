import { z } from 'zod';
import { requireKey } from '../http/access/require-key.js';
import { pathParameter } from '../http/request/parse-query.js';
import { KEYED } from '../http/routes.js';
import { testMessage } from '../http/webhook/messenger.js';
import { withNull } from '../absent.js';
import { EVENT_SCOPES, MOST_WEBHOOKS } from '../ledger/webhooks.js';
import { NEW_WEBHOOK, WEBHOOK_LIST, WEBHOOK_REQUEST, WEBHOOK_TEST } from '../presenters/webhooks.js';
import { Problem } from '../problem.js';
import { operation, operations } from './operation.js';

const addWebhook = operation('post', '/webhooks', {
  policy: KEYED,
  scope: 'webhooks:write',
  summary: 'Subscribe to events',
  description:
    'Messages are signed according to Standard Webhooks 1.0 (`webhook-id`, `webhook-timestamp`, `webhook-signature`) and delivered at least once, in order per article. A message without a 2xx response within 10 seconds is retried with growing pauses for a day; then the subscription is disabled. 410 disables it at once; redirects are not followed. `feedback.created`, `report.created` and `walk.ended` also need `usage:read`, `ticket.affected` needs `links:read`.',
  body: WEBHOOK_REQUEST,
  response: NEW_WEBHOOK,
  statuses: { 201: 'Subscribed.' },
  answer: async ({ req, deps, body }) => {
    const { url, events } = await body();
    for (const event of events) {
      const scope = EVENT_SCOPES[event];
      if (scope !== undefined) await requireKey(req, deps, scope);
    }
    const fault = deps.messenger.fault(url);
    if (fault !== undefined) throw refuse('/url', fault);
    const made = await deps.ledger.webhooks.add(url, [...new Set(events)]);
    if (made === undefined)
      throw refuse('', `the limit of ${MOST_WEBHOOKS} webhooks is reached; remove one first`);
    return { status: 201, body: { ...withNull(made.webhook), secret: made.secret } };
  },
});

const listWebhooks = operation('get', '/webhooks', {
  policy: KEYED,
  scope: 'webhooks:write',
  summary: 'Subscriptions',
  description: 'Oldest first, without secrets, with the number of pending messages.',
  response: WEBHOOK_LIST,
  statuses: { 200: 'All subscriptions.' },
  answer: async ({ deps }) => {
    const items = (await deps.ledger.webhooks.list()).map((webhook) => withNull(webhook));
    return { body: { items, total: items.length, next: null } };
  },
});

const removeWebhook = operation('delete', '/webhooks/:webhook', {
  policy: KEYED,
  scope: 'webhooks:write',
  summary: 'Delete a subscription',
  description: 'Pending messages are dropped.',
  statuses: { 204: 'Deleted.' },
  problems: ['not-found'],
  answer: async ({ req, deps }) => {
    const wasThere = await deps.ledger.webhooks.remove(pathParameter(req, 'webhook', z.string()));
    if (!wasThere) throw new Problem('not-found');
    return { status: 204 };
  },
});

const testWebhook = operation('post', '/webhooks/:webhook/test', {
  policy: { ...KEYED, rate: 'costly' },
  scope: 'webhooks:write',
  summary: 'Test a subscription',
  description: 'Sends `webhook.test` once, immediately, and returns the result.',
  response: WEBHOOK_TEST,
  statuses: { 200: 'The result of the delivery.' },
  problems: ['not-found'],
  answer: async ({ req, deps }) => {
    const target = await deps.ledger.webhooks.target(pathParameter(req, 'webhook', z.string()));
    if (target === undefined) throw new Problem('not-found');
    const { isDelivered, status, fault } = await deps.messenger.send(testMessage(target));
    return { body: withNull({ delivered: isDelivered, status, fault }) };
  },
});

function refuse(pointer: string, detail: string): Problem {
  return new Problem('bad-request', { errors: [{ pointer, detail }] });
}

/** Subscriptions to what happens. */
export const WEBHOOK_OPERATIONS = operations('Webhooks', {
  addWebhook,
  listWebhooks,
  removeWebhook,
  testWebhook,
});

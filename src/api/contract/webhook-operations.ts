import { EXAMPLE_WEBHOOK, EXAMPLE_WEBHOOK_REQUEST } from './ledger-examples.js';
import { operations } from './operation.js';

const scope = 'webhooks:write';
const description =
  'Messages are signed as Standard Webhooks 1.0 has it (`webhook-id`, `webhook-timestamp`, `webhook-signature`), come at least once, and in order for each article. Whatever is not answered 2xx within 10 seconds is sent again, ever more seldom, for a day; then the subscription is disabled. 410 disables it at once; redirects are not followed.';

/** Webhook subscriptions. */
export const WEBHOOK_OPERATIONS = operations('Webhooks', [
  {
    id: 'addWebhook',
    method: 'post',
    path: '/webhooks',
    summary: 'Subscribe to events',
    description: `${description} \`feedback.created\`, \`report.created\` and \`walk.ended\` need \`usage:read\` too, \`ticket.affected\` \`links:read\`.`,
    scope,
    body: { content: { 'application/json': 'WebhookRequest' }, example: EXAMPLE_WEBHOOK_REQUEST },
    answers: {
      201: {
        description: 'Subscribed.',
        body: 'NewWebhook',
        example: { ...EXAMPLE_WEBHOOK, secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' },
      },
    },
  },
  {
    id: 'listWebhooks',
    method: 'get',
    path: '/webhooks',
    summary: 'Subscriptions',
    description: 'Oldest first, without their secrets; with what waits to be delivered.',
    scope,
    answers: {
      200: {
        description: 'All of them.',
        body: 'WebhookList',
        example: { items: [EXAMPLE_WEBHOOK], total: 1, next: null },
      },
    },
  },
  {
    id: 'removeWebhook',
    method: 'delete',
    path: '/webhooks/:webhook',
    summary: 'End a subscription',
    description: 'What was not delivered is dropped.',
    scope,
    answers: { 204: { description: 'It is gone.' } },
    problems: ['not-found'],
  },
  {
    id: 'testWebhook',
    method: 'post',
    path: '/webhooks/:webhook/test',
    summary: 'Try a subscription',
    description: 'Sends `webhook.test` now, once, and says what came of it.',
    scope,
    answers: {
      200: {
        description: 'What the receiver made of it.',
        body: 'WebhookTest',
        example: { delivered: false, status: 500, fault: 'answered 500' },
      },
    },
    problems: ['not-found'],
  },
]);

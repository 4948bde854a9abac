import { z } from 'zod';
import { LONGEST_RECEIVER } from '../http/webhook/receiver-address.js';
import { EVENT_NAMES, type EventName } from '../ledger/webhooks.js';
import { FAULT_REPORT, FEEDBACK } from './feedback.js';
import { CHANGE } from './present-passage.js';
import { ONE_PAGE, PROVENANCE, request, shape, SHAPES } from './schemas.js';
import { AFFECTED_TICKET } from './ticket-links.js';
import { REPORTED_OUTCOME } from './usage.js';

/** `POST /webhooks` */
export const WEBHOOK_REQUEST = request('WebhookRequest', {
  url: z
    .string({ error: 'takes an https URL' })
    .max(LONGEST_RECEIVER, { error: `takes at most ${LONGEST_RECEIVER} characters` })
    .meta({ description: 'The URL messages are sent to: https, not a private address.', format: 'uri' }),
  events: z
    .array(z.enum(EVENT_NAMES, { error: `takes ${EVENT_NAMES.join(', ')}` }))
    .min(1, { error: 'takes at least one event' })
    .max(EVENT_NAMES.length, { error: 'takes each event only once' }),
});

/** A subscription. */
const WEBHOOK = shape('Webhook', {
  id: z.string(),
  url: z.string(),
  events: z.array(z.enum(EVENT_NAMES)),
  createdAt: z.iso.datetime(),
  disabledAt: z.iso.datetime().nullable().meta({ description: 'When it was disabled; null if enabled.' }),
  disabledReason: z.string().nullable(),
  pending: z.number().int().meta({ description: 'Messages not delivered yet.' }),
});

/** A new subscription. */
export const NEW_WEBHOOK = WEBHOOK.extend({
  secret: z.string().meta({ description: 'Signs every message; shown only once.' }),
}).register(SHAPES, { id: 'NewWebhook' });

/** All subscriptions, the oldest first. */
export const WEBHOOK_LIST = shape('WebhookList', {
  items: z.array(WEBHOOK),
  total: z.number().int(),
  next: ONE_PAGE,
});

/** Result of a test message. */
export const WEBHOOK_TEST = shape('WebhookTest', {
  delivered: z.boolean(),
  status: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'Status of the receiver’s response; null without one.' }),
  fault: z.string().nullable(),
});

const CHANGED = CHANGE.extend({ epoch: z.string() });

/** Payload of each event; a new event is a row here and one in `EVENT_NAMES`. */
export const EVENT_DATA = {
  'article.changed': CHANGED,
  'translation.outdated': CHANGED.extend({ provenance: PROVENANCE }),
  'feedback.created': FEEDBACK,
  'walk.ended': REPORTED_OUTCOME.omit({ counted: true }).extend({ lastQuestion: z.string().nullable() }),
  'report.created': FAULT_REPORT,
  'ticket.affected': AFFECTED_TICKET,
  'cache.purge': z.object({
    keys: z.array(z.string()).meta({ description: 'Surrogate keys to drop.' }),
    previous: z.string().nullable().meta({ description: 'The surrogate key of the previous revision.' }),
    revision: z.string(),
  }),
  'changes.restarted': z.object({
    epoch: z.string().meta({ description: 'Mirrors must start over from `GET /changes`.' }),
  }),
  'webhook.test': z.object({}),
} as const satisfies Record<EventName | 'changes.restarted' | 'webhook.test', z.ZodType>;

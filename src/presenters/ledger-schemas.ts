import { z } from 'zod';
import type { Reading } from '../article/reading.js';
import { CITATION_USES } from '../ledger/citations.js';
import { FEEDBACK_REASONS, type Opinion } from '../ledger/feedback.js';
import type { Fault } from '../ledger/reports.js';
import { LONGEST_RECEIVER } from '../http/webhook/receiver-address.js';
import { LINK_RELATIONS, REPORT_KINDS, REPORT_STATES } from '../ledger/tables.js';
import { EVENT_NAMES, type EventName } from '../ledger/webhooks.js';
import { OUTCOME_KINDS } from '../walk/walk.js';
import { Problem } from '../problem.js';
import { CHANGE } from './present-passage.js';
import { listOf, ONE_PAGE, PROVENANCE, REQUESTS, shape, SHAPES } from './schemas.js';
import { WALK_REQUEST } from './walk-schemas.js';

/** JSON schemas of the ledger's requests and responses. */

/** No control characters except line breaks and tabs, no unpaired surrogates: databases reject them. */
const UNPRINTABLE = /[^\P{Cc}\n\t]|\p{Cs}/u;
const LONGEST_COMMENT = 2000;

/** Plain text; CRLF counts as one line break. */
function plainText(longest: number): z.ZodType<string, string> {
  return z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .refine((text) => !UNPRINTABLE.test(text), { error: 'takes plain text without control characters' })
    .refine((text) => lengthOf(text) <= longest, { error: `takes at most ${longest} characters` })
    .meta({ description: `Plain text of at most ${longest} characters, without control characters.` });
}

/** The same, undefined when empty. */
function optionalText(longest: number): z.ZodType<string | undefined, string | null | undefined> {
  return plainText(longest)
    .nullish()
    .transform((text) => (text === '' ? undefined : (text ?? undefined)));
}

/** Length in code points. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function request<Members extends z.ZodRawShape>(id: string, members: Members) {
  return z.strictObject(members).register(REQUESTS, { id });
}

const LOCALE = z
  .string({ error: 'takes a language tag such as de or pt-BR' })
  .min(1)
  .max(64)
  .meta({ description: 'A BCP 47 tag: the locale the reader requested; need not be a locale of the site.' });

/** A ticket system's name in the URL. */
export const SYSTEM = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, {
    error:
      'takes a name such as zendesk: up to 32 lower-case letters, digits and hyphens, starting with a letter',
  })
  .meta({ description: 'A name of your choice for the ticket system.', example: 'zendesk' });

/** A ticket id, normalized to NFC. */
export const TICKET = z
  .string()
  .transform((text) => text.normalize('NFC'))
  .refine((text) => text.trim() === text && text !== '' && !/\p{Cc}|\p{Cs}/u.test(text), {
    error: 'takes an id without surrounding spaces or control characters',
  })
  .refine((text) => lengthOf(text) <= 200, { error: 'takes at most 200 characters' })
  .meta({
    description: 'The ticket id in that system, at most 200 characters; encode a slash as `%2F`.',
    example: '4711',
  });

/** `PUT …/links/:system/:ticket` */
export const LINK_REQUEST = request('LinkRequest', {
  locale: LOCALE.optional().meta({
    description:
      'The language it was sent in. Default: the site’s default locale; the response names the served one.',
  }),
  relation: z
    .enum(LINK_RELATIONS, { error: `takes one of ${LINK_RELATIONS.join(', ')}` })
    .default('reference')
    .meta({ description: 'Whether the article was only read, sent to the customer, or solved the ticket.' }),
  url: z
    .url({ protocol: /^https?$/, error: 'takes an http or https URL' })
    .max(2000, { error: 'takes at most 2000 characters' })
    .refine((text) => !/[\p{Cc}\p{Cs}\s]/u.test(text), { error: 'takes an http or https URL' })
    .nullish(),
  note: optionalText(500),
});

/** The form on an internal instance's page of an article. */
export const LINK_FORM = z.strictObject({ system: SYSTEM, ticket: TICKET, relation: z.enum(LINK_RELATIONS) });

/** A link between an article and a ticket, with the locale requested and served. */
export const TICKET_LINK = shape('TicketLink', {
  number: z.string(),
  system: z.string(),
  ticket: z.string(),
  requested: z.string(),
  served: z.string(),
  version: z.number().int().nullable(),
  title: z.string().nullable().meta({ description: 'Null if the article no longer exists.' }),
  relation: z.enum(LINK_RELATIONS),
  url: z.string().nullable(),
  note: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  links: z.object({ self: z.string(), article: z.string(), html: z.string(), permalink: z.string() }),
});

/** A page of links, newest first. */
export const TICKET_LINK_LIST = listOf('TicketLinkList', TICKET_LINK);

/** A ticket that was sent steps that have since changed. */
export const AFFECTED_TICKET = z.object({
  number: z.string(),
  system: z.string(),
  ticket: z.string(),
  relation: z.enum(LINK_RELATIONS),
  locale: z.string(),
  version: z.number().int().nullable().meta({ description: 'The version that was sent.' }),
  currentVersion: z.number().int().nullable().meta({ description: 'Null if there is none now.' }),
  sentAt: z.iso.datetime(),
  url: z.string().nullable(),
  steps: z.array(
    z.object({
      step: z.number().int(),
      before: z.string().nullable().meta({ description: 'Null for a new step.' }),
      after: z.string().nullable().meta({ description: 'Null for a removed step.' }),
      changedAt: z.iso.datetime(),
    }),
  ),
  links: z.object({ self: z.string(), html: z.string() }),
});

/** `GET /tickets/affected`: those in one page of links; there may be a `next` even when none are. */
export const AFFECTED_LIST = shape('AffectedTicketList', {
  items: z.array(AFFECTED_TICKET),
  next: z.string().nullable(),
});

/** `POST …/feedback` */
export const FEEDBACK_REQUEST = request('FeedbackRequest', {
  locale: LOCALE,
  helpful: z.boolean({ error: 'takes true or false' }),
  reason: z
    .enum(FEEDBACK_REASONS, { error: `takes one of ${FEEDBACK_REASONS.join(', ')}` })
    .nullish()
    .meta({ description: 'Why it did not help.' }),
  comment: optionalText(LONGEST_COMMENT),
});

const YES_OR_NO = z.enum(['yes', 'no'], { error: 'takes yes or no' }).transform((answer) => answer === 'yes');

/** The form on an article's page; its locale is in the URL. */
export const FEEDBACK_FORM = FEEDBACK_REQUEST.omit({ locale: true }).extend({ helpful: YES_OR_NO });

/** A reader's opinion about what they were shown. */
export function opinionOf(
  { article, served, translation }: Reading,
  { helpful, reason, comment }: z.infer<typeof FEEDBACK_FORM>,
): Opinion {
  return {
    number: article.number,
    locale: served,
    version: translation.version,
    isHelpful: helpful,
    reason: helpful ? undefined : (reason ?? undefined),
    comment,
  };
}

/** Feedback; the comment is plain text and may look like markup. */
export const FEEDBACK = shape('Feedback', {
  number: z.string(),
  locale: z.string(),
  version: z.number().int().nullable(),
  helpful: z.boolean(),
  reason: z.enum(FEEDBACK_REASONS).nullable(),
  comment: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

/** A page of feedback with comments, newest first. */
export const FEEDBACK_LIST = listOf('FeedbackList', FEEDBACK);

const STEP = z.coerce
  .number({ error: 'takes a step number' })
  .int({ error: 'takes a step number' })
  .min(1, { error: 'takes a step number' })
  .max(9999, { error: 'takes a step number' });
const KIND = z.enum(REPORT_KINDS, { error: `takes one of ${REPORT_KINDS.join(', ')}` });
const WORDS = optionalText(LONGEST_COMMENT);

/** `POST …/reports` */
export const REPORT_REQUEST = request('FaultReportRequest', {
  locale: LOCALE,
  kind: KIND,
  step: STEP.nullish().meta({ description: 'The step concerned; default: the whole article.' }),
  quote: WORDS.meta({ description: 'The wrong words.' }),
  proposal: WORDS.meta({ description: 'The correct words.' }),
  comment: WORDS,
});

/** The form on the page of reports; its locale is in the URL. */
export const REPORT_FORM = REPORT_REQUEST.omit({ locale: true });
/** The form that asks whether a translation was good. */
export const RATING_FORM = z.strictObject({ good: YES_OR_NO });

/**
 * A fault that a reader reports of what they were shown.
 *
 * @throws Problem `bad-request` (400) for a step that exists in no locale.
 */
export function faultOf(
  { article, served, translation }: Reading,
  { step, ...said }: Omit<z.infer<typeof REPORT_REQUEST>, 'locale'>,
): Fault {
  // A translation may lack steps, which its page shows from the source.
  const last = Math.max(...article.translations.map(({ stepCount }) => stepCount));
  if (step !== undefined && step !== null && step > last) {
    const detail = last === 0 ? 'the article has no steps' : `takes a step from 1 to ${last}`;
    throw new Problem('bad-request', { errors: [{ pointer: '/step', detail }] });
  }
  const { number } = article;
  return { number, locale: served, version: translation.version, step: step ?? undefined, ...said };
}

/** A report; its texts are plain and may look like markup. */
export const FAULT_REPORT = shape('FaultReport', {
  id: z.number().int(),
  number: z.string(),
  locale: z.string(),
  version: z.number().int().nullable(),
  step: z.number().int().nullable(),
  kind: z.enum(REPORT_KINDS),
  quote: z.string().nullable(),
  proposal: z.string().nullable(),
  comment: z.string().nullable(),
  state: z.enum(REPORT_STATES),
  reason: z.string().nullable().meta({ description: 'Why it was declined, or what was done.' }),
  createdAt: z.iso.datetime(),
});

/** A page of reports, newest first. */
export const REPORT_LIST = listOf('FaultReportList', FAULT_REPORT);

/** `PUT …/reports/:report` */
export const REPORT_DECISION = z
  .strictObject({
    state: z.enum(REPORT_STATES, { error: `takes one of ${REPORT_STATES.join(', ')}` }),
    reason: optionalText(500),
  })
  .refine(({ state, reason }) => state !== 'declined' || reason !== undefined, {
    path: ['reason'],
    error: 'takes a reason when a report is declined',
  })
  .register(REQUESTS, { id: 'FaultReportDecision' });

/** `POST …/walk/outcomes`; the answers are replayed and not stored. */
export const OUTCOME_REQUEST = WALK_REQUEST.extend({ locale: LOCALE }).register(REQUESTS, {
  id: 'OutcomeRequest',
});

const WALK_END = { walkKind: z.string(), outcome: z.string(), outcomeKind: z.enum(OUTCOME_KINDS) };

/** A reported outcome. */
export const REPORTED_OUTCOME = shape('ReportedOutcome', {
  number: z.string(),
  locale: z.string(),
  ...WALK_END,
  walkVersion: z.number().int(),
  counted: z.boolean().meta({ description: 'False if the reader already reached this outcome that day.' }),
});

/** `POST /citations` */
export const CITATION_REQUEST = request('CitationRequest', {
  passages: z
    .array(z.string().regex(/^p1-[\w-]{22}$/, { error: 'takes a passage hash such as p1-…' }))
    .min(1, { error: 'takes at least one hash' })
    .max(50, { error: 'takes at most 50 hashes' })
    .meta({ description: 'Hashes of passages, as they were served.' }),
  use: z.enum(CITATION_USES, { error: `takes one of ${CITATION_USES.join(', ')}` }).meta({
    description: 'Shown, cited in an answer, the case was resolved with it, or reopened later.',
  }),
  ticket: z
    .strictObject({ system: SYSTEM, ticket: TICKET })
    .nullish()
    .meta({ description: 'With a ticket, each passage and use is counted once per ticket.' }),
});

/** The number of passages counted. */
export const REPORTED_CITATIONS = shape('ReportedCitations', {
  use: z.enum(CITATION_USES),
  counted: z.number().int().meta({ description: 'Number of passages not counted for this ticket before.' }),
});

/** Uses of a passage, by hash. */
export const PASSAGE_USE = shape('PassageUse', {
  id: z.string(),
  hash: z.string().meta({ description: '`/c/<hash>` shows it.' }),
  number: z.string(),
  locale: z.string(),
  shown: z.number().int(),
  cited: z.number().int(),
  resolved: z.number().int(),
  reopened: z.number().int(),
});

const USAGE_FIGURES = {
  links: z.number().int().meta({ description: 'Tickets linked to the article.' }),
  feedback: z.object({
    helpful: z.number().int(),
    notHelpful: z.number().int(),
    helpfulShare: z.number().min(0).max(1).nullable().meta({ description: 'Null without ratings.' }),
  }),
  translation: z
    .object({ good: z.number().int(), notGood: z.number().int() })
    .meta({ description: 'Ratings of the translation by readers.' }),
  outcomes: z
    .array(z.object({ ...WALK_END, outcomeKind: z.string(), count: z.number().int() }))
    .meta({ description: 'Walk outcomes, most frequent first.' }),
  citations: z.array(PASSAGE_USE).meta({
    description: 'Passages used by chatbots and agents, most often reopened or resolved first.',
  }),
};

/** `GET …/usage`: in total and by locale served. */
export const USAGE = shape('Usage', {
  number: z.string(),
  since: z.iso.datetime().nullable(),
  ...USAGE_FIGURES,
  locales: z.array(z.object({ locale: z.string(), ...USAGE_FIGURES })),
});

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
export const WEBHOOK = shape('Webhook', {
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

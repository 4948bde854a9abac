import { z } from 'zod';
import type { Reading } from '../article/reading.js';
import { type Feedback, FEEDBACK_REASONS, type Opinion } from '../ledger/feedback.js';
import type { Fault } from '../ledger/reports.js';
import { REPORT_KINDS, REPORT_STATES } from '../ledger/tables.js';
import { withNull } from '../absent.js';
import { Problem } from '../problem.js';
import { listOf, LOCALE, optionalText, request, REQUESTS, shape, type Wire } from './schemas.js';

const LONGEST_COMMENT = 2000;

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

/** Present feedback. */
export function presentFeedback(feedback: Feedback): Wire<typeof FEEDBACK> {
  const { number, locale, version, isHelpful, reason, comment, createdAt } = feedback;
  return withNull({ number, locale, version, helpful: isHelpful, reason, comment, createdAt });
}

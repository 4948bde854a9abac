import { z } from 'zod';
import { CITATION_USES, type PassageUse } from '../ledger/citations.js';
import type { LocaleUsage, OutcomeCount } from '../ledger/usage.js';
import { OUTCOME_KINDS } from '../walk/walk.js';
import { LOCALE, request, REQUESTS, shape, type Wire } from './schemas.js';
import { SYSTEM, TICKET } from './ticket-links.js';
import { WALK_REQUEST } from './walk-schemas.js';

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

/** Present an article's usage. */
export function presentUsage(
  number: string,
  since: string | undefined,
  usage: readonly LocaleUsage[],
): Wire<typeof USAGE> {
  return {
    number,
    since: since ?? null,
    ...presentFigures(usage),
    locales: usage.map((one) => ({ locale: one.locale, ...presentFigures([one]) })),
  };
}

function presentFigures(
  usage: readonly LocaleUsage[],
): Omit<Wire<typeof USAGE>, 'number' | 'since' | 'locales'> {
  const sum = (name: 'links' | 'helpful' | 'notHelpful' | 'good' | 'notGood'): number =>
    usage.reduce((total, one) => total + one[name], 0);
  const [helpful, notHelpful] = [sum('helpful'), sum('notHelpful')];
  const said = helpful + notHelpful;
  const feedback = { helpful, notHelpful, helpfulShare: said === 0 ? null : helpful / said };
  return {
    links: sum('links'),
    feedback,
    translation: { good: sum('good'), notGood: sum('notGood') },
    outcomes: addOutcomes(usage.flatMap(({ outcomes }) => outcomes)),
    citations: usage.flatMap(({ citations }) => citations.map(presentPassageUse)).sort(byReopened),
  };
}

function addOutcomes(counts: readonly OutcomeCount[]): OutcomeCount[] {
  const sums = new Map<string, OutcomeCount>();
  for (const one of counts) {
    const key = `${one.walkKind}/${one.outcome}/${one.outcomeKind}`;
    sums.set(key, { ...one, count: one.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}

/** Present the uses of a passage. */
export function presentPassageUse({ fragment, ...use }: PassageUse): Wire<typeof PASSAGE_USE> {
  return { id: `${use.number}/${use.locale}#${fragment}`, ...use };
}

/** Same order as in the ledger. */
function byReopened(a: Wire<typeof PASSAGE_USE>, b: Wire<typeof PASSAGE_USE>): number {
  return b.reopened - a.reopened || b.resolved - a.resolved || b.cited - a.cited;
}

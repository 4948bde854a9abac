import type { Article } from '../article/article.js';
import {
  absolute,
  apiArticlePath,
  apiLinkPath,
  articlePath,
  permalinkPath,
} from '../http/response/addresses.js';
import type { PassageUse } from '../ledger/citations.js';
import type { Site } from '../http/response/site.js';
import type { Feedback } from '../ledger/feedback.js';
import { toRow } from '../ledger/tables.js';
import type { Library } from '../library/library.js';
import type { TicketLink } from '../ledger/ticket-links.js';
import type { LocaleUsage, OutcomeCount } from '../ledger/usage.js';
import type { AFFECTED_TICKET, FEEDBACK, PASSAGE_USE, TICKET_LINK, USAGE } from './ledger-schemas.js';
import type { Wire } from './schemas.js';

/**
 * Present a link between an article and a ticket.
 *
 * @param article - Undefined when it no longer exists.
 */
export function presentTicketLink(
  link: TicketLink,
  article: Article | undefined,
  site: Site,
): Wire<typeof TICKET_LINK> {
  const { number, system, ticket, requested, served, version, relation, url, note, createdAt, updatedAt } =
    link;
  const title = article?.translations.find(({ locale }) => locale === served)?.title;
  return {
    ...toRow({ number, system, ticket, requested, served, version, title, relation, url, note }),
    ...{ createdAt, updatedAt },
    links: {
      self: absolute(site, apiLinkPath(number, system, ticket)),
      article: absolute(site, apiArticlePath(number)),
      html: absolute(site, articlePath(served, number)),
      permalink: absolute(site, permalinkPath(number)),
    },
  };
}

/**
 * Present a ticket that was sent steps that have since changed.
 *
 * @param since - ISO 8601 in UTC; earlier changes do not count.
 * @returns Undefined when none has changed.
 */
export function presentAffected(
  { number, system, ticket, relation, served, version, url, updatedAt }: TicketLink,
  { library, site }: { readonly library: Library; readonly site: () => Site },
  since: string,
): Wire<typeof AFFECTED_TICKET> | undefined {
  const steps = library
    .stepChanges(number, served, updatedAt)
    .filter(({ changedAt }) => changedAt >= since)
    .map(({ step, before, after, changedAt }) => toRow({ step, before, after, changedAt }));
  if (steps.length === 0) return undefined;
  const now = library.article(number)?.translations.find(({ locale }) => locale === served);
  return {
    ...toRow({ number, system, ticket, relation, locale: served, version, currentVersion: now?.version }),
    ...toRow({ sentAt: updatedAt, url }),
    steps,
    links: {
      self: absolute(site(), apiLinkPath(number, system, ticket)),
      html: absolute(site(), articlePath(served, number)),
    },
  };
}

/** Present feedback. */
export function presentFeedback(feedback: Feedback): Wire<typeof FEEDBACK> {
  const { number, locale, version, isHelpful, reason, comment, createdAt } = feedback;
  return toRow({ number, locale, version, helpful: isHelpful, reason, comment, createdAt });
}

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

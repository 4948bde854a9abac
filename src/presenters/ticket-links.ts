import { z } from 'zod';
import type { Article } from '../article/article.js';
import {
  absolute,
  apiArticlePath,
  apiLinkPath,
  articlePath,
  permalinkPath,
} from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';
import { LINK_RELATIONS } from '../ledger/tables.js';
import { withNull } from '../absent.js';
import type { TicketLink } from '../ledger/ticket-links.js';
import type { Library } from '../library/library.js';
import { lengthOf, listOf, LOCALE, optionalText, request, shape, type Wire } from './schemas.js';

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
    ...withNull({ number, system, ticket, requested, served, version, title, relation, url, note }),
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
    .map(({ step, before, after, changedAt }) => withNull({ step, before, after, changedAt }));
  if (steps.length === 0) return undefined;
  const now = library.article(number)?.translations.find(({ locale }) => locale === served);
  return {
    ...withNull({ number, system, ticket, relation, locale: served, version, currentVersion: now?.version }),
    ...withNull({ sentAt: updatedAt, url }),
    steps,
    links: {
      self: absolute(site(), apiLinkPath(number, system, ticket)),
      html: absolute(site(), articlePath(served, number)),
    },
  };
}

import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Reading } from '../../article/reading.js';
import { articleNumber, resolveReading } from '../../http/request/article-parameter.js';
import { acceptedFormats, type Format } from '../../http/request/negotiate-format.js';
import { invalidParameter, parseQuery } from '../../http/request/parse-query.js';
import { articlePath } from '../../http/response/addresses.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import { lazy } from '../../http/routes.js';
import { type BodyKind, presentReading, renderArticleMarkdown } from '../../presenters/present-reading.js';
import { readSteps, walkKind } from '../../presenters/article-walk.js';
import { SYSTEM, TICKET } from '../../presenters/ticket-links.js';
import { Problem } from '../../problem.js';
import { CARD_WIDTHS, cardKey } from '../../social-card/card.js';
import type { BesideQuery } from '../beside/beside-page.js';
import { type PageRequest, sendPage } from '../layout/page.js';
import { articleCard } from './article-metadata.js';
import type { TicketAtHand } from './article-page-data.js';
import { renderArticlePage } from './article-page.js';

const JSON_BODIES: ReadonlySet<BodyKind> = new Set(['html']);
const serveBeside = lazy(
  () => import('../beside/beside-page.js'),
  (module) => module.serveBeside,
);
const PAGE = z.object({
  beside: z.string().max(64).optional(),
  faults: z.literal('1').optional(),
  /** The ticket at hand, on an internal instance. */
  system: SYSTEM.optional(),
  ticket: TICKET.optional(),
});

/** `/:locale/articles/:number`, also with `.md` or `.json`. */
export async function serveArticle(request: PageRequest): Promise<void> {
  const { req, res, deps, locale } = request;
  const given = String(req.params['number']);
  const [, name = given, ending] = /^(.*)\.(json|md)$/.exec(given) ?? [];
  const format = ending === undefined ? negotiateFormat(req, res) : ending === 'json' ? ending : 'md';
  const beside = format === 'html' ? readBeside(req) : void parseQuery(req);
  const reading = resolveReading(deps.library, articleNumber(name, deps.library), locale);
  const address = articlePath(locale, reading.article.number);
  res.append('Link', `<${address}.md>; rel="alternate"; type="text/markdown"`);
  if (beside !== undefined) await serveBeside(request, reading, beside);
  else await SENDERS[format](request, reading);
}

/** Whether the side-by-side view is requested. @throws Problem `invalid-parameter` (400) for findings without it. */
function readBeside(req: Request): BesideQuery | undefined {
  const { beside, faults } = parseQuery(req, PAGE);
  if (beside !== undefined) return { beside, isChecked: faults !== undefined };
  if (faults === undefined) return undefined;
  throw invalidParameter('faults', 'taken together with beside=<locale> only');
}

/** Links of a ticket that are looked through. */
const MOST_LINKS = 100;

const SENDERS: Readonly<Record<Format, (request: PageRequest, reading: Reading) => void | Promise<void>>> = {
  html: async (request, reading) => {
    const { res, deps, locale, page } = request;
    const hasWalk = walkKind(deps, reading) !== undefined;
    const walkHref = hasWalk ? articlePath(locale, reading.article.number, 'walk') : undefined;
    const use =
      page.site.showsUse === true ? deps.ledger.links.uses().get(reading.article.number) : undefined;
    // Usage counts change independently of the library, so the response cache is bypassed.
    if (page.site.showsUse === true) res.set('Cache-Control', 'private, no-cache');
    const isClean = (): boolean | undefined =>
      reading.provenance.kind === 'machine' ? deps.isClean(reading.article.number, reading.served) : false;
    const ticket = await findTicket(request, reading);
    const data = { reading, steps: readSteps(deps, reading), isClean: isClean(), walkHref, use, ticket };
    // Not cached until the checker has finished.
    const isCurrent = data.isClean === undefined ? () => isClean() === undefined : undefined;
    sendPage(request, renderArticlePage(data, page), reading.served, isCurrent);
  },
  json: ({ req, res, deps, locale }, reading) => {
    const body = JSON.stringify(presentReading(deps, reading, locale, JSON_BODIES));
    const { changedAt: lastModified } = deps.library;
    sendCacheable(req, res, { type: 'application/json', body, lastModified, language: reading.served });
  },
  md: ({ req, res, deps, locale }, reading) => {
    const body = renderArticleMarkdown(deps, reading, locale);
    const { changedAt: lastModified } = deps.library;
    sendCacheable(req, res, { type: 'text/markdown', body, lastModified, language: reading.served });
  },
};

/** The ticket an agent works on, and whether the article is linked to it. */
async function findTicket(
  { req, res, deps: { ledger } }: PageRequest,
  { article, translation }: Reading,
): Promise<TicketAtHand | undefined> {
  const { system, ticket } = parseQuery(req, PAGE);
  if (system === undefined || ticket === undefined) return undefined;
  if (translation.internal === undefined)
    throw invalidParameter('ticket', 'taken on an internal instance only');
  res.set('Cache-Control', 'private, no-store');
  const { items } = await ledger.links.ofTicket({ system, ticket }, { limit: MOST_LINKS, after: undefined });
  return { system, ticket, isUsed: items.some(({ number }) => number === article.number) };
}

/** The format is given by the URL's extension, else by `Accept`. */
function negotiateFormat(req: Request, res: Response): Format {
  res.vary('Accept');
  const [format] = acceptedFormats(req.headers.accept);
  if (format === undefined) throw new Problem('not-acceptable');
  return format;
}

const QUERY = z.object({
  v: z.string().max(64).optional(),
  width: z.coerce
    .number()
    .pipe(z.literal(CARD_WIDTHS, { error: `takes one of ${CARD_WIDTHS.join(', ')}` }))
    .default(CARD_WIDTHS[0]),
});

/**
 * `/:locale/articles/:number/card.png`: the card of an article.
 *
 * Its ETag is the card key, so that revalidation renders nothing. With the current `?v=` it is immutable.
 */
export async function serveCard({ req, res, deps, reading }: PageRequest): Promise<void> {
  const { v, width } = parseQuery(req, QUERY);
  const card = articleCard(reading, deps.site(), width);
  const key = cardKey(card);
  res.set('ETag', `"${key}"`).set('Content-Language', reading.served);
  if (req.fresh) {
    res.set('Cache-Control', cachingOf(v, key)).status(304).end();
    return;
  }
  const picture = await deps.cards.draw(card);
  res.set('Cache-Control', cachingOf(v, key));
  res.type('png').send(Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength));
}

function cachingOf(asked: string | undefined, key: string): string {
  return asked === key ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
}

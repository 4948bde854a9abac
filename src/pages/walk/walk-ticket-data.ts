import type { LocaleTag } from '../../article/article.js';
import { absolute, articlePath, permalinkPath, walkPath } from '../../http/response/addresses.js';
import { resolveReading } from '../../http/request/article-parameter.js';
import type { DeliveryDeps, Site } from '../../http/response/site.js';
import { matchSiteLocale } from '../../locale/tag.js';
import type { WalkState } from '../../walk/engine/advance.js';
import { transcribeWalk, type TranscriptAudience } from '../../walk/present/transcribe-walk.js';
import { createVoice } from '../../walk/present/create-voice.js';
import { WALK_WORDS } from '../../walk/present/walk-words.js';
import { resolveWalk, walkContext } from '../../presenters/article-walk.js';

/** What goes into the ticket, in the customer's language and in ours. */
export interface WalkTicket {
  readonly customer: TicketText;
  readonly note: TicketText;
}

/** One of the two texts. */
export interface TicketText {
  readonly locale: LocaleTag;
  readonly text: string;
}

/** The languages a ticket's texts can be had in. */
export const TICKET_LOCALES: readonly LocaleTag[] = WALK_WORDS.locales();

/** The language that comes closest to a locale; the first text's language need not be one of the site's. */
export function ticketLocale(locale: LocaleTag): LocaleTag {
  return matchSiteLocale(locale, TICKET_LOCALES) ?? 'en';
}

/** Write both texts. */
export function createTicket(
  deps: DeliveryDeps,
  state: WalkState,
  locales: { readonly customer: LocaleTag; readonly note: LocaleTag },
): WalkTicket {
  return {
    customer: { locale: locales.customer, text: writeText(deps, state, locales.customer, 'customer') },
    note: { locale: locales.note, text: writeText(deps, state, locales.note, 'note') },
  };
}

/** The article is named, and its steps are quoted, as the text's reader would be served them. */
function writeText(
  deps: DeliveryDeps,
  state: WalkState,
  locale: LocaleTag,
  audience: TranscriptAudience,
): string {
  const site = deps.site();
  const { number } = state.walk;
  const article = resolveWalk(deps, resolveReading(deps.library, number, locale));
  const { title, version } = article.reading.translation;
  const page = pageLocale(locale, site);
  const context = walkContext(deps, article, locale, {
    links: { page: absolute(site, walkPath(page, number)) },
    article: (other) => absolute(site, articlePath(page, other)),
  });
  const permalink = absolute(site, permalinkPath(number));
  return transcribeWalk(
    { ...state, walk: article.walk },
    createVoice(article.walk, locale),
    context,
    { title, version, permalink },
    audience,
  );
}

function pageLocale(locale: LocaleTag, { locales, defaultLocale }: Site): LocaleTag {
  return matchSiteLocale(locale, locales) ?? defaultLocale;
}

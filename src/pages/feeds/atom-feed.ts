import type { ListedArticle } from '../../article/listing.js';
import type { Provenance } from '../../article/reading.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { absolute, articlePath, feedPath, homePath } from '../../http/response/addresses.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import { presentProvenance, provenanceWords } from '../../presenters/provenance.js';
import { escapeMarkup } from '../layout/markup.js';
import type { PageContext, PageRequest } from '../layout/page.js';

const FEED_SIZE = 50;

/** `/:locale/feed.atom`: the newest articles. */
export function serveFeed({ req, res, deps, locale, page }: PageRequest): void {
  parseQuery(req);
  const { items } = deps.library.list({ locale, order: 'newest', limit: FEED_SIZE });
  const body = renderAtomFeed(items, { ...page, t: deps.strings.for(locale) });
  const lastModified = deps.library.changedAt;
  sendCacheable(req, res, { type: 'application/atom+xml', body, lastModified, language: locale });
}

/** Namespace of our own elements and categories; need not resolve. */
const PROVENANCE_NAMESPACE = 'urn:parlance:provenance';

/** `updated` of an empty feed, which Atom requires. */
const NEVER = '1970-01-01T00:00:00Z';

/**
 * Write a locale's Atom feed; articles without a date, which an entry must have, are left out.
 *
 * @param articles - Newest first by their newest translation; their own dates may be older.
 * @see https://www.rfc-editor.org/rfc/rfc4287
 */
export function renderAtomFeed(articles: readonly ListedArticle[], page: PageContext): string {
  const { site, locale, t } = page;
  const home = absolute(site, homePath(locale));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeMarkup(locale)}" xmlns:p="${PROVENANCE_NAMESPACE}">`,
    `<id>${escapeMarkup(absolute(site, feedPath(locale)))}</id>`,
    `<title>${escapeMarkup(`${site.name}: ${t('home.newest')}`)}</title>`,
    `<updated>${escapeMarkup(newest(articles))}</updated>`,
    `<author><name>${escapeMarkup(site.name)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeMarkup(absolute(site, feedPath(locale)))}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeMarkup(home)}"/>`,
    ...articles.flatMap((article) => writeEntry(article, page)),
    '</feed>',
    '',
  ].join('\n');
}

/** ISO 8601 instants in UTC sort as text. */
function newest(articles: readonly ListedArticle[]): string {
  return (
    articles
      .flatMap(({ served }) => served.publishedAt ?? [])
      .sort()
      .at(-1) ?? NEVER
  );
}

function writeEntry({ number, facts, served, provenance }: ListedArticle, page: PageContext): string[] {
  const { title, description, publishedAt, createdAt } = served;
  if (publishedAt === undefined) return [];
  const url = absolute(page.site, articlePath(page.locale, number));
  return [
    `<entry xml:lang="${escapeMarkup(served.locale)}">`,
    `<id>${escapeMarkup(url)}</id>`,
    `<title>${escapeMarkup(title)}</title>`,
    `<link rel="alternate" type="text/html" href="${escapeMarkup(url)}"/>`,
    `<updated>${escapeMarkup(publishedAt)}</updated>`,
    ...(createdAt === undefined ? [] : [`<published>${escapeMarkup(createdAt)}</published>`]),
    ...facts.products.map((product) => `<category term="${escapeMarkup(product)}"/>`),
    ...writeProvenance(provenance, page),
    ...(description === undefined ? [] : [`<summary>${escapeMarkup(description)}</summary>`]),
    '</entry>',
  ];
}

/** Provenance as an element for machines and a category for feed readers. */
function writeProvenance(provenance: Provenance, { t, format }: PageContext): string[] {
  const attributes = Object.entries(presentProvenance(provenance)).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
    return text === '' ? [] : [`${name}="${escapeMarkup(text)}"`];
  });
  const label = provenanceWords(provenance, t, format).join(' · ');
  return [
    `<category scheme="${PROVENANCE_NAMESPACE}" term="${provenance.state}" label="${escapeMarkup(label)}"/>`,
    `<p:provenance ${attributes.join(' ')}/>`,
  ];
}

import { presentProvenance, provenanceWords } from '../../presenters/provenance.js';
import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import type { Provenance } from '../../article/reading.js';
import { absolute, articlePath, feedPath, homePath } from '../../http/response/addresses.js';
import { escapeMarkup } from '../layout/markup.js';
import type { PageContext } from '../layout/page.js';

/** A feed entry. */
export interface FeedEntry {
  readonly number: ArticleNumber;
  readonly title: string;
  readonly summary?: string | undefined;
  readonly products: readonly string[];
  /** ISO 8601 instant, required in a feed. */
  readonly publishedAt: string;
  readonly createdAt?: string | undefined;
  /** Locale of title and summary. */
  readonly served: LocaleTag;
  readonly provenance: Provenance;
}

/** Namespace of our own elements and categories; need not resolve. */
const PROVENANCE_NAMESPACE = 'urn:parlance:provenance';

/** `updated` of an empty feed, which Atom requires. */
const NEVER = '1970-01-01T00:00:00Z';

/**
 * Write a locale's Atom feed.
 *
 * @param entries - Newest first by their newest translation; their own dates may be older.
 * @see https://www.rfc-editor.org/rfc/rfc4287
 */
export function renderAtomFeed(entries: readonly FeedEntry[], page: PageContext): string {
  const { site, locale, t } = page;
  const home = absolute(site, homePath(locale));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeMarkup(locale)}" xmlns:p="${PROVENANCE_NAMESPACE}">`,
    `<id>${escapeMarkup(absolute(site, feedPath(locale)))}</id>`,
    `<title>${escapeMarkup(`${site.name}: ${t('home.newest')}`)}</title>`,
    `<updated>${escapeMarkup(newest(entries))}</updated>`,
    `<author><name>${escapeMarkup(site.name)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeMarkup(absolute(site, feedPath(locale)))}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeMarkup(home)}"/>`,
    ...entries.map((entry) => writeEntry(entry, page)),
    '</feed>',
    '',
  ].join('\n');
}

/** ISO 8601 instants in UTC sort as text. */
function newest(entries: readonly FeedEntry[]): string {
  return entries.reduce((latest, { publishedAt }) => (publishedAt > latest ? publishedAt : latest), NEVER);
}

function writeEntry(entry: FeedEntry, page: PageContext): string {
  const { site, locale } = page;
  const url = absolute(site, articlePath(locale, entry.number));
  return [
    `<entry xml:lang="${escapeMarkup(entry.served)}">`,
    `<id>${escapeMarkup(url)}</id>`,
    `<title>${escapeMarkup(entry.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${escapeMarkup(url)}"/>`,
    `<updated>${escapeMarkup(entry.publishedAt)}</updated>`,
    ...(entry.createdAt === undefined ? [] : [`<published>${escapeMarkup(entry.createdAt)}</published>`]),
    ...entry.products.map((product) => `<category term="${escapeMarkup(product)}"/>`),
    ...writeProvenance(entry.provenance, page),
    ...(entry.summary === undefined ? [] : [`<summary>${escapeMarkup(entry.summary)}</summary>`]),
    '</entry>',
  ].join('\n');
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

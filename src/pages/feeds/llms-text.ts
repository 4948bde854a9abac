import type { LocaleTag } from '../../article/article.js';
import type { ListedArticle } from '../../article/listing.js';
import { onSite } from '../../article/site-path.js';
import { linkMarkdown, plainMarkdown } from '../../content/markdown/to-markdown.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { absolute, articlePath, feedPath, llmsPath } from '../../http/response/addresses.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import type { DeliveryDeps, Site } from '../../http/response/site.js';
import type { Library } from '../../library/library.js';
import { formatFor, nativeLanguageName } from '../../locale/format.js';
import type { Translate } from '../../locale/strings.js';
import { provenanceWords } from '../../presenters/provenance.js';
import type { PageRequest } from '../layout/page.js';

const TYPE = 'text/plain; charset=utf-8';

/** Limits of a list, so that a site of 100,000 articles has one of about 60 KB. */
const NEWEST = 50;
const MOST_PRODUCTS = 20;
const OF_EACH_PRODUCT = 10;

/** `/llms.txt`: the site for models. */
export function serveLlmsIndex({ req, res, deps }: PageRequest): void {
  parseQuery(req);
  const site = deps.site();
  const body = renderLlmsIndex(site, deps.library.count(), deps.strings.for('en'));
  sendCacheable(req, res, { type: TYPE, body, lastModified: deps.library.changedAt, language: 'en' });
}

/** `/:locale/llms.txt`: the newest articles, and those of each product; cached until one changes. */
export function serveLlmsList({ req, res, deps, locale }: PageRequest): void {
  parseQuery(req);
  const { library } = deps;
  const { state = '' } = library;
  let list = lists.get(library);
  if (list?.state !== state) list = { state, written: new Map() };
  lists.set(library, list);
  const { written } = list;
  const body = written.get(locale) ?? writeList(deps, locale);
  written.set(locale, body);
  sendCacheable(req, res, { type: TYPE, body, lastModified: library.changedAt, language: locale });
}

/** Lists as written, by locale, and the state of the library they show. */
const lists = new WeakMap<Library, { readonly state: string; readonly written: Map<LocaleTag, string> }>();

/** Introduction for models. */
const HOW_TO_READ = [
  'Every article has a number such as KA-05406, which is the same in every language.',
  'Articles are linked to as Markdown: front matter (title, number, locale, version, updated, outdated, url, provenance), then sections and numbered steps.',
  '`outdated: true` means that the original is newer than this translation; `provenance` has details, and list entries describe it in words.',
  'Cite the `url` of the front matter: it leads each reader to their own language.',
].join(' ');

/**
 * Write `/llms.txt`: what the site is, its languages, and how to find an article.
 *
 * @see https://llmstxt.org/
 */
function renderLlmsIndex(site: Site, total: number, words: Translate): string {
  return document(site.name, words('home.lead'), [
    `${HOW_TO_READ} There are ${total} articles; the list of each language contains the newest.`,
    section(
      'Languages',
      site.locales.map((locale) => link(nativeLanguageName(locale), absolute(site, llmsPath(locale)))),
    ),
    section('Finding an article', findingLinks(site, site.defaultLocale)),
    section('Optional', [
      link('Sitemap', absolute(site, onSite('/sitemap.xml')), 'every article in every language'),
      ...site.locales.map((locale) =>
        link(`Feed: ${nativeLanguageName(locale)}`, absolute(site, feedPath(locale)), 'what is new, as Atom'),
      ),
    ]),
  ]);
}

/** Write `/:locale/llms.txt`: the newest articles and those of the largest products; it links to list and search for the rest. */
function writeList({ library, site: readSite, strings }: DeliveryDeps, locale: LocaleTag): string {
  const site = readSite();
  const words = strings.for(locale);
  const listed = (title: string, limit: number, product?: string): string => {
    const { items } = library.list({ locale, order: 'newest', limit, product });
    return section(
      title,
      items.map((item) => articleLink(item, site, locale, words)),
    );
  };
  return document(`${site.name} (${nativeLanguageName(locale)})`, words('home.lead'), [
    `${HOW_TO_READ} Not all articles are listed here: list or search for the others.`,
    section('Finding an article', findingLinks(site, locale)),
    listed(words('home.newest'), NEWEST),
    ...library
      .products()
      .slice(0, MOST_PRODUCTS)
      .map(({ name }) => listed(name, OF_EACH_PRODUCT, name)),
    section('Optional', [
      link('Feed', absolute(site, feedPath(locale)), 'what is new, as Atom'),
      link('Other languages', absolute(site, llmsPath()), 'the same in every language of the site'),
    ]),
  ]);
}

function findingLinks(site: Site, locale: LocaleTag): string[] {
  const list = onSite(`/api/v1/articles?locale=${locale}`);
  return [
    link(
      'Search',
      absolute(site, onSite(`/api/v1/search?locale=${locale}&q=`)),
      'append the question, percent-encoded; JSON',
    ),
    link(
      'All articles',
      absolute(site, list),
      'JSON, newest first; next holds the cursor of the next page; product= and updatedSince= narrow it',
    ),
    link(
      'One article',
      absolute(site, onSite('/api/v1/articles/')),
      `append its number and ?locale=${locale}&include=text; JSON with sections, steps and provenance`,
    ),
  ];
}

function articleLink(
  { number, served, provenance }: ListedArticle,
  site: Site,
  locale: LocaleTag,
  words: Translate,
): string {
  const trust = provenanceWords(provenance, words, formatFor(locale)).join(', ');
  return link(
    `${number}: ${served.title}`,
    absolute(site, `${articlePath(locale, number)}.md`),
    served.description === undefined ? trust : `${served.description} (${trust})`,
  );
}

/** One line of a file list, with line breaks in titles escaped. */
function link(name: string, url: string, note?: string): string {
  return `- ${linkMarkdown(name, url)}${note === undefined ? '' : `: ${plainMarkdown(note)}`}`;
}

function section(title: string, lines: readonly string[]): string {
  return [`## ${plainMarkdown(title)}`, '', ...lines].join('\n');
}

function document(title: string, summary: string, parts: readonly string[]): string {
  return (
    [`# ${plainMarkdown(title)}`, `> ${plainMarkdown(summary)}`, ...parts, ''].join('\n\n').trimEnd() + '\n'
  );
}

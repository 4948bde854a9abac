import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import { onSite } from '../../article/site-path.js';
import { LANG, parseQuery } from '../../http/request/parse-query.js';
import {
  absolute,
  articlePath,
  assetPath,
  openSearchPath,
  searchPath,
} from '../../http/response/addresses.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import type { Site } from '../../http/response/site.js';
import type { Translate } from '../../locale/strings.js';
import { escapeMarkup } from '../layout/markup.js';
import type { PageRequest } from '../layout/page.js';

const SUGGEST = LANG.extend({ q: z.string() });

/** Longest name the format allows. */
const LONGEST_SHORT_NAME = 16;

/** `/opensearch.xml`: lets a browser search the site from its own address bar, in the reader's language. */
export function serveOpenSearch({ req, res, deps, locale }: PageRequest): void {
  parseQuery(req, LANG);
  const body = renderOpenSearch(deps.site(), locale, deps.strings.for(locale));
  sendCacheable(req, res, { type: 'application/opensearchdescription+xml; charset=utf-8', body });
}

/**
 * `/opensearch/suggestions?q=`: titles in the shape that browsers' address bars read.
 *
 * @see https://github.com/dewitt/opensearch/blob/master/mediawiki/Specifications/OpenSearch/Extensions/Suggestions/1.1/Draft%201.wiki
 */
export async function serveOpenSearchSuggestions({ req, res, deps, locale }: PageRequest): Promise<void> {
  const { q } = parseQuery(req, SUGGEST);
  const titles = await deps.search.suggest(q, locale);
  const body = JSON.stringify([
    q,
    titles.map(({ title }) => title),
    titles.map(({ number }) => number),
    titles.map(({ number }) => absolute(deps.site(), articlePath(locale, number))),
  ]);
  sendCacheable(req, res, { type: 'application/x-suggestions+json; charset=utf-8', body });
}

function renderOpenSearch(site: Site, locale: LocaleTag, words: Translate): string {
  const results = `${absolute(site, searchPath(locale))}?q={searchTerms}`;
  const suggestions = `${absolute(site, onSite('/opensearch/suggestions'))}?q={searchTerms}&lang=${locale}`;
  const url = (rel: string, type: string, template: string): string =>
    `  <Url rel="${rel}" type="${type}" method="get" template="${escapeMarkup(template)}"/>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    `  <ShortName>${escapeMarkup(Array.from(site.name).slice(0, LONGEST_SHORT_NAME).join(''))}</ShortName>`,
    `  <Description>${escapeMarkup(words('home.lead'))}</Description>`,
    `  <Language>${locale}</Language>`,
    '  <InputEncoding>UTF-8</InputEncoding>',
    '  <OutputEncoding>UTF-8</OutputEncoding>',
    `  <Image width="16" height="16" type="image/svg+xml">${escapeMarkup(absolute(site, assetPath(site, 'favicon.svg')))}</Image>`,
    url('results', 'text/html', results),
    url('suggestions', 'application/x-suggestions+json', suggestions),
    url('self', 'application/opensearchdescription+xml', absolute(site, openSearchPath(locale))),
    '</OpenSearchDescription>',
    '',
  ].join('\n');
}

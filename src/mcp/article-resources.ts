import {
  ResourceNotFoundError,
  ResourceTemplate,
  type McpServer,
  type Resource,
  type ResourceLink,
} from '@modelcontextprotocol/server';
import type { LocaleTag } from '../article/article.js';
import { parseArticleNumber, type ArticleNumber } from '../article/article-number.js';
import { resolveReading } from '../http/request/article-parameter.js';
import { canonicalTag } from '../locale/tag.js';
import { renderArticleMarkdown } from '../presenters/present-reading.js';
import { Problem } from '../problem.js';
import type { McpDeps } from './tool.js';

const ARTICLE_URI = 'parlance://articles/{locale}/{number}';
const ARTICLE_TYPE = 'text/markdown';
/** Articles listed as resources; others are found by search. */
const NEWEST = 20;
/** Most completions of a number. */
const MOST_NUMBERS = 20;

/** Register articles as resources: the newest by name, all by URI template. */
export function registerArticleResources(server: McpServer, deps: McpDeps): void {
  const template = new ResourceTemplate(ARTICLE_URI, {
    list: () => ({ resources: listNewest(deps) }),
    complete: {
      locale: (typed) => completeLocale(typed, deps),
      number: (typed, context) => completeNumber(typed, context?.arguments?.['locale'], deps),
    },
  });
  const config = {
    title: 'Article',
    description: 'An article in a locale, or the closest available one, as Markdown.',
    mimeType: ARTICLE_TYPE,
  };
  server.registerResource('article', template, config, (uri, { locale, number }) => ({
    contents: [{ uri: uri.href, mimeType: ARTICLE_TYPE, text: readArticle(uri, locale, number, deps) }],
  }));
}

function articleUri(locale: LocaleTag, number: ArticleNumber): string {
  return `parlance://articles/${locale}/${number}`;
}

/** Link to an article as a resource. */
export function articleLink(locale: LocaleTag, number: ArticleNumber, title: string): ResourceLink {
  return {
    type: 'resource_link',
    uri: articleUri(locale, number),
    name: number,
    title,
    mimeType: ARTICLE_TYPE,
  };
}

function listNewest({ library, site }: McpDeps): Resource[] {
  const locale = site().defaultLocale;
  return library
    .list({ locale, order: 'newest', limit: NEWEST })
    .items.map(({ number, served, updatedAt }) => ({
      uri: articleUri(served.locale, number),
      name: number,
      title: served.title,
      mimeType: ARTICLE_TYPE,
      ...(served.description !== undefined && { description: served.description }),
      ...(updatedAt !== undefined && { annotations: { lastModified: updatedAt } }),
    }));
}

/** Lists the site's locales; others are served by fallback. */
export function completeLocale(typed: string, { site }: McpDeps): string[] {
  return site().locales.filter((locale) => locale.toLowerCase().startsWith(typed.toLowerCase()));
}

async function completeNumber(typed: string, locale: string | undefined, deps: McpDeps): Promise<string[]> {
  if (typed === '') return listNewest(deps).map(({ name }) => name);
  const asked = canonicalTag(locale ?? '') ?? deps.site().defaultLocale;
  const titles = await deps.search.suggest(typed, asked, MOST_NUMBERS);
  return [...new Set(titles.map(({ number }) => number))];
}

function readArticle(
  uri: URL,
  locale: string | string[] | undefined,
  number: string | string[] | undefined,
  deps: McpDeps,
): string {
  const tag = canonicalTag(String(locale));
  const parsed = parseArticleNumber(String(number));
  if (tag === undefined)
    throw new ResourceNotFoundError(
      uri.href,
      `No locale ${String(locale)}; there are ${deps.site().locales.join(', ')}`,
    );
  if (parsed === undefined) throw notFound(deps, uri, String(number));
  try {
    return renderArticleMarkdown(deps, resolveReading(deps.library, parsed, tag), tag);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw notFound(deps, uri, parsed);
  }
}

function notFound({ library }: McpDeps, uri: URL, number: string): ResourceNotFoundError {
  const near = library.near(number);
  const hint = near.length === 0 ? '' : `; similar numbers: ${near.join(', ')}`;
  return new ResourceNotFoundError(uri.href, `Article ${number.slice(0, 40)} not found${hint}`);
}

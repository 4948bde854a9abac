import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import { articleNumber } from '../../http/request/article-parameter.js';
import { queryString } from '../../http/request/parse-query.js';
import type { DeliveryDeps, Site } from '../../http/response/site.js';
import { type Format, formatFor, nativeLanguageName } from '../../locale/format.js';
import type { Strings, Translate } from '../../locale/strings.js';
import { matchSiteLocale, unambiguousTag } from '../../locale/tag.js';
import { markWords, sayIn, settleForeignWords } from './foreign-words.js';
import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import { stayInPanel } from './panel.js';

/** Rendering context of a page, passed to every component. */
export interface PageContext {
  readonly site: Site;
  /** The locale in the URL; a member of `site.locales`. */
  readonly locale: LocaleTag;
  readonly t: Translate;
  readonly format: Format;
  /** A language's own name, with region only if the site has the language twice. */
  readonly nativeName: (tag: LocaleTag) => string;
  readonly strings: Strings;
}

/** Create the rendering context; UI text in another language than the page's is marked. */
export function createPageContext(site: Site, locale: LocaleTag, strings: Strings): PageContext {
  const own = strings.for(locale);
  const language = strings.languageFor(locale);
  const isSpoken = matchSiteLocale(locale, strings.locales) !== undefined;
  const format = formatFor(locale);
  const unambiguous = (tag: LocaleTag): string => unambiguousTag(tag, site.locales);
  // A name stands in a sentence, and so in its language.
  const names = isSpoken ? format : formatFor(language);
  const languageName = (tag: LocaleTag): string => names.languageName(unambiguous(tag));
  return {
    site,
    locale,
    t: isSpoken ? own : sayIn(language, own),
    format: {
      ...format,
      languageName: isSpoken ? languageName : (tag) => markWords(language, languageName(tag)),
    },
    nativeName: (tag) => nativeLanguageName(unambiguous(tag)),
    strings,
  };
}

/** A request below a site locale. */
export interface PageRequest {
  readonly req: Request;
  readonly res: Response;
  readonly deps: DeliveryDeps;
  readonly locale: LocaleTag;
  /** Created when it is read: not every request is answered with a page. */
  readonly page: PageContext;
}

/** Answers a request below a site locale. */
export type PageHandler = (request: PageRequest) => void | Promise<void>;

/** The number in an article's address. @returns Undefined after a redirect to its canonical form. */
export function canonicalNumber(
  { req, res, deps, locale }: PageRequest,
  path: (locale: LocaleTag, number: ArticleNumber) => string,
): ArticleNumber | undefined {
  const given = String(req.params['number']);
  const number = articleNumber(given, deps.library);
  if (given === number) return number;
  res.redirect(308, path(locale, number) + queryString(req));
  return undefined;
}

/** Send a page. */
export function sendPage(
  { req, res, deps: { library, site }, locale }: PageRequest,
  html: string,
  language = locale,
  isCurrent?: () => boolean,
): void {
  const body = stayInPanel(html, site());
  sendCacheable(req, res, { type: 'html', body, lastModified: library.changedAt, language, isCurrent });
}

/** Render a page as an HTML document. */
export function renderDocument(page: VNode): string {
  return `<!doctype html>\n${settleForeignWords(renderToString(page))}\n`;
}

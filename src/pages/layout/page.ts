import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import { articleNumber, resolveReading } from '../../http/request/article-parameter.js';
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

/** Props of a part of a page. */
export interface PageProps<Data> {
  readonly data: Data;
  readonly page: PageContext;
}

/** A request for a page; what follows from it is found out when it is first read. */
export class PageRequest {
  private chosen: LocaleTag | undefined;
  private context: PageContext | undefined;
  private resolved: Reading | undefined;

  /** @param chooseLocale - The locale in the URL, else the reader's. */
  constructor(
    readonly deps: DeliveryDeps,
    readonly req: Request,
    readonly res: Response,
    private readonly chooseLocale: () => LocaleTag,
  ) {}

  get locale(): LocaleTag {
    return (this.chosen ??= this.chooseLocale());
  }

  get page(): PageContext {
    return (this.context ??= createPageContext(this.deps.site(), this.locale, this.deps.strings));
  }

  /** The article's number in the URL. @throws Problem `article-not-found` (404). */
  get number(): ArticleNumber {
    return articleNumber(this.req.params['number'], this.deps.library);
  }

  /** That article in this locale. @throws Problem `article-not-found` (404). */
  get reading(): Reading {
    return (this.resolved ??= resolveReading(this.deps.library, this.number, this.locale));
  }
}

/** Answers a request for a page. */
export type PageHandler = (request: PageRequest) => void | Promise<void>;

/** Send a page, in the language of its URL unless another is given. */
export function sendPage(
  { req, res, deps, locale }: PageRequest,
  html: string,
  language = locale,
  isCurrent?: () => boolean,
): void {
  const body = stayInPanel(html, deps.site());
  sendCacheable(req, res, { type: 'html', body, lastModified: deps.library.changedAt, language, isCurrent });
}

/** Render a page as an HTML document. */
export function renderDocument(page: VNode): string {
  return `<!doctype html>\n${settleForeignWords(renderToString(page))}\n`;
}

import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { LocaleTag } from '../../article/article.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { settleForeignWords } from './foreign-words.js';
import { stayInPanel } from './panel.js';

/** Handles a request whose address names one of the site's locales. */
export type LocaleHandler = (req: Request, res: Response, locale: LocaleTag) => void | Promise<void>;

/** Send a page. */
export function sendPage(
  req: Request,
  res: Response,
  { library, site }: DeliveryDeps,
  html: string,
  language: LocaleTag,
  isCurrent?: () => boolean,
): void {
  sendCacheable(req, res, {
    type: 'html',
    body: stayInPanel(html, site()),
    lastModified: library.changedAt,
    language,
    isCurrent,
  });
}

/** Write a page's tree as a whole HTML document. */
export function renderDocument(page: VNode): string {
  return `<!doctype html>\n${settleForeignWords(renderToString(page))}\n`;
}

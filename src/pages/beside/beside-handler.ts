import type { Request, Response } from 'express';
import { alignTranslations } from '../../article/align-translations.js';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import { resolveReading } from '../../http/request/article-parameter.js';
import { unknownValue } from '../../http/request/parse-query.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { canonicalTag, matchSiteLocale } from '../../locale/tag.js';
import { renderBesidePage } from './beside-page.js';
import type { BesideSideData } from './beside-page-data.js';
import { createPageContext } from '../layout/page-context.js';
import { sendPage } from '../layout/page-handler.js';

/** What the page beside is asked for. */
export interface BesideQuery {
  readonly beside: string;
  readonly isChecked: boolean;
}

/**
 * `/:locale/articles/:number?beside=it`: the article in two locales; `&faults=1` with what the checker finds.
 *
 * @param reading - In the locale of the address.
 * @throws Problem `unknown-value` (400), which names the site's locales, for a language the site has not.
 */
export async function serveBeside(
  req: Request,
  res: Response,
  deps: DeliveryDeps,
  reading: Reading,
  locale: LocaleTag,
  { beside, isChecked }: BesideQuery,
): Promise<void> {
  const { number } = reading.article;
  const site = deps.site();
  const tag = canonicalTag(beside);
  const other = tag === undefined ? undefined : matchSiteLocale(tag, site.locales);
  if (other === undefined) throw unknownValue('beside', beside, site.locales);
  const sideOf = async (side: Reading, asked: LocaleTag): Promise<BesideSideData> => ({
    reading: side,
    locale: asked,
    findings: isChecked ? await deps.findings(number, side.served) : undefined,
  });
  const left = await sideOf(reading, locale);
  const right = await sideOf(resolveReading(deps.library, number, other), other);
  const sections = alignTranslations(left.reading.translation, right.reading.translation);
  const html = renderBesidePage(
    { left, right, sections, isChecked },
    createPageContext(site, locale, deps.strings),
  );
  // Findings are computed from the files as they are now, for whoever fixes them: no cache in between may store them.
  if (isChecked) res.set('Cache-Control', 'private, no-store');
  sendPage(req, res, deps, html, locale);
}

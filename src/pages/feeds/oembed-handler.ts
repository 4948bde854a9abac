import type { RequestHandler } from 'express';
import { z } from 'zod';
import { CARD_WIDTHS } from '../../social-card/card.js';
import type { Reading } from '../../article/reading.js';
import { resolveReading } from '../../http/request/article-parameter.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { requestedLocale } from '../../http/request/reader-locale.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import { readSiteAddress } from '../../http/request/site-address.js';
import type { DeliveryDeps } from '../../http/response/site.js';
import { Problem } from '../../problem.js';
import { presentEmbed } from '../../presenters/present-embed.js';
import { articleCardPath, articleDescription, shorten } from '../article/article-metadata.js';

const PIXELS = { error: 'takes a whole number of pixels from 1' } as const;
const PIXEL_COUNT = z.coerce.number(PIXELS).int(PIXELS).min(1, PIXELS).max(100_000, PIXELS).optional();
const ADDRESS = { error: 'takes the absolute URL of an article’s page or its permalink' } as const;

const QUERY = z.object({
  url: z.url({ protocol: /^https?$/, ...ADDRESS }).max(2048, ADDRESS),
  maxwidth: PIXEL_COUNT,
  maxheight: PIXEL_COUNT,
  format: z.string().max(40).default('json'),
  lang: z.string().max(64).optional(),
  // WordPress sends a do-not-track parameter with each request; there is no tracking here.
  dnt: z.string().max(16).optional(),
});

/**
 * `/oembed?url=`: oEmbed of an article.
 *
 * @see https://oembed.com/
 */
export function serveEmbed(deps: DeliveryDeps): RequestHandler {
  return (req, res) => {
    const { url, maxwidth, maxheight, format } = parseQuery(req, QUERY);
    if (format !== 'json') throw new Problem('not-implemented', { values: { format } });
    const site = deps.site();
    const address = readSiteAddress(new URL(url), site);
    if (address === undefined) throw new Problem('not-found');
    const locale = address.locale ?? requestedLocale(req, res, undefined, site);
    const reading = resolveReading(deps.library, address.number, locale);
    const embed = presentEmbed(reading, {
      site,
      summary: summaryOf(reading, address.anchor),
      maxWidth: maxwidth ?? CARD_WIDTHS[0],
      maxHeight: maxheight ?? CARD_WIDTHS[0],
      picturePath: (width) => articleCardPath(reading, site, locale, width),
    });
    sendCacheable(req, res, {
      type: 'application/json',
      body: JSON.stringify(embed),
      lastModified: deps.library.changedAt,
      language: reading.served,
    });
  };
}

/** A link to a step describes that step. */
function summaryOf({ translation }: Reading, anchor: string | undefined): string | undefined {
  const step = translation.steps.find((one) => one.anchor === anchor);
  return step === undefined
    ? articleDescription(translation)
    : shorten(step.text.replace(/\s+/g, ' ').trim());
}

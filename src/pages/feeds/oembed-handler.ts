import { z } from 'zod';
import { CARD_SIZE, CARD_WIDTHS } from '../../social-card/card.js';
import { onSite } from '../../article/site-path.js';
import type { Reading } from '../../article/reading.js';
import { resolveReading } from '../../http/request/article-parameter.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { absolute } from '../../http/response/addresses.js';
import { sendCacheable } from '../../http/response/send-cacheable.js';
import { readSiteAddress } from '../../http/request/site-address.js';
import { Problem } from '../../problem.js';
import type { EMBED, Wire } from '../../presenters/schemas.js';
import type { PageRequest } from '../layout/page.js';
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

/** Seconds that consumers may cache it. */
const CACHE_AGE = 86_400;

/**
 * `/oembed?url=`: oEmbed of an article, of the type `link`, with a picture where one fits.
 *
 * @see https://oembed.com/#section2.3.4
 */
export function serveEmbed(request: PageRequest): void {
  const { req, res, deps } = request;
  const { url, maxwidth, maxheight, format } = parseQuery(req, QUERY);
  if (format !== 'json') throw new Problem('not-implemented', { values: { format } });
  const site = deps.site();
  const address = readSiteAddress(new URL(url), site);
  if (address === undefined) throw new Problem('not-found');
  const locale = address.locale ?? request.locale;
  const reading = resolveReading(deps.library, address.number, locale);
  const [widest] = CARD_WIDTHS;
  const width = CARD_WIDTHS.find(
    (one) => one <= (maxwidth ?? widest) && heightAt(one) <= (maxheight ?? widest),
  );
  const embed: Wire<typeof EMBED> = {
    version: '1.0',
    type: 'link',
    title: reading.translation.title,
    provider_name: site.name,
    provider_url: absolute(site, onSite('/')),
    cache_age: CACHE_AGE,
    ...(width !== undefined && {
      thumbnail_url: absolute(site, articleCardPath(reading, site, locale, width)),
      thumbnail_width: width,
      thumbnail_height: heightAt(width),
    }),
    number: reading.article.number,
    locale: reading.served,
    summary: summaryOf(reading, address.anchor) ?? null,
    step_count: reading.translation.steps.length,
  };
  sendCacheable(req, res, {
    type: 'application/json',
    body: JSON.stringify(embed),
    lastModified: deps.library.changedAt,
    language: reading.served,
  });
}

function heightAt(width: number): number {
  return (CARD_SIZE.height * width) / CARD_SIZE.width;
}

/** A link to a step describes that step. */
function summaryOf({ translation }: Reading, anchor: string | undefined): string | undefined {
  const step = translation.steps.find((one) => one.anchor === anchor);
  return step === undefined
    ? articleDescription(translation)
    : shorten(step.text.replace(/\s+/g, ' ').trim());
}

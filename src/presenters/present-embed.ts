import { onSite } from '../article/site-path.js';
import { CARD_SIZE, CARD_WIDTHS, type CardWidth } from '../social-card/card.js';
import type { Reading } from '../article/reading.js';
import { absolute } from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';
import type { EMBED, Wire } from './schemas.js';

/** Options of an embed. */
export interface EmbedOptions {
  readonly site: Site;
  /** A line about the article or the linked step. */
  readonly summary: string | undefined;
  /** Largest picture that fits, in pixels. */
  readonly maxWidth: number;
  readonly maxHeight: number;
  /** Path of the picture at a width. */
  readonly picturePath: (width: CardWidth) => string;
}

/** Cache lifetime for consumers, in seconds. */
const CACHE_AGE = 86_400;

/**
 * Present an article as oEmbed.
 *
 * @returns An oEmbed response of the type `link`, with a picture where one fits.
 * @see https://oembed.com/#section2.3.4
 */
export function presentEmbed(
  { article, translation, served }: Reading,
  options: EmbedOptions,
): Wire<typeof EMBED> {
  const { site, summary, picturePath } = options;
  const width = CARD_WIDTHS.find((one) => one <= options.maxWidth && heightAt(one) <= options.maxHeight);
  return {
    version: '1.0',
    type: 'link',
    title: translation.title,
    provider_name: site.name,
    provider_url: absolute(site, onSite('/')),
    cache_age: CACHE_AGE,
    ...(width !== undefined && {
      thumbnail_url: absolute(site, picturePath(width)),
      thumbnail_width: width,
      thumbnail_height: heightAt(width),
    }),
    number: article.number,
    locale: served,
    summary: summary ?? null,
    step_count: translation.steps.length,
  };
}

function heightAt(width: number): number {
  return (CARD_SIZE.height * width) / CARD_SIZE.width;
}

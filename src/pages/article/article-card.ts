import { CARD_SIZE, cardKey, type Card, type CardWidth } from '../../social-card/card.js';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import { cardPath } from '../../http/response/addresses.js';
import type { Site } from '../../http/response/site.js';
import { nativeLanguageName } from '../../locale/format.js';

/** What the picture of a reading says. */
export function articleCard({ article, translation, served }: Reading, site: Site, width: CardWidth): Card {
  return {
    title: translation.title,
    number: article.number,
    product: article.facts.products.join(', '),
    locale: served,
    language: nativeLanguageName(served),
    siteName: site.name,
    width,
  };
}

/** Address of a reading's picture as it is now: another picture has another address, so that no chat shows an old one. */
export function articleCardPath(
  reading: Reading,
  site: Site,
  locale: LocaleTag,
  width: CardWidth = CARD_SIZE.width,
): string {
  return cardPath(locale, reading.article.number, { v: cardKey(articleCard(reading, site, width)), width });
}

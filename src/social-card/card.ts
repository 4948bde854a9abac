import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Available widths in pixels, largest first; all give integer heights. */
export const CARD_WIDTHS = [1200, 600, 400, 200] as const;

/** Content of a card, as plain text of any length. */
export const CARD = z.object({
  title: z.string(),
  number: z.string(),
  /** The article's product(s); may be empty. */
  product: z.string(),
  locale: z.string(),
  /** The locale's own name of its language. */
  language: z.string(),
  siteName: z.string(),
  width: z.literal(CARD_WIDTHS),
});

export type CardWidth = (typeof CARD_WIDTHS)[number];
export type Card = Readonly<z.infer<typeof CARD>>;

/** Size in pixels that Open Graph consumers do not crop. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

/** Version of the design; increase it to invalidate caches. */
const DESIGN = 2;

/** Cache key of a card: changes exactly with its visible content. */
export function cardKey(card: Card): string {
  const { title, number, product, locale, language, siteName, width } = card;
  const shown = JSON.stringify([DESIGN, title, number, product, locale, language, siteName, width]);
  return createHash('sha256').update(shown).digest('base64url').slice(0, 20);
}

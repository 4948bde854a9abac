import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Widths a picture comes in, in pixels, the largest first; their heights are whole too. */
export const CARD_WIDTHS = [1200, 600, 400, 200] as const;

/** What a picture says; plain text, as long as it likes. */
export const CARD = z.object({
  title: z.string(),
  number: z.string(),
  /** The article's products, or the first of them; may be empty. */
  product: z.string(),
  /** Locale of the title. */
  locale: z.string(),
  /** That locale's language as it calls itself. */
  language: z.string(),
  siteName: z.string(),
  /** Pixels the picture is wide. */
  width: z.literal(CARD_WIDTHS),
});

/** @see CARD_WIDTHS */
export type CardWidth = (typeof CARD_WIDTHS)[number];
/** @see CARD */
export type Card = Readonly<z.infer<typeof CARD>>;

/** Pixels; what Open Graph's readers crop nothing from. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

/** Raise it when the drawing changes, so that nobody goes on showing the old one. */
const DESIGN = 2;

/** What a picture is known by: changes with anything that shows in it, and with nothing else. */
export function cardKey(card: Card): string {
  const { title, number, product, locale, language, siteName, width } = card;
  const shown = JSON.stringify([DESIGN, title, number, product, locale, language, siteName, width]);
  return createHash('sha256').update(shown).digest('base64url').slice(0, 20);
}

import { CARD } from './card.js';
import { createCardDrawer } from './draw-card.js';

const drawer = createCardDrawer();

/** First task of the thread for a card: have its fonts ready. */
export function loadFonts(card: unknown): Promise<void> {
  return drawer.load(CARD.parse(card));
}

/** Second task: its picture. */
export function drawCard(card: unknown): Promise<Uint8Array> {
  return drawer.draw(CARD.parse(card));
}

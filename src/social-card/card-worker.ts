import { CARD } from './card.js';
import { createCardDrawer } from './draw-card.js';

const draw = createCardDrawer();

/** What the thread that draws cards is asked for. */
export async function drawCard(card: unknown): Promise<Uint8Array> {
  return draw(CARD.parse(card));
}

import { CARD, type Card } from './card.js';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { createFontCatalog } from './font-catalog.js';
import { layOutCard } from './lay-out-card.js';
import { createTypesetter } from './typesetter.js';

let renderer: Promise<void> | undefined;

/** The renderer is one for the whole thread and refuses to be started twice. */
function startRenderer(): Promise<void> {
  renderer ??= readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')).then(
    initWasm,
  );
  return renderer;
}

/** Draws cards; fonts are loaded as titles need them, and kept. */
interface CardDrawer {
  /** Load everything a card needs; drawing it is quick then. */
  readonly load: (card: Card) => Promise<void>;
  /** @returns A PNG. */
  readonly draw: (card: Card) => Promise<Uint8Array>;
}

/** Create a drawer; nothing is loaded yet. */
export function createCardDrawer(): CardDrawer {
  const typesetter = createTypesetter(createFontCatalog());
  return {
    load: async (card) => {
      await layOutCard(card, typesetter);
      await startRenderer();
    },
    draw: async (card) => {
      const svg = await layOutCard(card, typesetter);
      await startRenderer();
      const picture = new Resvg(svg, { fitTo: { mode: 'width', value: card.width } });
      try {
        const image = picture.render();
        const png = image.asPng();
        image.free();
        return png;
      } finally {
        picture.free();
      }
    },
  };
}

const drawer = createCardDrawer();

/** First task of the thread for a card: have its fonts ready. */
export function loadFonts(card: unknown): Promise<void> {
  return drawer.load(CARD.parse(card));
}

/** Second task: its picture. */
export function drawCard(card: unknown): Promise<Uint8Array> {
  return drawer.draw(CARD.parse(card));
}

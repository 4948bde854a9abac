import type { Rule } from '../../rule.js';

/** A URL encoded once too often. */
export const addressDoubleEncoded: Rule = {
  id: 'address-double-encoded',
  severity: 'warning',
  summary: 'A URL is encoded twice.',
  looksAt: 'pair',
  *check({ translation, pairing }) {
    for (const passage of translation.passages) {
      const { pieces } = passage;
      const original = pairing.original(passage);
      for (const piece of pieces) {
        if (piece.kind !== 'address' && piece.kind !== 'link' && piece.kind !== 'image') continue;
        const twice = /&amp;|%25[\dA-F]{2}/i.exec(piece.text)?.[0];
        if (twice === undefined || original?.pieces.some(({ text }) => text === piece.text) === true)
          continue;
        yield {
          message: `"${twice}" in the URL is encoded twice`,
          at: { start: piece.start, end: piece.end },
        };
      }
    }
  },
};

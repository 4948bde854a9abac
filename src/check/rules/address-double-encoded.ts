import type { Rule } from '../rule.js';

/** An address encoded once more than it is decoded. */
export const addressDoubleEncoded: Rule = {
  id: 'address-double-encoded',
  severity: 'warning',
  summary: 'An address is encoded twice and leads nowhere.',
  looksAt: 'pair',
  *check({ translation, pairing }) {
    for (const passage of translation.passages) {
      const { pieces, slice } = passage;
      const original = pairing.original(passage);
      for (const piece of pieces) {
        if (piece.kind !== 'address' && piece.kind !== 'link' && piece.kind !== 'image') continue;
        const pattern = piece.kind === 'address' ? /&amp;|%25[\dA-F]{2}/i : /&amp;amp;|%25[\dA-F]{2}/i;
        const twice = pattern.exec(piece.text)?.[0];
        if (twice === undefined || original?.slice.text.includes(piece.text) === true) continue;
        yield {
          message: `"${twice}" in the address is encoded twice`,
          at: { start: slice.offset(piece.start), end: slice.offset(piece.end) },
        };
      }
    }
  },
};

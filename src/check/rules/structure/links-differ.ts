import type { Passage, Piece } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';
import { piecesOf, lostPieces } from './lost-pieces.js';

const LINKS = ['link', 'address'] as const;

/** Lost links. URLs may differ, since a vendor's pages have localized URLs. */
export const linksDiffer: Rule = {
  id: 'links-differ',
  severity: 'warning',
  summary: 'A link from the source is missing.',
  looksAt: 'same-version',
  *check(input) {
    const { source, translation, pairing } = input;
    for (const { name, ...place } of lostPieces(input, LINKS, (text) => text.replace(/[?#].*$/s, ''))) {
      const counterpart = pairing.counterpart(place.passage);
      // Where the structure differs, a localized URL cannot be told from a lost link.
      const isComplete = counterpart
        ? hasAsMany([counterpart], [place.passage], LINKS) &&
          hasAsMany([counterpart], [place.passage], ['link'])
        : hasAsMany(translation.passages, source.passages, LINKS);
      if (!isComplete) yield { message: `the link to ${name} from the source is missing`, ...place };
    }
  },
};

function hasAsMany(
  here: readonly Passage[],
  there: readonly Passage[],
  kinds: readonly Piece['kind'][],
): boolean {
  return piecesOf(here, kinds).length >= piecesOf(there, kinds).length;
}

import { beyondCounts, countKeys } from '../../../group-by.js';
import type { Passage, Piece } from '../../reading/passage.js';
import type { ComparisonInput, Rule } from '../../rule.js';

export const imagesDiffer: Rule = {
  id: 'images-differ',
  severity: 'warning',
  summary: 'An image from the source is missing.',
  looksAt: 'same-version',
  *check(input) {
    for (const { name, ...place } of lostPieces(input, ['image'], (text) => text.split('/').at(-1) ?? text))
      yield { message: `the image ${name} from the source is missing`, ...place };
  },
};

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

/** Pieces of the source that the translation lacks, by kind and name, and where they are missing. */
function lostPieces(
  { source, translation, pairing }: ComparisonInput,
  kinds: readonly Piece['kind'][],
  nameOf: (text: string) => string,
) {
  if (translation.passages.some(({ isUnread }) => isUnread)) return [];
  const keyOf = ({ kind, text }: Piece): string => `${kind} ${nameOf(text)}`;
  const here = countKeys(piecesOf(translation.passages, kinds).map(({ piece }) => keyOf(piece)));
  return beyondCounts(piecesOf(source.passages, kinds), here, ({ piece }) => keyOf(piece)).map(
    ({ piece, passage }) => ({
      name: nameOf(piece.text),
      passage,
      at: pairing.counterpart(passage) ?? translation.passages.at(-1) ?? { line: 1 },
      source: piece,
    }),
  );
}

function hasAsMany(
  here: readonly Passage[],
  there: readonly Passage[],
  kinds: readonly Piece['kind'][],
): boolean {
  return piecesOf(here, kinds).length >= piecesOf(there, kinds).length;
}

function piecesOf(
  passages: readonly Passage[],
  kinds: readonly Piece['kind'][],
): readonly { readonly piece: Piece; readonly passage: Passage }[] {
  return passages.flatMap((passage) =>
    passage.pieces.filter(({ kind }) => kinds.includes(kind)).map((piece) => ({ piece, passage })),
  );
}

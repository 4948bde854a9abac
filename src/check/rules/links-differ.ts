import { spanOf } from '../comparison.js';
import type { ArticleDocument } from '../reading/document.js';
import type { Passage } from '../reading/passage.js';
import type { Rule } from '../rule.js';

/** Links lost. Addresses may differ: a vendor's pages have addresses of their own in each language. */
export const linksDiffer: Rule = {
  id: 'links-differ',
  severity: 'warning',
  summary: 'A link of the source is missing.',
  looksAt: 'same-version',
  *check({ source, translation, pairing }) {
    const [there, here] = [linksOf(source), linksOf(translation)];
    if (here.length >= there.length) return;
    const known = new Map<string, number>();
    for (const { address } of here) known.set(address, (known.get(address) ?? 0) + 1);
    for (const { address, passage, start } of there) {
      const left = known.get(address) ?? 0;
      known.set(address, left - 1);
      if (left > 0) continue;
      const place = pairing.counterpart(passage) ?? translation.passages.at(-1);
      if (place !== undefined && countLinks(place) >= countLinks(passage)) continue;
      yield {
        message: `the link to ${address} of the source is missing`,
        at: place ? spanOf(place) : { line: 1 },
        source: { offset: passage.slice.offset(start) },
      };
    }
  },
};

function countLinks({ pieces }: Passage): number {
  return pieces.filter(({ kind }) => kind === 'link' || kind === 'address').length;
}

function linksOf({ passages }: ArticleDocument): readonly {
  readonly address: string;
  readonly passage: Passage;
  readonly start: number;
}[] {
  return passages.flatMap((passage) =>
    passage.pieces
      .filter(({ kind }) => kind === 'link' || kind === 'address')
      .map(({ text, start }) => ({ address: text.replace(/[?#].*$/s, ''), passage, start })),
  );
}

import { beyondCounts, countKeys } from '../../../group-by.js';
import type { ArticleDocument } from '../../reading/document.js';
import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';

export const orderedListBroken: Rule = {
  id: 'ordered-list-broken',
  severity: 'warning',
  summary: 'A numbered list is interrupted or its numbering jumps, unlike in the source.',
  looksAt: 'same-version',
  *check({ source, translation }) {
    const known = countKeys(breaksOf(source).map(({ how }) => how));
    for (const { passage, before } of beyondCounts(breaksOf(translation), known, ({ how }) => how)) {
      const counterpart = source.passages.find(
        ({ place }) => place?.isOrdered && place.isFirst && place.number === passage.place?.number,
      );
      yield {
        message: `the numbered list breaks: ${passage.place?.number ?? '?'} ${before === undefined ? 'starts a list' : `follows ${before}`}`,
        at: passage,
        source: counterpart,
      };
    }
  },
};

interface Break {
  readonly passage: Passage;
  /** The previous number; undefined at the start of a list. */
  readonly before: number | undefined;
  readonly how: string;
}

function breaksOf({ passages }: ArticleDocument): readonly Break[] {
  const last = new Map<number, number>();
  const breaks: Break[] = [];
  for (const passage of passages) {
    const { place } = passage;
    if (place?.number === undefined || !place.isFirst) continue;
    const before = last.get(place.list);
    last.set(place.list, place.number);
    // Numbering every item 1 is valid Markdown.
    const isFine =
      before === undefined ? place.number <= 1 : place.number === before + 1 || place.number === before;
    if (!isFine) breaks.push({ passage, before, how: `${before ?? ''}>${place.number}` });
  }
  return breaks;
}

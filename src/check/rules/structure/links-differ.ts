import type { ArticleDocument } from '../../reading/document.js';
import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';

/** Lost links. URLs may differ, since a vendor's pages have localized URLs. */
export const linksDiffer: Rule = {
  id: 'links-differ',
  severity: 'warning',
  summary: 'A link from the source is missing.',
  looksAt: 'same-version',
  *check({ source, translation, pairing }) {
    if (translation.passages.some(({ isUnread }) => isUnread)) return;
    const [there, here] = [linksOf(source), linksOf(translation)];
    const complete = new Map<Passage, boolean>();
    const isComplete = (passage: Passage): boolean => {
      const place = pairing.counterpart(passage);
      const known = complete.get(passage);
      // Where the structure differs, a localized URL cannot be told from a lost link.
      const answer = known ?? (place === undefined ? here.length >= there.length : hasAsMany(place, passage));
      complete.set(passage, answer);
      return answer;
    };
    const left = new Map<string, number>();
    for (const { key } of here) left.set(key, (left.get(key) ?? 0) + 1);
    for (const { key, address, passage, start } of there) {
      const count = left.get(key) ?? 0;
      left.set(key, count - 1);
      if (count > 0 || isComplete(passage)) continue;
      const nearest = pairing.counterpart(passage) ?? translation.passages.at(-1);
      yield {
        message: `the link to ${address} from the source is missing`,
        at: nearest ?? { line: 1 },
        source: { start },
      };
    }
  },
};

/** Whether a passage has as many links, and as many written links and bare URLs. */
function hasAsMany(here: Passage, there: Passage): boolean {
  const count = ({ pieces }: Passage, kinds: readonly string[]): number =>
    pieces.filter(({ kind }) => kinds.includes(kind)).length;
  return [['link'], ['link', 'address']].every((kinds) => count(here, kinds) >= count(there, kinds));
}

interface FoundLink {
  /** What identifies a link in the other file. */
  readonly key: string;
  readonly address: string;
  readonly passage: Passage;
  readonly start: number;
}

function linksOf({ passages }: ArticleDocument): readonly FoundLink[] {
  return passages.flatMap((passage) =>
    passage.pieces
      .filter(({ kind }) => kind === 'link' || kind === 'address')
      .map(({ kind, text, start }) => {
        const address = text.replace(/[?#].*$/s, '');
        return { key: `${kind} ${address}`, address, passage, start };
      }),
  );
}

import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';

/** Visible asterisks. */
export const emphasisBroken: Rule = {
  id: 'emphasis-broken',
  severity: 'warning',
  summary: 'Emphasis is not closed, so readers see literal asterisks.',
  looksAt: 'aligned',
  *check({ pairing }) {
    for (const { source, translation } of pairing.pairs) {
      const here = literalAsterisks(translation);
      const first = here[0];
      if (first === undefined || here.length <= literalAsterisks(source).length) continue;
      yield {
        message: 'readers see this asterisk: its emphasis is not opened or not closed',
        at: { start: first, end: first + 1 },
        source,
      };
    }
  },
};

/** Positions of unescaped literal asterisks; a run counts once. */
function literalAsterisks({ pieces, raw, start: from }: Passage): readonly number[] {
  return pieces.flatMap(({ kind, text, start, end }) =>
    kind === 'text' && text.includes('*')
      ? [...raw.slice(start - from, end - from).matchAll(/(?<![\\*])\*+/g)].map(({ index }) => start + index)
      : [],
  );
}

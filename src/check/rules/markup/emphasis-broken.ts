import { eachPair } from '../../reading/each-passage.js';
import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';

export const emphasisBroken: Rule = {
  id: 'emphasis-broken',
  severity: 'warning',
  summary: 'Emphasis is not closed, so readers see literal asterisks.',
  looksAt: 'aligned',
  check: eachPair(({ source, translation }) => {
    const here = literalAsterisks(translation);
    const [start] = here;
    if (start === undefined || here.length <= literalAsterisks(source).length) return undefined;
    return {
      message: 'readers see this asterisk: its emphasis is not opened or not closed',
      at: { start, end: start + 1 },
    };
  }),
};

/** Positions of unescaped literal asterisks; a run counts once. */
function literalAsterisks({ pieces, raw, start: from }: Passage): readonly number[] {
  return pieces.flatMap(({ kind, text, start, end }) =>
    kind === 'text' && text.includes('*')
      ? [...raw.slice(start - from, end - from).matchAll(/(?<![\\*])\*+/g)].map(({ index }) => start + index)
      : [],
  );
}

import { literalAsterisks } from '../reading/emphasis.js';
import type { Rule } from '../rule.js';

/** Asterisks that readers see. */
export const emphasisBroken: Rule = {
  id: 'emphasis-broken',
  severity: 'warning',
  summary: 'Emphasis does not close, and its asterisks show.',
  looksAt: 'same-version',
  *check({ pairing }) {
    for (const { source, translation } of pairing.pairs) {
      const here = literalAsterisks(translation.slice.text, translation.pieces);
      const first = here[0];
      if (first === undefined) continue;
      if (here.length <= literalAsterisks(source.slice.text, source.pieces).length) continue;
      yield {
        message: 'an asterisk here shows, as the emphasis it belongs to does not open or close',
        at: { start: translation.slice.offset(first), end: translation.slice.offset(first + 1) },
        source: { offset: source.slice.offset(0) },
      };
    }
  },
};

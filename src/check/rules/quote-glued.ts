import { STAND_IN } from '../reading/passage.js';
import type { Rule } from '../rule.js';
import { SPACED_LANGUAGES } from '../spaced-languages.js';

/** Languages whose quotes end with the mark that others begin with. */
const CLOSES_WITH_SIXES = new Set('bg bs cs da de hr lt lv mk sk sl sq sr'.split(' '));

/** A word right behind a closing quote. */
export const quoteGlued: Rule = {
  id: 'quote-glued',
  severity: 'warning',
  summary: 'A closing quote sticks to the next word.',
  looksAt: 'alone',
  onSource: false,
  *check({ translation }) {
    const { language } = translation;
    if (!SPACED_LANGUAGES.has(language)) return;
    const closing = CLOSES_WITH_SIXES.has(language) ? '”“»' : '”»';
    for (const { prose, offset } of translation.passages) {
      let open = false;
      for (const match of prose.matchAll(/["“”„«»]/g)) {
        const at = match.index;
        if (match[0] === '"') open = !open;
        const isClosing = match[0] === '"' ? !open : closing.includes(match[0]);
        const next = /^\p{L}+/u.exec(prose.slice(at + 1, at + 40))?.[0] ?? '';
        // Two letters and fewer are an ending: "x"s.
        if (!isClosing || next.length < 3 || !isWordEnd(prose.charAt(at - 1))) continue;
        yield {
          message: `the closing quote sticks to "${next}"`,
          at: { start: offset(at), end: offset(at + 1 + next.length) },
        };
      }
    }
  },
};

function isWordEnd(character: string): boolean {
  return character === STAND_IN || /[\p{L}\p{N}.,!?;:)\]%*>/\uFFF9]/u.test(character);
}

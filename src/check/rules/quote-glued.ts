import { STAND_IN } from '../reading/passage.js';
import type { Rule } from '../rule.js';

/** Scripts that put no space between words, or endings right behind a quote. */
const GLUES = new Set([
  'ja',
  'zh',
  'ko',
  'th',
  'lo',
  'km',
  'my',
  'tr',
  'fi',
  'hu',
  'et',
  'eu',
  'kk',
  'uz',
  'az',
]);
const CLOSING = /["”“»]/g;

/** A word right behind a closing quote. */
export const quoteGlued: Rule = {
  id: 'quote-glued',
  severity: 'warning',
  summary: 'A closing quote sticks to the next word.',
  looksAt: 'alone',
  onSource: false,
  *check({ translation }) {
    if (GLUES.has(translation.language)) return;
    for (const { prose, offset } of translation.passages) {
      let open = false;
      for (const match of prose.matchAll(/["“”„«»]/g)) {
        const at = match.index;
        if (match[0] === '"') open = !open;
        const isClosing =
          match[0] === '"' ? !open : CLOSING.test(match[0]) && isWordEnd(prose.charAt(at - 1));
        CLOSING.lastIndex = 0;
        const next = /^\p{L}+/u.exec(prose.slice(at + 1, at + 40))?.[0] ?? '';
        // Two letters and fewer are an ending: "x"s.
        if (!isClosing || next.length < 3 || !isWordEnd(prose.charAt(at - 1))) continue;
        if (match[0] === '“' && /[\s(]/.test(prose.charAt(at - 1))) continue;
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

import type { Rule } from '../../rule.js';
import { eachAddress } from '../../reading/each-passage.js';

/**
 * Where a bare URL should end although Markdown continues: CJK, Hangul, Thai and full-width characters, Arabic and Devanagari marks, an
 * encoded quote or bracket.
 */
const BEYOND =
  /[\u060C\u061B\u061F\u06D4\u0964\u0965\u0E00-\u0E7F\u1100-\u11FF\u2E80-\u9FFF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF]|&(?:quot|apos|lt|gt|nbsp|#39|#x200B);|[“”„«»]/i;

export const autolinkSwallows: Rule = {
  id: 'autolink-swallows',
  severity: 'warning',
  summary: 'A bare URL includes the text after it.',
  looksAt: 'alone',
  onSource: true,
  check: eachAddress(['address'], ({ text, start }, _input, passage) => {
    const beyond = passage.raw.charAt(start - passage.start) === '<' ? -1 : text.search(BEYOND);
    return beyond === -1
      ? undefined
      : `the URL includes "${text.slice(beyond, beyond + 30)}"; add a space or put the URL in <…>`;
  }),
};

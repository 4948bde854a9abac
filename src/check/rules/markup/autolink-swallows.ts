import type { Rule } from '../../rule.js';

/**
 * Where a bare URL should end although Markdown continues: CJK, Hangul, Thai and full-width characters, Arabic and Devanagari marks, an
 * encoded quote or bracket.
 */
const BEYOND =
  /[\u060C\u061B\u061F\u06D4\u0964\u0965\u0E00-\u0E7F\u1100-\u11FF\u2E80-\u9FFF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF]|&(?:quot|apos|lt|gt|nbsp|#39|#x200B);|[“”„«»]/i;

/** A bare URL that swallows the text after it. */
export const autolinkSwallows: Rule = {
  id: 'autolink-swallows',
  severity: 'warning',
  summary: 'A bare URL includes the text after it.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation }) {
    for (const { pieces, raw, start } of translation.passages) {
      for (const piece of pieces) {
        if (piece.kind !== 'address' || raw.charAt(piece.start - start) === '<') continue;
        const beyond = BEYOND.exec(piece.text);
        if (beyond === null) continue;
        yield {
          message: `the URL includes "${piece.text.slice(beyond.index, beyond.index + 30)}"; add a space or put the URL in <…>`,
          at: { start: piece.start, end: piece.end },
        };
      }
    }
  },
};

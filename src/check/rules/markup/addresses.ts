import { parseArticleNumber } from '../../../article/article-number.js';
import { eachPassage } from '../../each-passage.js';
import type { Passage, Piece } from '../../reading/passage.js';
import type { Hit, Rule, RuleInput } from '../../rule.js';

const ARTICLE = /^https?:\/\/[^/\s]+\/(?:[\w-]+\/)*kbarticles\/(k[at]-\d{5,12})(?![\w-])/i;

export const deadArticleLink: Rule = {
  id: 'dead-article-link',
  severity: 'warning',
  summary: 'A link points to an article that does not exist.',
  looksAt: 'alone',
  onSource: true,
  check: eachAddress(['link', 'address'], ({ text }, { settings: { knownArticles } }) => {
    const number = parseArticleNumber(ARTICLE.exec(text)?.[1] ?? '');
    return number === undefined || knownArticles?.has(number) !== false
      ? undefined
      : `article ${number} does not exist`;
  }),
};

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

export const addressDoubleEncoded: Rule = {
  id: 'address-double-encoded',
  severity: 'warning',
  summary: 'A URL is encoded twice.',
  looksAt: 'pair',
  check: eachAddress(['address', 'link', 'image'], ({ text }, { pairing }, passage) => {
    const twice = /&amp;|%25[\dA-F]{2}/i.exec(text)?.[0];
    const isInSource = pairing?.original(passage)?.pieces.some((piece) => piece.text === text) === true;
    return twice === undefined || isInSource ? undefined : `"${twice}" in the URL is encoded twice`;
  }),
};

/** Judge each URL of some kinds. @param judge - Returns the message of a finding. */
function eachAddress(
  kinds: readonly Piece['kind'][],
  judge: (piece: Piece, input: RuleInput, passage: Passage) => string | undefined,
): (input: RuleInput) => Generator<Hit> {
  return eachPassage(function* (passage, _original, input) {
    for (const piece of passage.pieces) {
      const message = kinds.includes(piece.kind) ? judge(piece, input, passage) : undefined;
      if (message !== undefined) yield { message, at: piece, source: undefined };
    }
  });
}

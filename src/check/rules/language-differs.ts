import { detectLanguage } from '../detect-language.js';
import { plainProse } from '../reading/passage.js';
import type { Rule } from '../rule.js';

/** Letters of prose below which a guess is no more than that. */
const FEWEST_LETTERS = 200;
const LONGEST_SAMPLE = 2000;

/** A file in another language than its folder's. */
export const languageDiffers: Rule = {
  id: 'language-differs',
  severity: 'error',
  summary: 'The text is in another language than its folder says.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation }) {
    let sample = '';
    for (const passage of translation.passages) {
      if (passage.kind === 'code' || passage.isQuoted) continue;
      sample += `${plainProse(passage).slice(0, 600)}\n`;
      if (sample.length > LONGEST_SAMPLE) break;
    }
    const letters = sample.replace(/[^\p{L}]+/gu, '').length;
    const isDense =
      ['ja', 'zh', 'ko'].includes(translation.language) &&
      /[\u3040-\u9FFF\uAC00-\uD7FF]{20}/.test(sample.replace(/\s/g, ''));
    if (letters < (isDense ? FEWEST_LETTERS / 4 : FEWEST_LETTERS)) return;
    const found = detectLanguage(sample, translation.language);
    if (found === undefined) return;
    yield {
      message: `the text is in "${found}", its folder says "${translation.locale}"`,
      at: {
        line: translation.passages[0]
          ? translation.position(translation.passages[0].slice.offset(0)).line
          : 1,
      },
    };
  },
};

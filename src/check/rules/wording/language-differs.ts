import { detectLanguage } from '../../reading/detect-language.js';
import type { Rule } from '../../rule.js';

const LONGEST_SAMPLE = 2000;

export const languageDiffers: Rule = {
  id: 'language-differs',
  severity: 'error',
  summary: 'The text is not in the language of its folder.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation }) {
    let sample = '';
    for (const passage of translation.passages) {
      if (passage.kind === 'code' || passage.kind === 'heading' || passage.isQuoted) continue;
      sample += `${passage.plain.slice(0, 600)}\n`;
      if (sample.length > LONGEST_SAMPLE) break;
    }
    const found = detectLanguage(sample, translation.language);
    if (found === undefined) return;
    yield {
      message: `the text is in "${found}", but its folder is "${translation.locale}"`,
      at: {
        line: translation.passages[0] ? translation.position(translation.passages[0].start).line : 1,
      },
    };
  },
};

import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';

/** Shortest source passage judged, in characters. */
const FEWEST = 100;
/** Usual ratio of translated to English length, by script. */
const USUAL = { spaced: [0.6, 2], dense: [0.2, 1] } as const;

/** A truncated passage, or one much longer than its source. */
export const lengthDiffers: Rule = {
  id: 'length-differs',
  severity: 'warning',
  summary: 'A passage is much shorter or longer than its source.',
  looksAt: 'same-version',
  *check({ translation: file, source: original, pairing }) {
    if (original.language !== 'en') return;
    const [least, most] = ['ja', 'zh', 'ko'].includes(file.language) ? USUAL.dense : USUAL.spaced;
    for (const { source, translation } of pairing.pairs) {
      const there = source.plain().length;
      if (there < FEWEST || translation.isUnread || source.isUnread || source.kind === 'code') continue;
      if (isMostlyData(source) || isMostlyData(translation)) continue;
      const ratio = translation.plain().length / there;
      if (ratio >= least && ratio <= most) continue;
      yield {
        message: `${translation.plain().length} characters here, ${there} in the source: ${ratio < least ? 'something is missing' : 'something was added'}`,
        at: translation,
        source,
      };
    }
  },
};

/** URLs and markup have the same length in every language. */
function isMostlyData({ pieces, prose }: Passage): boolean {
  return prose.includes('="') || pieces.some(({ kind }) => kind === 'shown' || kind === 'address');
}

import { eachPair } from '../../reading/each-passage.js';
import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';

/** Shortest source passage judged, in characters. */
const FEWEST = 100;
/** Usual ratio of translated to English length, by script. */
const USUAL = { spaced: [0.6, 2], dense: [0.2, 1] } as const;

export const lengthDiffers: Rule = {
  id: 'length-differs',
  severity: 'warning',
  summary: 'A passage is much shorter or longer than its source.',
  looksAt: 'same-version',
  check: eachPair(({ source, translation }, { translation: file, source: original }) => {
    const [here, there] = [translation.plain.length, source.plain.length];
    if (original.language !== 'en' || there < FEWEST || source.kind === 'code') return undefined;
    if (isMostlyData(source) || isMostlyData(translation)) return undefined;
    const [least, most] = ['ja', 'zh', 'ko'].includes(file.language) ? USUAL.dense : USUAL.spaced;
    const ratio = here / there;
    if (ratio >= least && ratio <= most) return undefined;
    const what = ratio < least ? 'something is missing' : 'something was added';
    return { message: `${here} characters here, ${there} in the source: ${what}` };
  }),
};

/** URLs and markup have the same length in every language. */
function isMostlyData({ pieces, prose }: Passage): boolean {
  return prose.includes('="') || pieces.some(({ kind }) => kind === 'shown' || kind === 'address');
}

import { eachPair } from '../../reading/each-passage.js';
import type { Rule } from '../../rule.js';

export const fenceChanged: Rule = {
  id: 'fence-changed',
  severity: 'error',
  summary: 'A code block differs from the source.',
  looksAt: 'aligned',
  check: eachPair(({ source, translation }) => {
    if (!source.isFenced) return undefined;
    const [there, here] = [lines(source.code), lines(translation.code)];
    const longer = here.length > there.length ? here : there;
    const line = longer.findIndex((_line, index) => there[index] !== here[index]);
    const [was = '(none)', is = '(none)'] = [there[line], here[line]];
    return line === -1 ? undefined : { message: `line ${line + 1} of the code differs: ${was} → ${is}` };
  }),
};

function lines(code: string): readonly string[] {
  return code
    .replaceAll('\u00A0', ' ')
    .trim()
    .split('\n')
    .map((line) => line.trim());
}

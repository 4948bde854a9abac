import type { Rule } from '../../rule.js';

/** A changed code block. */
export const fenceChanged: Rule = {
  id: 'fence-changed',
  severity: 'error',
  summary: 'A code block differs from the source.',
  looksAt: 'aligned',
  *check({ pairing }) {
    for (const { source, translation } of pairing.pairs) {
      if (!source.isFenced) continue;
      const [there, here] = [lines(source.code), lines(translation.code)];
      const at = there.findIndex((line, index) => line !== here[index]);
      const line = at === -1 && here.length > there.length ? there.length : at;
      if (line === -1) continue;
      yield {
        message: `line ${line + 1} of the code differs: ${there[line] ?? '(none)'} → ${here[line] ?? '(none)'}`,
        at: translation,
        source,
      };
    }
  },
};

function lines(code: string): readonly string[] {
  return code
    .replaceAll('\u00A0', ' ')
    .trim()
    .split('\n')
    .map((line) => line.trim());
}

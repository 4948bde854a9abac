import { comparePassages } from '../../comparison.js';
import type { Passage, Piece } from '../../reading/passage.js';
import { squeezeCode } from '../../reading/wording.js';
import type { Rule } from '../../rule.js';

export const codeChanged: Rule = {
  id: 'code-changed',
  severity: 'error',
  summary: 'Inline code from the source is missing or altered.',
  looksAt: 'aligned',
  *check(input) {
    for (const compared of comparePassages(input)) {
      const codes = codesOf(compared.source);
      if (codes.length === 0) continue;
      const known = new Set(compared.translation && codesOf(compared.translation).map(squeezed));
      for (const code of codes) {
        const wanted = squeezed(code);
        if (wanted === '' || known.has(wanted)) continue;
        known.add(wanted);
        const isText = compared.wording().squeezed.includes(wanted);
        if (compared.translation === undefined && isText) continue;
        yield {
          message: isText
            ? `\`${code.text}\` is code in the source, but not here`
            : `the code \`${code.text}\` from the source is missing or altered`,
          at: compared.at,
          source: code,
        };
      }
    }
  },
};

function codesOf({ pieces }: Passage): readonly Piece[] {
  return pieces.filter(({ kind }) => kind === 'code');
}

function squeezed({ text }: Piece): string {
  return squeezeCode(text);
}

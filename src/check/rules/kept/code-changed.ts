import { comparePassages } from '../../comparison.js';
import { squeezeCode } from '../../reading/wording.js';
import type { Rule } from '../../rule.js';

export const codeChanged: Rule = {
  id: 'code-changed',
  severity: 'error',
  summary: 'Inline code from the source is missing or altered.',
  looksAt: 'aligned',
  *check(input) {
    for (const compared of comparePassages(input)) {
      const codes = compared.source.pieces.filter(({ kind }) => kind === 'code');
      if (codes.length === 0) continue;
      const here = codesOf(compared.translation?.pieces ?? []);
      const reported = new Set<string>();
      for (const code of codes) {
        const wanted = squeezeCode(code.text);
        if (wanted === '' || here.has(wanted) || reported.has(wanted)) continue;
        reported.add(wanted);
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

function codesOf(pieces: readonly { readonly kind: string; readonly text: string }[]): ReadonlySet<string> {
  return new Set(pieces.filter(({ kind }) => kind === 'code').map(({ text }) => squeezeCode(text)));
}

import { eachPair } from '../../reading/each-passage.js';
import type { Rule } from '../../rule.js';
import { termsFor, termsOf } from '../../terms.js';

export const termDiffers: Rule = {
  id: 'term-differs',
  severity: 'warning',
  summary: "A label or name differs from the site's list of terms.",
  looksAt: 'aligned',
  check: eachPair(function* ({ source, translation }, { translation: file, settings }) {
    const list = termsFor(settings.terms, file.locale);
    if (list === undefined) return;
    const [there, here] = [termsOf(source), termsOf(translation)];
    const shown = fold(translation.raw);
    const said = new Set<string>();
    for (const [at, { kind, text }] of there.entries()) {
      const preferred = list.get(text);
      if (preferred === undefined || said.has(text) || shown.includes(fold(preferred))) continue;
      said.add(text);
      const written = there.length === here.length && here[at]?.kind === kind ? here[at].text : undefined;
      yield {
        message: `"${text}" is "${preferred}" in the list of terms${written === undefined ? '' : `, not "${written}"`}`,
        term: { source: text, preferred, written },
        ...(written !== undefined && { fix: { wrong: written, right: preferred } }),
      };
    }
  }),
};

function fold(text: string): string {
  return text.toLowerCase().replace(/[\s\u00A0\\]+/g, ' ');
}

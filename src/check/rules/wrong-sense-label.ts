import { spanOf } from '../comparison.js';
import type { Rule } from '../rule.js';
import { foldLabel, wrongTerms } from '../terms/wrong-sense.js';

const LONGEST_LABEL = 80;

/** A heading or label with a word for another thing: the resolution of a screen. */
export const wrongSenseLabel: Rule = {
  id: 'wrong-sense-label',
  severity: 'error',
  summary: 'A heading or label has a word for another thing.',
  looksAt: 'pair',
  *check({ translation, pairing }) {
    const terms = wrongTerms(translation.language);
    if (terms.size === 0) return;
    for (const passage of translation.passages) {
      if (passage.kind !== 'heading' && passage.kind !== 'paragraph') continue;
      const label = foldLabel(passage.prose.split('\n', 1)[0] ?? '');
      const term = label.length > LONGEST_LABEL ? undefined : terms.get(label);
      if (term === undefined) continue;
      const original = pairing.original(passage);
      if (!standsFor(term.for, original?.prose)) continue;
      if (passage.kind === 'paragraph' && !/^\s*\uFFF9/.test(passage.prose)) continue;
      yield {
        message: `"${term.wrong}" is a word for another thing than "${term.for}"; say "${term.right}"`,
        at: spanOf(passage),
        ...(original && { source: { offset: original.slice.offset(0) } }),
      };
    }
  },
};

/** Whether the source's label is the term's; one in the plural is the same. Where there is none, the word itself must do. */
function standsFor(term: string, original: string | undefined): boolean {
  if (original === undefined) return true;
  const [there, wanted] = [foldLabel(original.split('\n', 1)[0] ?? ''), term.toLowerCase()];
  return there.replace(/s$/, '') === wanted.replace(/s$/, '');
}

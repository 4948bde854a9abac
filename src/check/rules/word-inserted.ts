import { spanOf } from '../comparison.js';
import type { Rule } from '../rule.js';

/** A word that translation machines put before names, and what in the source would be a reason for it. */
const INSERTED: Readonly<Record<string, { readonly word: RegExp; readonly reason: RegExp }>> = {
  es: { word: /\b(?:la|una|el) variables?\b/iu, reason: /variab|\bvars?\b|\$\{|parameter/i },
  fr: {
    word: /\b(?:la |une |le |de |du )?variables?\b/iu,
    reason: /variab|\bvars?\b|\$\{|parameter|var(?:y|ies)/i,
  },
  pt: { word: /\b(?:a|uma|o|da|na) variáve(?:l|is)\b/iu, reason: /variab|\bvars?\b|\$\{|parameter/i },
  it: { word: /\b(?:la|una|della|nella) variabil[ei]\b/iu, reason: /variab|\bvars?\b|\$\{|parameter/i },
};

/** A word that the source does not have, put before a name. */
export const wordInserted: Rule = {
  id: 'word-inserted',
  severity: 'warning',
  summary: 'The word for "variable" stands before a name that is none.',
  looksAt: 'aligned',
  *check({ translation: file, pairing }) {
    const inserted = INSERTED[file.language];
    if (inserted === undefined) return;
    for (const { source, translation } of pairing.pairs) {
      if (!translation.prose.includes('ari')) continue;
      const match = inserted.word.exec(translation.prose);
      if (match === null || inserted.reason.test(source.raw)) continue;
      yield {
        message: `"${match[0]}" is not in the source`,
        at: {
          start: translation.offset(match.index),
          end: translation.offset(match.index + match[0].length),
        },
        source: { offset: spanOf(source).start },
      };
    }
  },
};

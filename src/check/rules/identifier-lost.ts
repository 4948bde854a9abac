import { findIdentifiers, identifierWords } from '../reading/identifiers.js';
import { passageText } from '../reading/passage.js';
import type { Rule } from '../rule.js';

/** Names only machines read, outside code: lost or altered. */
export const identifierLost: Rule = {
  id: 'identifier-lost',
  severity: 'error',
  summary: 'A name that only a machine reads is missing or altered.',
  looksAt: 'same-version',
  *check({ pairing }) {
    for (const { source, translation } of pairing.pairs) {
      const identifiers = findIdentifiers(source.prose);
      if (identifiers.length === 0) continue;
      const text = passageText(translation);
      const words = identifierWords(text);
      for (const { text: name, kind, index } of identifiers) {
        if (words.has(name) || text.includes(name)) continue;
        yield {
          message: `the ${kind} "${name}" of the source is missing or altered`,
          at: { start: translation.offset(0), end: translation.offset(translation.prose.length) },
          source: { offset: source.offset(index) },
        };
      }
    }
  },
};

import { findIdentifiers, identifierWords } from '../../reading/identifiers.js';
import { digitsIn } from '../../reading/numbers.js';
import type { Rule } from '../../rule.js';
import { titlesOf, AT_TITLE } from '../../reading/front-values.js';

/** An error code or name missing from the title, where readers search for it. */
export const titleLacksIdentifier: Rule = {
  id: 'title-lacks-identifier',
  severity: 'error',
  summary: 'The title lacks a code, name or number that the source title has.',
  looksAt: 'same-version',
  *check(input) {
    const [here, there] = titlesOf(input);
    const [words, digits] = [identifierWords(here), digitsIn(here)];
    const names = findIdentifiers(there).map(({ text }) => text);
    const numbers = there.match(/(?<![\p{L}\d.,:/-])\d{3,9}(?![\p{L}\d]|[.,:/-]\d)/gu) ?? [];
    for (const name of new Set([...names, ...numbers])) {
      if (words.has(name) || here.toLowerCase().includes(name.toLowerCase()) || digits.has(name)) continue;
      yield { message: `the title lacks "${name}", which the source title has`, ...AT_TITLE };
    }
  },
};

import { plainValue, textOf } from '../../front-values.js';
import { findIdentifiers, identifierWords } from '../../reading/identifiers.js';
import { digitsIn } from '../../reading/numbers.js';
import type { Rule } from '../../rule.js';

/** An error code or name missing from the title, where readers search for it. */
export const titleLacksIdentifier: Rule = {
  id: 'title-lacks-identifier',
  severity: 'error',
  summary: 'The title lacks a code, name or number that the source title has.',
  looksAt: 'same-version',
  *check({ translation, source }) {
    const [title, original] = [textOf(translation, 'title'), textOf(source, 'title')];
    if (title === undefined || original === undefined) return;
    const [here, there] = [plainValue(title), plainValue(original)];
    const words = identifierWords(here);
    const digits = digitsIn(here);
    const names = findIdentifiers(there).map(({ text }) => text);
    const numbers = [...there.matchAll(/(?<![\p{L}\d.,:/-])\d{3,9}(?![\p{L}\d]|[.,:/-]\d)/gu)].map(
      ([number]) => number,
    );
    for (const name of new Set([...names, ...numbers])) {
      if (words.has(name) || here.toLowerCase().includes(name.toLowerCase()) || digits.has(name)) continue;
      yield {
        message: `the title lacks "${name}", which the source title has`,
        at: { key: 'title' },
        source: { key: 'title' },
      };
    }
  },
};

import { eachPair } from '../../reading/each-passage.js';
import { countDoubleQuotes } from '../../reading/front-values.js';
import type { Rule } from '../../rule.js';

export const quoteUnpaired: Rule = {
  id: 'quote-unpaired',
  severity: 'warning',
  summary: 'A passage has an unpaired double quote, unlike the source.',
  looksAt: 'aligned',
  // In Hebrew the same sign occurs within words, and prefixes precede quotations.
  check: eachPair(({ source, translation }, { translation: { language } }) =>
    language !== 'he' &&
    countDoubleQuotes(translation.prose) % 2 === 1 &&
    countDoubleQuotes(source.prose) % 2 === 0
      ? { message: 'unpaired double quote' }
      : undefined,
  ),
};

import { countDoubleQuotes, frontValues } from '../../front-values.js';
import type { Rule } from '../../rule.js';

/** An opening quote that is closed by another kind, or not at all. */
const OPENED_AND_LEFT = /^(["'])(?:(?!\1)[^])*$/;
const CLOSED_AND_LEFT = /^[^"']*(["'])$/;

/** A front matter value with an unpaired quote. */
export const quotesUnbalanced: Rule = {
  id: 'quotes-unbalanced',
  severity: 'warning',
  summary: 'A front matter value has an unpaired quote.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation, source }) {
    const originals = new Map(source && frontValues(source).map((front) => [front.key, front]));
    for (const { key, value } of frontValues(translation)) {
      const original = originals.get(key);
      if (!isUnbalanced(value) || (original !== undefined && isUnbalanced(original.value))) continue;
      yield {
        message: `"${key}" has an unpaired quote: ${value.slice(0, 80)}`,
        at: { key },
        source: original && { key },
      };
    }
  },
};

/** The same in the text, if the source's quotes are paired. */
export const quoteUnpaired: Rule = {
  id: 'quote-unpaired',
  severity: 'warning',
  summary: 'A passage has an unpaired double quote, unlike the source.',
  looksAt: 'aligned',
  *check({ translation: { language }, pairing }) {
    // In Hebrew the same sign occurs within words, and prefixes precede quotations.
    if (language === 'he') return;
    for (const { source, translation } of pairing.pairs) {
      if (countDoubleQuotes(translation.prose) % 2 === 0 || countDoubleQuotes(source.prose) % 2 === 1)
        continue;
      yield { message: 'unpaired double quote', at: translation, source };
    }
  },
};

/** Straight single quotes count only at the ends; inside a text they are apostrophes. */
function isUnbalanced(value: string): boolean {
  if (countDoubleQuotes(value) % 2 === 1) return true;
  return (OPENED_AND_LEFT.test(value) && value.length > 1) || isLeftClosing(value);
}

/** A final single quote is a quote after punctuation or a double quote; after a letter it may be an apostrophe. */
function isLeftClosing(value: string): boolean {
  return CLOSED_AND_LEFT.exec(value)?.[1] === '"' || /^"[^"]*'$/.test(value);
}

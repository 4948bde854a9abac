import { countDoubleQuotes, eachValue } from '../../reading/front-values.js';
import type { Rule } from '../../rule.js';

export const quotesUnbalanced: Rule = {
  id: 'quotes-unbalanced',
  severity: 'warning',
  summary: 'A front matter value has an unpaired quote.',
  looksAt: 'alone',
  onSource: true,
  check: eachValue(({ key, value, original }) =>
    isUnbalanced(value) && (original === undefined || !isUnbalanced(original))
      ? { message: `"${key}" has an unpaired quote: ${value.slice(0, 80)}` }
      : undefined,
  ),
};

/** An opening quote that is closed by another kind, or not at all. */
const OPENED_AND_LEFT = /^(["'])(?:(?!\1)[^])+$/;

/** A final single quote is a quote after punctuation or a double quote; after a letter it may be an apostrophe. */
const CLOSED_AND_LEFT = /^[^"']*"$|^"[^"]*'$/;

/** Straight single quotes count only at the ends; inside a text they are apostrophes. */
function isUnbalanced(value: string): boolean {
  return countDoubleQuotes(value) % 2 === 1 || OPENED_AND_LEFT.test(value) || CLOSED_AND_LEFT.test(value);
}

import { isPlaceholderDescription } from '../../../content/author-words.js';
import { cleanQuotes, quoteEdges, unescapeQuotes } from '../../../content/leaked-quotes.js';
import { countDoubleQuotes, eachValue, textOf } from '../../front-values.js';
import type { Rule } from '../../rule.js';

/** A pair of quotes around a value that needs no quotes in YAML and is no YAML keyword (`No`, `null`, `1.0`). */
const PAIR = /^(?:"[^]*"|“[^]*”|„[^]*[“”]|«[^]*»|「[^]*」|『[^]*』)$/;
const PLAIN = /^[\p{L}\p{N}][^:#"'“”„‟«»「」『』‘’‚＂〝〞\\]{5,}$/u;

export const quotesLeaked: Rule = {
  id: 'quotes-leaked',
  severity: 'warning',
  summary: 'The YAML quotes of the front matter became part of a value.',
  looksAt: 'alone',
  onSource: false,
  check: eachValue(({ key, value, original }, { source }) => {
    if (source !== undefined && original === undefined) return undefined;
    const even = unescapeQuotes(value);
    const edges = original === undefined ? undefined : quoteEdges(original);
    const isRemoved = even.length - cleanQuotes(value, edges).length >= 2;
    // A single quote is reported as unbalanced instead.
    if (!(isRemoved || isWrapped(even, original)) || countDoubleQuotes(even) % 2 === 1) return undefined;
    const where = original === undefined ? '' : ' that the source does not have';
    const right = even.slice(1, -1).trim();
    return {
      message: `"${key}" is wrapped in quotes${where}: ${value.slice(0, 80)}`,
      ...(PAIR.test(even) && PLAIN.test(right) && { fix: { wrong: even, right } }),
    };
  }),
};

const OPENS = /^["'“”„‟«»「『‘‚＂〝]/;
const CLOSES = /["'“”»«」』’‘＂〞]$/;

/** Whether a whole value is wrapped in its language's quotes and the source's is not; readers see these quotes. */
function isWrapped(value: string, original: string | undefined): boolean {
  if (original === undefined || OPENS.test(original) || CLOSES.test(original)) return false;
  return OPENS.test(value) && CLOSES.test(value);
}

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

export const quotesEscaped: Rule = {
  id: 'quotes-escaped',
  severity: 'warning',
  summary: 'A front matter value shows a backslash before a quote.',
  looksAt: 'alone',
  onSource: true,
  check: eachValue(({ key, value }) =>
    /\\["'“”„«»「」]/.test(value)
      ? { message: `"${key}" shows a backslash before a quote: ${value.slice(0, 80)}`, source: undefined }
      : undefined,
  ),
};

const MOVED = /^([^"“”„«»「」『』,，、]{2,40})\s?["“„«「『](?=\S)/;

export const productBeforeQuote: Rule = {
  id: 'product-before-quote',
  severity: 'warning',
  summary: 'A product name was moved in front of a leaked quote.',
  looksAt: 'pair',
  check: eachValue(({ key, value, original }, { source }) => {
    const moved = MOVED.exec(value)?.[1]?.trim();
    if (original === undefined || moved === undefined || MOVED.test(original)) return undefined;
    const behind = value.slice(moved.length).replace(/^[\s"“„«「『]+/, '');
    const isMarker = key === 'keywords' && /^KCS\b/.test(behind) && !original.startsWith(moved);
    const isName = isProduct(moved, source && textOf(source, 'solution')) && !/["“„«「『]/.test(original);
    return isMarker || isName
      ? { message: `"${key}" has "${moved}" before a leaked quote: ${value.slice(0, 80)}` }
      : undefined;
  }),
};

/** Whether words are one of the article's products, or its abbreviation. */
function isProduct(words: string, products: string | undefined): boolean {
  return (products ?? '').split(',').some((product) => {
    const name = product.trim();
    const initials = name.replace(/[^A-Z]/g, '');
    return name !== '' && (words.endsWith(name) || (initials.length > 1 && words.endsWith(initials)));
  });
}

export const placeholderDescription: Rule = {
  id: 'placeholder-description',
  severity: 'note',
  summary: 'The description is just the word "Description".',
  looksAt: 'alone',
  onSource: true,
  check: eachValue(({ key, value }) => {
    const word = value.replace(/["“”„«»「」.:]/g, '');
    const message = `the description is just the word "${word}"; readers and search engines get none`;
    return key === 'description' && isPlaceholderDescription(word)
      ? { message, source: undefined }
      : undefined;
  }),
};

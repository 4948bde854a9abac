/** Quotes that YAML syntax can leak; typographic quotes are the author's. */
const STRAIGHT = '"\'';
const OUTER_SPACE = /^[\s\u200B\u2060\uFEFF]+|[\s\u200B\u2060\uFEFF]+$/g;

/** Whether the source language's value starts and ends with a straight quote. */
export interface QuoteEdges {
  readonly start: boolean;
  readonly end: boolean;
}

/** Remove the backslash that escaped a quote in YAML; translation tools leave it before quotes of their language too. */
export function unescapeQuotes(value: string): string {
  return value.replace(/\\(?=["“”„«»「」『』])/g, '');
}

/** Examine the ends of a value, as context for its translations. */
export function quoteEdges(value: string): QuoteEdges {
  const trimmed = value.replace(OUTER_SPACE, '');
  return { start: isStraight(trimmed.charAt(0)), end: isStraight(trimmed.slice(-1)) };
}

/**
 * Remove quotes that leaked into a value because the translator saw the raw YAML line.
 *
 * Removes only a matching pair of straight quotes around the whole value, and only if the source's value has none. An inch mark, an
 * apostrophe at the end, typographic quotes and quotes inside are the author's.
 *
 * @param source - The ends of the source language's value; undefined when there is no source.
 * @see docs/decisions/0008-dates-are-utc.md
 */
export function cleanQuotes(raw: string, source: QuoteEdges | undefined): string {
  const value = unescapeQuotes(raw.replace(OUTER_SPACE, ''));
  const quote = value.charAt(0);
  if (value.length < 2 || !isStraight(quote) || !value.endsWith(quote)) return value;
  if (source?.start === true || source?.end === true) return value;
  const inner = value.slice(1, -1);
  const marks = quote === "'" ? inner.replace(/(?<=\p{L})'(?=\p{L})/gu, '') : inner;
  const first = marks.indexOf(quote);
  // `"Status" and "colour"` is two quotations; `"Error "blinks" again"` is one inside leaked quotes, if the source has none.
  const isWrapped = first === -1 || (source !== undefined && /[\s([{:：=]/.test(marks.charAt(first - 1)));
  return isWrapped ? inner.replace(OUTER_SPACE, '') : value;
}

/** Split a comma-separated list in any script; straight quotes around the whole list are leaked. */
export function splitList(raw: string): string[] {
  const list = unescapeQuotes(raw.replace(OUTER_SPACE, ''));
  const isMarked = MARKER.test(list.split(SEPARATOR, 1)[0] ?? '');
  const isWrapped = isStraight(list.charAt(0)) || (isMarked && /^[^,，、;；]*["']\s*KCS/.test(list));
  return (isWrapped ? list.replace(/^["']+|["']+$/g, '') : list)
    .split(SEPARATOR)
    .map((item) => item.replace(OUTER_SPACE, ''))
    .filter((item) => item !== '');
}

const SEPARATOR = /[,，、;；]/;
const QUOTES = `"'“”„‟«»「」『』‘’‚\`＂＇〝〞`;
const MARKER = new RegExp(`\\s*[${QUOTES}]*\\s*KCS[${QUOTES}]*$`);

/** Remove the export's marker `KCS` from keywords, even after a leaked quote or product name. */
export function dropMarker(keywords: readonly string[]): string[] {
  return keywords.map((keyword) => keyword.replace(MARKER, '').trim()).filter((keyword) => keyword !== '');
}

function isStraight(character: string): boolean {
  return character !== '' && STRAIGHT.includes(character);
}

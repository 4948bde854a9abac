const QUOTES = `"'“”„‟«»「」『』‘’‚\`＂＇〝〞`;
const SINGLE = `'‘’‚\`＇`;
/** Quotes that only ever open; “ closes in German. */
const OPENING = '„«「『‚〝';
const DOUBLED = /(?<=\s)(["'])\1(?=\p{L})/gu;
const EDGES = new RegExp(`^[${QUOTES}]+|[${QUOTES}]+$`, 'g');
const OUTER_SPACE = /^[\s\u200B\u2060\uFEFF]+|[\s\u200B\u2060\uFEFF]+$/g;

/** Whether the source language's value starts and ends with a quote. */
export interface QuoteEdges {
  readonly start: boolean;
  readonly end: boolean;
}

/** Look at a value's ends, as the context for its translations. */
export function quoteEdges(value: string): QuoteEdges {
  const trimmed = value.replace(OUTER_SPACE, '');
  return { start: isQuote(trimmed.charAt(0)), end: isQuote(trimmed.slice(-1)) };
}

/**
 * Remove the quotes that leaked into a value because the translator saw the raw YAML line.
 *
 * A quote at an end leaked if the source's value has none there and it pairs with nothing inside; without a source, if the text
 * holds no other quote. Quotes inside are never touched.
 *
 * @param source - The ends of the source language's value; undefined when there is no source.
 * @see docs/decisions/0009-leaked-quotes.md
 */
export function cleanQuotes(raw: string, source: QuoteEdges | undefined): string {
  const value = raw.replace(OUTER_SPACE, '').replaceAll('\\"', '"');
  const { start, end } = leakedEdges(value, source);
  return value.slice(start ? 1 : 0, end ? -1 : undefined).replace(OUTER_SPACE, '');
}

function leakedEdges(value: string, source: QuoteEdges | undefined): QuoteEdges {
  const edges = { start: isQuote(value.charAt(0)), end: value.length > 1 && isQuote(value.slice(-1)) };
  const inner = value.slice(edges.start ? 1 : 0, edges.end ? -1 : undefined);
  if (countQuotes(inner) === 0 && !source?.start && !source?.end) return edges;
  const start = edges.start && source?.start === false;
  const end = edges.end && source?.end === false;
  const [isSingleStart, isSingleEnd] = [isSingle(value.charAt(0)), isSingle(value.slice(-1))];
  const isUnpaired = (single: boolean): boolean => countQuotes(value, single) % 2 === 1;
  if (!start || !end || isSingleStart !== isSingleEnd) {
    return { start: start && isUnpaired(isSingleStart), end: end && isUnpaired(isSingleEnd) };
  }
  const opens = firstQuoteOpens(inner, isSingleStart);
  return isUnpaired(isSingleStart) ? { start: opens, end: !opens } : { start: opens, end: opens };
}

/** Whether the first quote inside opens a pair; otherwise it closes the one at the start. */
function firstQuoteOpens(inner: string, single: boolean): boolean {
  const characters = Array.from(withoutApostrophes(inner));
  const first = characters.findIndex((character) => isQuote(character) && isSingle(character) === single);
  if (first === -1) return true;
  return OPENING.includes(characters[first] ?? '') || /[\s([{:：=]/.test(characters[first - 1] ?? ' ');
}

/** Split a comma list in any script; quotes at the ends of the whole list are leaked ones. */
export function splitList(raw: string): string[] {
  return raw
    .replace(OUTER_SPACE, '')
    .replaceAll('\\"', '"')
    .split(/[,，、;；]/)
    .map((item, index, items) => {
      const trimmed = item.replace(OUTER_SPACE, '');
      const isEdge = index === 0 || index === items.length - 1;
      return isEdge && countQuotes(trimmed) % 2 === 1 ? trimmed.replace(EDGES, '').trim() : trimmed;
    })
    .filter((item) => item !== '');
}

/** Drop the export's marker `KCS` from keywords, also where a leaked quote or a product name stands before it. */
export function dropMarker(keywords: readonly string[]): string[] {
  const marker = new RegExp(`\\s*[${QUOTES}]*\\s*KCS[${QUOTES}]*$`);
  return keywords.map((keyword) => keyword.replace(marker, '').trim()).filter((keyword) => keyword !== '');
}

function isQuote(character: string): boolean {
  return character !== '' && QUOTES.includes(character);
}

function isSingle(character: string): boolean {
  return SINGLE.includes(character);
}

/** Count quotes, of one kind or of all; one that opens doubled is one. */
function countQuotes(text: string, single?: boolean): number {
  return Array.from(withoutApostrophes(text).replace(DOUBLED, '$1')).filter(
    (character) => isQuote(character) && (single === undefined || isSingle(character) === single),
  ).length;
}

function withoutApostrophes(text: string): string {
  return text.replace(/(?<=\p{L})['’](?=\p{L})/gu, '');
}

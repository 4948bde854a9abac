const QUOTES = `"'“”„‟«»「」『』‘’‚\`＂＇〝〞`;
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
 * One wrapping pair goes if the source's value has none; without a source, if the text holds no other quote. A single quote at
 * one end goes if it is the only one. Quotes inside are never touched.
 *
 * @param source - The ends of the source language's value; undefined when there is no source.
 * @see docs/decisions/0009-leaked-quotes.md
 */
export function cleanQuotes(raw: string, source: QuoteEdges | undefined): string {
  const value = raw.replace(OUTER_SPACE, '').replaceAll('\\"', '"');
  const start = isQuote(value.charAt(0));
  const end = value.length > 1 && isQuote(value.slice(-1));
  if (!start && !end) return value;
  const inner = value.slice(start ? 1 : 0, end ? -1 : undefined);
  const alone = countQuotes(inner) === 0;
  const sourceHasNone = source !== undefined && !source.start && !source.end;
  const leaked = start && end ? alone || (sourceHasNone && isPair(value)) : alone;
  if (!leaked || (source?.start === true && start) || (source?.end === true && end)) return value;
  return inner.replace(OUTER_SPACE, '');
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

/** A straight quote closes itself; a curved or cornered one needs another at the other end, whatever its shape. */
function isPair(value: string): boolean {
  return isQuote(value.charAt(0)) && isQuote(value.slice(-1));
}

/** Count quotes, apostrophes between letters left out. */
function countQuotes(text: string): number {
  const bare = text.replace(/(?<=\p{L})['’](?=\p{L})/gu, '');
  return Array.from(bare).filter(isQuote).length;
}

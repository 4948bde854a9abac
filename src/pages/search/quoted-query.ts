const LONGEST = 60;

/**
 * A query fit to be repeated inside a sentence: on one line, not too long, and set apart so that its writing direction leaves the
 * sentence alone.
 *
 * @see https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
 */
export function quotedQuery(text: string): string {
  const characters = Array.from(
    text
      .slice(0, 4 * LONGEST)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const shown = characters.slice(0, LONGEST).join('') + (characters.length > LONGEST ? '…' : '');
  return `\u2068${shown}\u2069`;
}

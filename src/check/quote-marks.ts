/** Double quotes of all languages. */
const DOUBLE = /["“”„‟«»「」『』＂〝〞]/g;

/** How many double quotes a text has; a quote that stands for inches does not count. */
export function countDoubleQuotes(text: string): number {
  return (text.replace(/(?<![\p{L}\p{N}-])\d{1,2}(?:[.,]\d{1,2})?"(?=\s|$|[xX×])/gu, '').match(DOUBLE) ?? [])
    .length;
}

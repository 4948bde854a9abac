/** Double quotes of all languages. */
const DOUBLE = /["“”„‟«»「」『』＂〝〞]/g;

/** Not quotes: inches, and the sign within Hebrew abbreviations (`דוא"ל`). */
const NO_QUOTE =
  /(?<![\p{L}\p{N}-])\d{1,2}(?:[.,]\d{1,2})?"(?=\s|$|[xX×])|(?<=\p{Script=Hebrew})"(?=\p{Script=Hebrew})/gu;

/** How many double quotes a text has. */
export function countDoubleQuotes(text: string): number {
  return (text.replace(NO_QUOTE, '').match(DOUBLE) ?? []).length;
}

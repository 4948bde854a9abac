/** An article's number: `KA-` (article) or `KT-` (video page) and five or more digits, in upper case. */
export type ArticleNumber = string;

const CANONICAL = /^K[AT]-\d{5,12}$/;

/**
 * Read a number as people write it: any case, spaces around.
 *
 * @returns The canonical form, or undefined when the text is no article number.
 */
export function parseArticleNumber(text: string): ArticleNumber | undefined {
  const canonical = text.trim().toUpperCase();
  return CANONICAL.test(canonical) ? canonical : undefined;
}

/**
 * Numbers one typo away: a digit changed, two swapped, one missing or one extra.
 *
 * @param text - A number, or an attempt at one: `KA-5406`, `ka 05406`.
 * @returns Canonical numbers without the given one, likeliest first; none when the text does not resemble a number.
 */
export function nearNumbers(text: string): readonly ArticleNumber[] {
  const [, kind = '', digits = ''] = /^\s*(k[at])[\s_\u2010-\u2015-]*(\d{1,13})\s*$/i.exec(text) ?? [];
  const prefix = kind.toUpperCase();
  const near = new Set<string>();
  near.add(digits.padStart(5, '0'));
  for (let i = 0; i + 1 < digits.length; i++) {
    near.add(digits.slice(0, i) + digits.charAt(i + 1) + digits.charAt(i) + digits.slice(i + 2));
  }
  for (let i = digits.length - 1; i >= 0; i--) {
    for (const digit of '0123456789') near.add(digits.slice(0, i) + digit + digits.slice(i + 1));
  }
  for (let i = 0; i < digits.length; i++) near.add(digits.slice(0, i) + digits.slice(i + 1));
  for (let i = digits.length; i >= 0; i--) {
    for (const digit of '0123456789') near.add(digits.slice(0, i) + digit + digits.slice(i));
  }
  return [...near]
    .map((slip) => `${prefix}-${slip}`)
    .filter((slip) => CANONICAL.test(slip) && slip !== text.trim().toUpperCase());
}

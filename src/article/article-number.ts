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
 * Numbers one slip of the finger away: a digit changed, two neighbours swapped, a digit lost or doubled.
 *
 * @returns Canonical numbers, the given one left out; most likely slips first.
 */
export function nearNumbers(number: ArticleNumber): readonly ArticleNumber[] {
  const [prefix = '', digits = ''] = number.split('-');
  const near = new Set<string>();
  for (let i = 0; i + 1 < digits.length; i++) {
    near.add(digits.slice(0, i) + digits.charAt(i + 1) + digits.charAt(i) + digits.slice(i + 2));
  }
  for (let i = digits.length - 1; i >= 0; i--) {
    for (const digit of '0123456789') near.add(digits.slice(0, i) + digit + digits.slice(i + 1));
  }
  for (let i = 0; i < digits.length; i++) near.add(digits.slice(0, i) + digits.slice(i + 1));
  for (const digit of '0123456789') near.add(digits + digit);
  near.delete(digits);
  return [...near].map((slip) => `${prefix}-${slip}`).filter((slip) => CANONICAL.test(slip));
}

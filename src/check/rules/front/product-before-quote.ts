import { eachValue, textOf } from '../../reading/front-values.js';
import type { Rule } from '../../rule.js';

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

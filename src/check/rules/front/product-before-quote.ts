import { frontValues, textOf } from '../../front-values.js';
import type { Rule } from '../../rule.js';

const MOVED = /^([^"“”„«»「」『』,，、]{2,40})\s?["“„«「『](?=\S)/;

/** A product name moved in front of a leaked quote. */
export const productBeforeQuote: Rule = {
  id: 'product-before-quote',
  severity: 'warning',
  summary: 'A product name was moved in front of a leaked quote.',
  looksAt: 'pair',
  *check({ translation, source }) {
    const originals = new Map(frontValues(source).map((front) => [front.key, front]));
    for (const { key, value } of frontValues(translation)) {
      const original = originals.get(key);
      const moved = MOVED.exec(value)?.[1]?.trim();
      if (original === undefined || moved === undefined || MOVED.test(original.value)) continue;
      const behind = value.slice(moved.length).replace(/^[\s"“„«「『]+/, '');
      const isMarker = key === 'keywords' && /^KCS\b/.test(behind) && !original.value.startsWith(moved);
      if (!isMarker && !(isProduct(moved, textOf(source, 'solution')) && !hasQuotes(original.value)))
        continue;
      yield {
        message: `"${key}" has "${moved}" before a leaked quote: ${value.slice(0, 80)}`,
        at: { key },
        source: { key },
      };
    }
  },
};

function hasQuotes(value: string): boolean {
  return /["“„«「『]/.test(value);
}

/** Whether words are one of the article's products, or its abbreviation. */
function isProduct(words: string, products: string | undefined): boolean {
  return (products ?? '').split(',').some((product) => {
    const name = product.trim();
    const initials = name.replace(/[^A-Z]/g, '');
    return name !== '' && (words.endsWith(name) || (initials.length > 1 && words.endsWith(initials)));
  });
}

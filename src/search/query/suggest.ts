import type { LocaleTag } from '../../article/article.js';
import { slipsBetween } from '../../article/compare-words.js';
import { unspacedRuns } from '../analysis/chunks.js';
import { typeaheadText } from '../analysis/fold.js';
import type { IndexState, LocaleIndex } from '../index/index-state.js';
import type { TitleSuggestion } from './search-query.js';

const DEFAULT_LIMIT = 8;
const MOST = 20;
const LONGEST = 200;
const MOST_WORDS = 12;

/** A prefix of an article number: `KA-05`, `ka 054`, `05406`. */
const NUMBER = /^\s*(?:(k[at])?[\s-]*(\d{2,12}))\s*$/i;
/** Documents whose title contains every typed word, the last as a prefix; titles that start with the text first. */
function matchTitles(index: LocaleIndex, typed: string): number[] {
  if (typed === '') return [];
  const words = typed.split(' ').slice(0, MOST_WORDS);
  const needles = words.map((word, i) => {
    // In text without spaces, words also match inside others.
    if (unspacedRuns(word).length > 0) return word;
    return i === words.length - 1 ? ` ${word}` : ` ${word} `;
  });
  const beginning: number[] = [];
  const others: number[] = [];
  index.typeahead.forEach((title, document) => {
    if (!needles.every((needle) => title.includes(needle))) return;
    (title.startsWith(` ${typed}`) ? beginning : others).push(document);
  });
  return [...beginning, ...others];
}

function matchNumbers(index: LocaleIndex, typed: string): number[] {
  const [, prefix, digits] = NUMBER.exec(typed) ?? [];
  if (digits === undefined) return [];
  const prefixes = prefix === undefined ? ['KA', 'KT'] : [prefix.toUpperCase()];
  const found = index.numbers.flatMap((number, document) =>
    prefixes.some((letters) => number.startsWith(`${letters}-${digits}`)) ? [document] : [],
  );
  return found.sort((a, b) => ((index.numbers[a] ?? '') < (index.numbers[b] ?? '') ? -1 : 1));
}

/**
 * Complete titles and numbers: those of the reader's locale, or of all others if it has none.
 *
 * @param own - The locale that serves the reader best.
 * @param limit - 1 to 20; default 8.
 */
export function suggestTitles(
  { locales }: IndexState,
  typed: string,
  own: LocaleTag,
  limit = DEFAULT_LIMIT,
): readonly TitleSuggestion[] {
  const most = Math.min(MOST, Math.max(1, limit));
  const text = typed.slice(0, LONGEST);
  const folded = typeaheadText(text);
  const found = new Map<string, TitleSuggestion>();
  const look = (index: LocaleIndex): void => {
    for (const document of [...matchNumbers(index, text), ...matchTitles(index, folded)]) {
      if (found.size >= most) return;
      const number = index.numbers[document] ?? '';
      const title = index.titles[document] ?? '';
      if (!found.has(number)) found.set(number, { number, title, locale: index.locale });
    }
  };
  const first = locales.get(own);
  if (first !== undefined) look(first);
  if (found.size === 0) for (const index of locales.values()) if (index !== first) look(index);
  return [...found.values()];
}

const MOST_PRODUCTS = 5;

/** Letters of a word by which a product is recognized. */
const SHORTEST_WORD = 3;

function isAlike(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.length >= SHORTEST_WORD && (longer.startsWith(shorter) || slipsBetween(a, b, 1) <= 1);
}

/**
 * Products with a word that resembles one of a query with no results.
 *
 * @param products - All products, most frequent first, which also fill the list.
 */
export function nearestProducts(query: string, products: readonly string[]): readonly string[] {
  const asked = typeaheadText(query.slice(0, 100)).split(' ');
  const isLike = (product: string): boolean =>
    typeaheadText(product)
      .split(' ')
      .some((own) => asked.some((word) => isAlike(own, word)));
  return products.toSorted((a, b) => Number(isLike(b)) - Number(isLike(a))).slice(0, MOST_PRODUCTS);
}

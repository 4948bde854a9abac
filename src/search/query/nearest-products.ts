import { foldMarks, lower } from '../analysis/fold.js';

const MOST = 5;

function tripletsOf(text: string): Set<string> {
  const plain = `  ${foldMarks(lower(text))} `;
  return new Set(Array.from({ length: plain.length - 2 }, (_, i) => plain.slice(i, i + 3)));
}

/**
 * The products whose names look most like a query that found nothing.
 *
 * @param products - All there are, the most written about first: they fill up where no name is like it.
 */
export function nearestProducts(query: string, products: readonly string[]): readonly string[] {
  const asked = tripletsOf(query.slice(0, 100));
  const likeness = (product: string): number => {
    const own = tripletsOf(product);
    const shared = [...own].filter((triplet) => asked.has(triplet)).length;
    return shared / own.size;
  };
  const scored = products.map((product) => ({ product, likeness: likeness(product) }));
  return scored
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ product }) => product);
}

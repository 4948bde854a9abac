/** Pairs of quotes that enclose a phrase, as keyboards and translators write them. */
const QUOTED = /"([^"\n]+)"|“([^“”\n]+)”|„([^„“”\n]+)[“”]|«([^«»\n]+)»|「([^「」\n]+)」/gu;
const PRODUCT = /(?<=^|\s)product:(?:"([^"\n]+)"|(\S+))/iu;
const EXCLUDED = /(?<=^|\s)-(\p{L}[\p{L}\p{N}_]*)(?=\s|$)/gu;

/** A longer text is a line of a log or a sentence: its hyphens and quotes are but signs. */
const MOST_WORDS = 12;
const MOST_PHRASES = 4;

/** A query taken apart. */
export interface ParsedQuery {
  /** What is left to be looked for; the words of phrases are in it. */
  readonly text: string;
  /** What must stand there as it is. */
  readonly phrases: readonly string[];
  /** Words that must not. */
  readonly excluded: readonly string[];
  /** A known product that was named by `product:`. */
  readonly product: string | undefined;
}

function wordsOf(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

function findProduct(typed: string, products: readonly string[]): string | undefined {
  const name = typed.toLowerCase();
  return (
    products.find((product) => product.toLowerCase() === name) ??
    products.find((product) => product.toLowerCase().startsWith(name)) ??
    products.find((product) => product.toLowerCase().includes(name))
  );
}

/**
 * Read what a query says beside its words: `"a phrase"`, `-without`, `product:name`.
 *
 * A quoted word inside a longer query is no phrase: titles and error messages quote names. What makes no sense is plain text.
 *
 * @param products - Known ones, the most written about first.
 */
export function parseQuery(text: string, products: readonly string[]): ParsedQuery {
  if (text.includes('\n') || wordsOf(text) > MOST_WORDS) {
    return { text, phrases: [], excluded: [], product: undefined };
  }
  const named = PRODUCT.exec(text);
  const product = named === null ? undefined : findProduct(named[1] ?? named[2] ?? '', products);
  const withoutProduct = product === undefined ? text : text.replace(PRODUCT, ' ');
  const excluded = [...withoutProduct.matchAll(EXCLUDED)].map(([, word = '']) => word);
  const rest = withoutProduct.replace(EXCLUDED, ' ');
  const isAll = excluded.length === 0 || rest.trim() !== '';
  const kept = isAll ? rest : withoutProduct;
  const quoted = [...kept.matchAll(QUOTED)].map(
    (match) => match.slice(1).find((inside: string | undefined) => inside !== undefined) ?? '',
  );
  const isWhole = kept.replace(QUOTED, '').trim() === '';
  return {
    text: kept,
    phrases: quoted.filter((phrase) => isWhole || wordsOf(phrase) > 1).slice(0, MOST_PHRASES),
    excluded: isAll ? excluded : [],
    product,
  };
}

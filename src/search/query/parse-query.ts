import { visitChunks } from '../analysis/chunks.js';
import { cleanText } from '../analysis/fold.js';

/** Quotation mark pairs that enclose a phrase. */
const QUOTED = /"([^"\n]+)"|“([^“”\n]+)”|„([^„“”\n]+)[“”]|«([^«»\n]+)»|「([^「」\n]+)」/gu;
const PRODUCT = /(?<=^|\s)product:(?:"([^"\n]+)"|(\S+))/iu;
const EXCLUDED = /(?<=^|\s)-(\p{L}[\p{L}\p{N}_]*)(?=\s|$)/gu;

/** A longer text is a log line or sentence, where hyphens and quotes are not operators. */
const MOST_WORDS = 12;
const MOST_PHRASES = 4;

export interface ParsedQuery {
  /** The remaining text, including the words of phrases. */
  readonly text: string;
  /** Phrases that must occur literally. */
  readonly phrases: readonly string[];
  readonly excluded: readonly string[];
  /** A known product named by `product:`. */
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
 * Parse the operators of a query: `"a phrase"`, `-without`, `product:name`.
 *
 * A quoted word inside a longer query is not a phrase, since titles and error messages quote names. Invalid operators are plain text.
 *
 * @param products - Known products, the most frequent first.
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

/** Characters of a query that are used. */
const LONGEST_QUERY = 16_384;

/** A query with up to this many distinct words is used as is. */
const MOST_CHUNKS = 32;
/** Longest query in characters that is used as is. */
const LONGEST_QUESTION = 2_000;
const MOST_NAMES = 90;
const MOST_OF_A_KIND = 4;
const MOST_LOG_WORDS = 60;
const MOST_SHARED = 40;

/** Dates, times, line numbers, addresses, hashes, thread and process ids: different in every log. */
const NOISE = [
  /^\d[\d.:,/+-]*$/,
  /^(?:0x)?[0-9a-f]{8,}$/i,
  /^\d{4}-\d\d-\d\dT[\d.:]+Z?$/i,
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  /^.$/u,
];
/** Error codes, exceptions, dotted and namespaced names: what people search for. */
export const CODE =
  /^\p{Lu}{2,}[-_]?\d{2,}$|(?:Exception|Error)$|^\p{L}[\p{L}\d_]*(?:[.:]\p{L}[\p{L}\d_]*)+$/u;
const NAME = /\d|_|[\p{L}\p{N}][.:/\\@#$&=+-][\p{L}\p{N}]|\p{Ll}\p{Lu}/u;

export interface CondensedQuery {
  readonly text: string;
  /** True when words were dropped: the text is a log rather than a question. */
  readonly isLog: boolean;
  /** Text to search for in other locales: of a log, only names and codes. */
  readonly shared: string;
}

/**
 * Condense a pasted log or stack trace to its significant words; a question is unchanged.
 *
 * Names and codes come before plain words; their rarity is judged later.
 *
 * @param text - Up to 16 KB; the rest is ignored.
 */
export function condenseQuery(text: string): CondensedQuery {
  const clean = cleanText(text.slice(0, LONGEST_QUERY));
  const seen = new Set<string>();
  visitChunks(clean, (chunk) => seen.add(chunk.text));
  if (seen.size <= MOST_CHUNKS) {
    const question =
      clean.length <= LONGEST_QUESTION ? clean : [...seen].join(' ').slice(0, LONGEST_QUESTION);
    return { text: question, isLog: false, shared: question };
  }
  const quiet = [...seen].filter((chunk) => !NOISE.some((noise) => noise.test(chunk)));
  const codes = quiet.filter((chunk) => CODE.test(chunk));
  const names = fewOfAKind(quiet.filter((chunk) => NAME.test(chunk) && !CODE.test(chunk)));
  const words = quiet.filter((chunk) => !NAME.test(chunk) && !CODE.test(chunk));
  const identifiers = [...fewOfAKind(codes), ...names].slice(0, MOST_NAMES);
  return {
    text: [...identifiers, ...words.slice(0, MOST_LOG_WORDS)].join(' '),
    isLog: true,
    shared: identifiers.slice(0, MOST_SHARED).join(' '),
  };
}

/** Names that differ only in digits are numbered instances: a few represent all. */
function fewOfAKind(names: readonly string[]): string[] {
  const met = new Map<string, number>();
  return names.filter((name) => {
    const kind = name.replace(/\d+/g, '0');
    const count = (met.get(kind) ?? 0) + 1;
    met.set(kind, count);
    return count <= MOST_OF_A_KIND;
  });
}

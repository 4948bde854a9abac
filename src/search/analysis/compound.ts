import { stopWords } from './stop-words.js';

/** Rules for compounds in a language that writes them as one word. */
interface CompoundRules {
  /** Linking elements between parts, longest first; the empty one is last. */
  readonly links: readonly string[];
  /** Inflectional endings: a library with `Servers` knows `Server`. */
  readonly endings: readonly string[];
}

const RULES: Readonly<Record<string, CompoundRules>> = {
  de: { links: ['en', 'es', 'er', 's', 'n', 'e', ''], endings: ['', 's', 'es', 'n', 'en'] },
  nl: { links: ['en', 's', 'e', ''], endings: ['', 's', 'en'] },
  sv: { links: ['s', 'e', 'o', 'u', ''], endings: ['', 'en', 'n', 'et', 's'] },
  da: { links: ['s', 'e', ''], endings: ['', 'en', 'et', 's'] },
  nb: { links: ['s', 'e', ''], endings: ['', 'en', 'et', 's'] },
};

const SHORTEST_PART = 4;
const SHORTEST_COMPOUND = 8;
const LONGEST_COMPOUND = 40;
const DEEPEST = 3;

/** Whether the language writes compounds as one word. */
export function hasCompounds(language: string): boolean {
  return language in RULES;
}

/**
 * Split compounds into words that occur on their own: `serverneustart` into `server` and `neustart`.
 *
 * @param words - Those of the library; stop words are no parts.
 * @returns A function of a word in lower case. It gives two or more parts without linking elements; none when the word is not a
 *   compound of known words.
 */
export function createSplit(
  language: string,
  words: ReadonlySet<string>,
): (word: string) => readonly string[] {
  const rules = RULES[language];
  if (rules === undefined) return () => [];
  const stops = stopWords(language);
  const isWord = (part: string): boolean =>
    !stops.has(part) && rules.endings.some((ending) => words.has(part + ending));
  return (word) =>
    word.length < SHORTEST_COMPOUND || word.length > LONGEST_COMPOUND
      ? []
      : split(word, rules, isWord, DEEPEST);
}

function split(
  word: string,
  rules: CompoundRules,
  isWord: (part: string) => boolean,
  depth: number,
): readonly string[] {
  if (depth === 0) return [];
  for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at--) {
    const left = unglued(word.slice(0, at), rules, isWord);
    if (left === undefined) continue;
    const right = word.slice(at);
    if (isWord(right)) return [left, right];
    const rest = split(right, rules, isWord, depth - 1);
    if (rest.length > 0) return [left, ...rest];
  }
  return [];
}

function unglued(
  left: string,
  { links }: CompoundRules,
  isWord: (part: string) => boolean,
): string | undefined {
  if (isWord(left)) return left;
  const link = links.find(
    (glue) =>
      glue !== '' &&
      left.endsWith(glue) &&
      left.length - glue.length >= SHORTEST_PART &&
      isWord(left.slice(0, -glue.length)),
  );
  return link === undefined ? undefined : left.slice(0, -link.length);
}

import { visitChunks } from './chunks.js';
import { cleanText, compatible, lower } from './fold.js';
import { parseIdentifier } from './identifier.js';
import { createStem, type Stem } from './stemmer.js';
import { stopWords } from './stop-words.js';

/** A token: the index terms of a word, a name or a character pair. */
export interface Token {
  /** The stem of a word, a name as a whole, or two neighbouring characters. */
  readonly term: string;
  /** The parts of a name, stemmed; empty for plain words. */
  readonly parts: readonly string[];
  readonly kind: 'word' | 'name' | 'characters';
  readonly isStop: boolean;
  /** The word in lower case, for spelling correction; empty for names and characters. */
  readonly word: string;
  /** In text without spaces: the last character of a run, which starts no pair. */
  readonly tail?: string | undefined;
}

export interface NearTerm {
  readonly term: string;
  readonly share: number;
  /** A part of several that belong together. */
  readonly isPart?: boolean;
}

/** Tokenizes text of one language, the same way for documents and queries. */
export interface Analyzer {
  readonly language: string;
  readonly stem: Stem;
  /**
   * Visit every token of a text, in order.
   *
   * @param text - Cleaned by `cleanText`; offsets in UTF-16 units refer to it.
   */
  visit: (text: string, visit: (token: Token, start: number, end: number) => void) => void;
  tokens: (text: string) => Token[];
}

const ONLY_LETTERS = /^[\p{L}\p{M}]+$/u;
/** `and/or` is two words, `/var/log/httpd` is a name. */
const ALTERNATIVES = /^[\p{L}\p{M}\p{Pd}]+[/／][\p{L}\p{M}\p{Pd}]+$/u;
const NUMBER = /\p{N}/u;
const SLASH = /[/／]/;
const NAME = /^[a-z]\w*$/i;
const PREFIX = /^[a-z]{2,6}$/;
const LOOSE_COLON = /^\s*[:：]\s*$/;
const LONGEST_WORD = 60;
const MOST_REMEMBERED = 100_000;
/** Characters between a namespace and its name. */
const LONGEST_GAP = 4;

/** A character with its combining marks. */
const CHARACTER = /[^\p{M}][\p{M}ﾞﾟ]*|\p{M}+/gu;
const KATAKANA = /[ァ-ヶ]/g;
const KANA_GAP = 0x60;

const foldedCharacters = new Map<string, string>();

/** Katakana and hiragana are equivalent; a long vowel mark is often omitted. */
function foldCharacter(character: string): string {
  const known = foldedCharacters.get(character);
  if (known !== undefined) return known;
  const folded = compatible(character)
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - KANA_GAP))
    .replace('ー', '');
  if (foldedCharacters.size >= MOST_REMEMBERED) foldedCharacters.clear();
  foldedCharacters.set(character, folded);
  return folded;
}

function visitPairs(run: string, start: number, visit: Parameters<Analyzer['visit']>[1]): void {
  const characters = [...run.matchAll(CHARACTER)].flatMap(({ 0: text, index }) => {
    const folded = foldCharacter(text);
    return folded === '' ? [] : [{ folded, start: start + index, end: start + index + text.length }];
  });
  const last = characters.length - 1;
  characters.forEach((character, i) => {
    const next = characters[i + 1] ?? (last === 0 ? { folded: '', end: character.end } : undefined);
    if (next === undefined) return;
    const tail = i >= last - 1 ? (characters[last]?.folded ?? '') : undefined;
    const term = character.folded + next.folded;
    visit({ term, parts: [], kind: 'characters', isStop: false, word: '', tail }, character.start, next.end);
  });
}

/**
 * `xtk: session` is also `xtk:session`, as long as it looks like a namespace and a name.
 *
 * @param gap - The text between the two.
 */
function namespaced(left: string, gap: string, right: string): string | undefined {
  if (gap.length < 2 || gap.length > LONGEST_GAP || !LOOSE_COLON.test(gap)) return undefined;
  return PREFIX.test(left) && NAME.test(right) ? `${left}:${right.toLowerCase()}` : undefined;
}

function createAnalyzer(language: string): Analyzer {
  const stem = createStem(language);
  const stops = stopWords(language);
  const known = new Map<string, readonly Token[]>();

  const analyzeWord = (text: string): Token => {
    // Some ligatures expand to phrases with spaces.
    const plain = compatible(text).replace(/\s+/g, '');
    const identifier = parseIdentifier(plain);
    const word = lower(plain, language).slice(0, LONGEST_WORD);
    if (identifier === undefined) {
      if (NUMBER.test(word)) return { term: word, parts: [], kind: 'name', isStop: false, word: '' };
      return { term: stem(word), parts: [], kind: 'word', isStop: stops.has(word), word };
    }
    const { whole, parts } = identifier;
    const term = ONLY_LETTERS.test(whole) ? stem(whole) : whole;
    const stems = new Set(parts.map((part) => stem(lower(part, language))));
    const others = [...stems].filter((part) => part !== term && part !== '');
    return { term, parts: others, kind: 'name', isStop: false, word: '' };
  };

  /** Most words recur. */
  const analyzeChunk = (text: string): readonly Token[] => {
    const ready = known.get(text);
    if (ready !== undefined) return ready;
    // A copy, since a substring would keep the whole text in memory.
    const copy = Buffer.from(text).toString();
    const made = ALTERNATIVES.test(copy) ? copy.split(SLASH).map(analyzeWord) : [analyzeWord(copy)];
    // A lone combining mark folds to an empty string.
    const tokens = made.filter(({ term }) => term !== '');
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(copy, tokens);
    return tokens;
  };

  const visit: Analyzer['visit'] = (text, give) => {
    let [before, endBefore] = ['', 0];
    visitChunks(text, ({ text: chunk, start, end, isUnspaced }) => {
      if (isUnspaced) visitPairs(chunk, start, give);
      else {
        for (const token of analyzeChunk(chunk)) give(token, start, end);
        const joined = namespaced(
          before,
          text.slice(endBefore, Math.min(start, endBefore + LONGEST_GAP + 1)),
          chunk,
        );
        if (joined !== undefined) {
          give({ term: joined, parts: [], kind: 'name', isStop: false, word: '' }, start, end);
        }
      }
      [before, endBefore] = [chunk, end];
    });
  };

  const tokens = (text: string): Token[] => {
    const found: Token[] = [];
    visit(cleanText(text), (token) => found.push(token));
    return found;
  };

  return { language, stem, visit, tokens };
}

const analyzers = new Map<string, Analyzer>();

/**
 * The analyzer of a locale's language; created once.
 *
 * @param locale - A BCP 47 tag; `pt-BR` and `pt` share one.
 */
export function analyzerOf(locale: string): Analyzer {
  const known = analyzers.get(locale);
  if (known !== undefined) return known;
  const language = locale.split('-')[0]?.toLowerCase() ?? '';
  const made = language === locale ? createAnalyzer(language) : analyzerOf(language);
  analyzers.set(locale, made);
  return made;
}

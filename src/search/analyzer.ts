import { visitChunks, type Chunk } from './chunks.js';
import { cleanText, lower } from './fold.js';
import { parseIdentifier } from './identifier.js';
import { createStem, type Stem } from './stemmer.js';
import { stopWords } from './stop-words.js';

/** What one word, name or pair of characters is searched by. */
export interface Unit {
  /** The stem of a word, a name as a whole, or two neighbouring characters. */
  readonly term: string;
  /** The parts of a name, stemmed; empty for plain words. */
  readonly parts: readonly string[];
  /** Carries grammar rather than meaning. */
  readonly isStop: boolean;
  /** The word as written, in lower case: what spelling is checked with; undefined for names and character pairs. */
  readonly word: string | undefined;
}

/** Turns text of one language into terms; the same for what is stored and what is asked. */
export interface Analyzer {
  readonly language: string;
  readonly stem: Stem;
  /** What one chunk is searched by. */
  analyze: (chunk: Pick<Chunk, 'text' | 'isCjk'>) => readonly Unit[];
  /** All units of a text, in order; text is cleaned first. */
  units: (text: string) => Unit[];
  /** The same as the index stores it, terms separated by spaces; adds the words it meets to `words`. */
  terms: (text: string, words: Set<string>) => string;
}

const ONLY_LETTERS = /^[\p{L}\p{M}]+$/u;
/** `and/or` is two words, `/var/log/httpd` is a name. */
const ALTERNATIVES = /^[\p{L}\p{M}\p{Pd}]+[/／][\p{L}\p{M}\p{Pd}]+$/u;
const SLASH = /[/／]/;
const NAME = /^[a-z]\w*$/i;
const PREFIX = /^[a-z]{2,6}$/;
const LOOSE_COLON = /^\s*[:：]\s*$/;
const LONGEST_WORD = 60;
const MOST_REMEMBERED = 100_000;

function pairsOf(run: string): Unit[] {
  const characters = Array.from(run.normalize('NFKC'));
  const count = Math.max(1, characters.length - 1);
  return Array.from({ length: count }, (_, i) => ({
    term: characters.slice(i, i + 2).join(''),
    parts: [],
    isStop: false,
    word: undefined,
  }));
}

/** `xtk: session` is also `xtk:session`, as long as it looks like a namespace and a name. */
function namespaced(left: Chunk, right: Chunk, text: string): string | undefined {
  const gap = right.start - left.end;
  if (gap < 2 || gap > 4 || left.text.length > 6) return undefined;
  if (!LOOSE_COLON.test(text.slice(left.end, right.start))) return undefined;
  if (!PREFIX.test(left.text) || !NAME.test(right.text)) return undefined;
  return `${left.text}:${right.text.toLowerCase()}`;
}

/** What is remembered of a chunk, since most come again and again. */
interface Known {
  readonly units: readonly Unit[];
  /** Ready for the index. */
  readonly terms: string;
  readonly words: readonly string[];
}

function createAnalyzer(language: string): Analyzer {
  const stem = createStem(language);
  const stops = stopWords(language);
  const known = new Map<string, Known>();

  const wordUnits = (text: string): Unit[] => {
    // Some ligatures are whole phrases, spaces and all.
    const compatible = text.normalize('NFKC').replace(/\s+/g, '');
    const identifier = parseIdentifier(compatible);
    const word = lower(compatible).slice(0, LONGEST_WORD);
    if (identifier === undefined) return [{ term: stem(word), parts: [], isStop: stops.has(word), word }];
    const { whole, parts } = identifier;
    const term = ONLY_LETTERS.test(whole) ? stem(whole) : whole;
    const terms = parts.map((part) => stem(part.toLowerCase()));
    return [
      {
        term,
        parts: [...new Set(terms)].filter((part) => part !== term && part !== ''),
        isStop: false,
        word: undefined,
      },
    ];
  };

  const remember = (text: string): Known => {
    const made = ALTERNATIVES.test(text) ? text.split(SLASH).flatMap(wordUnits) : wordUnits(text);
    // A lone combining mark folds to nothing.
    const units = made.filter(({ term }) => term !== '');
    const words = units.flatMap(({ word }) => (word === undefined ? [] : [word]));
    const found = { units, terms: termsOf(units).join(' '), words };
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, found);
    return found;
  };

  const analyze = ({ text, isCjk }: Pick<Chunk, 'text' | 'isCjk'>): readonly Unit[] =>
    isCjk ? pairsOf(text) : (known.get(text) ?? remember(text)).units;

  const units = (text: string): Unit[] => {
    const clean = cleanText(text);
    const found: Unit[] = [];
    let before: Chunk | undefined;
    visitChunks(clean, (chunk) => {
      const joined = before === undefined ? undefined : namespaced(before, chunk, clean);
      found.push(...analyze(chunk));
      if (joined !== undefined) found.push({ term: joined, parts: [], isStop: false, word: undefined });
      before = chunk;
    });
    return found;
  };

  const terms = (text: string, words: Set<string>): string => {
    const clean = cleanText(text);
    const found: string[] = [];
    let before: Chunk | undefined;
    visitChunks(clean, (chunk) => {
      if (chunk.isCjk) {
        for (const pair of pairsOf(chunk.text)) found.push(pair.term);
      } else {
        const ready = known.get(chunk.text) ?? remember(chunk.text);
        if (ready.terms !== '') found.push(ready.terms);
        for (const word of ready.words) words.add(word);
      }
      const joined = before === undefined ? undefined : namespaced(before, chunk, clean);
      if (joined !== undefined) found.push(joined);
      before = chunk;
    });
    return found.join(' ');
  };

  return { language, stem, analyze, units, terms };
}

const analyzers = new Map<string, Analyzer>();

/**
 * The analyzer of a locale, chosen by its language; made once.
 *
 * @param locale - A BCP 47 tag: `pt-BR` and `pt` share one.
 */
export function analyzerOf(locale: string): Analyzer {
  const language = locale.split('-')[0]?.toLowerCase() ?? '';
  const known = analyzers.get(language) ?? createAnalyzer(language);
  analyzers.set(language, known);
  return known;
}

/** The terms of units in order, parts behind their whole. */
export function termsOf(units: readonly Unit[]): string[] {
  return units.flatMap(({ term, parts }) => [term, ...parts]);
}

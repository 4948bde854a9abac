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
  /** The same as the index stores it, terms separated by spaces; adds the words worth suggesting to `words`. */
  terms: (text: string, words: Set<string>) => string;
}

const ONLY_LETTERS = /^[\p{L}\p{M}]+$/u;
/** `and/or` is two words, `/var/log/httpd` is a name. */
const ALTERNATIVES = /^[\p{L}\p{M}\p{Pd}]+[/／][\p{L}\p{M}\p{Pd}]+$/u;
/** A word to be suggested: letters only, neither tiny nor a run of noise. */
const WORTH_SUGGESTING = /^\p{L}{4,32}$/u;
const SLASH = /[/／]/;
const NAME = /^[a-z]\w*$/i;
const PREFIX = /^[a-z]{2,6}$/;
const LOOSE_COLON = /^\s*[:：]\s*$/;
const LONGEST_WORD = 60;
const MOST_REMEMBERED = 100_000;
/** Runs remembered of one language, and how long one may be. */
const MOST_RUNS = 50_000;
const LONGEST_RUN = 32;
/** Characters between a namespace and its name. */
const LONGEST_GAP = 4;

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

/**
 * `xtk: session` is also `xtk:session`, as long as it looks like a namespace and a name.
 *
 * @param gap - What stands between the two.
 */
function namespaced(left: string, gap: string, right: string): string | undefined {
  if (gap.length < 2 || gap.length > LONGEST_GAP || !LOOSE_COLON.test(gap)) return undefined;
  return PREFIX.test(left) && NAME.test(right) ? `${left}:${right.toLowerCase()}` : undefined;
}

/** What is remembered of a chunk, since most come again and again. */
interface Known {
  readonly units: readonly Unit[];
  /** Ready for the index. */
  readonly terms: string;
  readonly words: readonly string[];
}

/** What is remembered of characters between two spaces: whole texts are looked up by these, most of which come again and again. */
interface KnownRun {
  /** What stands before the first chunk and behind the last; of a run without chunks, all of it before. */
  readonly leading: string;
  readonly trailing: string;
  /** Undefined in a run without chunks. */
  readonly first: string | undefined;
  readonly last: string;
  /** Terms of the first chunk, and of those behind it; ready for the index. */
  readonly head: string;
  readonly rest: string;
  readonly words: readonly string[];
}

function createAnalyzer(language: string): Analyzer {
  const stem = createStem(language);
  const stops = stopWords(language);
  const known = new Map<string, Known>();
  const knownRuns = new Map<string, KnownRun>();

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
      const joined = before && namespaced(before.text, clean.slice(before.end, chunk.start), chunk.text);
      found.push(...analyze(chunk));
      if (joined !== undefined) found.push({ term: joined, parts: [], isStop: false, word: undefined });
      before = chunk;
    });
    return found;
  };

  const readRun = (run: string): KnownRun => {
    const chunks: Chunk[] = [];
    visitChunks(run, (chunk) => chunks.push(chunk));
    const words: string[] = [];
    const found = chunks.flatMap((chunk, at) => {
      const before = chunks[at - 1];
      const joined = before && namespaced(before.text, run.slice(before.end, chunk.start), chunk.text);
      const ready = chunk.isCjk ? undefined : (known.get(chunk.text) ?? remember(chunk.text));
      if (ready !== undefined) words.push(...ready.words.filter((word) => WORTH_SUGGESTING.test(word)));
      return [
        ready?.terms ?? termsOf(pairsOf(chunk.text)).join(' '),
        ...(joined === undefined ? [] : [joined]),
      ];
    });
    const [head = '', ...rest] = found;
    const [first, last] = [chunks[0], chunks.at(-1)];
    return {
      leading: run.slice(0, first?.start),
      trailing: run.slice(last?.end ?? run.length),
      first: first?.text,
      last: last?.text ?? '',
      head,
      rest: rest.filter((term) => term !== '').join(' '),
      words,
    };
  };

  const rememberRun = (run: string): KnownRun => {
    if (run.length > LONGEST_RUN) return readRun(run);
    // A copy: a part of a text would keep the whole of it in memory.
    const copy = Buffer.from(run).toString();
    const found = readRun(copy);
    if (knownRuns.size >= MOST_RUNS) knownRuns.clear();
    knownRuns.set(copy, found);
    return found;
  };

  const terms = (text: string, words: Set<string>): string => {
    const found: string[] = [];
    let [before, gap] = ['', ''];
    for (const run of cleanText(text).split(' ')) {
      const ready = knownRuns.get(run) ?? rememberRun(run);
      if (ready.first === undefined) {
        // A longer gap joins nothing.
        gap = `${gap}${run} `.slice(0, LONGEST_GAP + 1);
        continue;
      }
      const joined =
        gap.length > LONGEST_GAP ? undefined : namespaced(before, gap + ready.leading, ready.first);
      if (ready.head !== '') found.push(ready.head);
      if (joined !== undefined) found.push(joined);
      if (ready.rest !== '') found.push(ready.rest);
      for (const word of ready.words) words.add(word);
      before = ready.last;
      gap = `${ready.trailing} `;
    }
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

import { createRequire } from 'node:module';
import { z } from 'zod';
import { foldMarks } from './fold.js';

// An import would look for names through its 23,000 lines first, in each thread that searches: five times the cost of loading it.
const snowball = z
  .custom<typeof import('snowball-stemmers')>()
  .parse(createRequire(import.meta.url)('snowball-stemmers'));

/** Languages with a Snowball stemmer, by subtag. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hu: 'hungarian',
  hy: 'armenian',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sl: 'slovene',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
};

/** Names of programs in Chinese, Japanese and Korean text are English words. */
const SCRIPTS_OF_THEIR_OWN = new Set(['zh', 'ja', 'ko']);

/** Languages often typed without their marks: stems are made without them, so that both ways of typing meet. */
const FOLDED_FIRST = new Set(['tr', 'ar']);

/** Words remembered with their stems, of one language: a large library's vocabulary. */
const MOST_REMEMBERED = 50_000;

/** Brings a lower-case word to the form its inflections share. */
export type Stem = (word: string) => string;

/**
 * The stemmer of a language: Snowball, marks taken off afterwards, since most of its rules need them.
 *
 * @param language - A language subtag; one without a stemmer only loses its marks.
 * @see https://snowballstem.org
 */
export function createStem(language: string): Stem {
  const algorithm = ALGORITHMS[SCRIPTS_OF_THEIR_OWN.has(language) ? 'en' : language];
  if (algorithm === undefined) return foldMarks;
  const stemmer = snowball.newStemmer(algorithm);
  const isFoldedFirst = FOLDED_FIRST.has(language);
  // Words come again and again, and Snowball takes twenty times as long as a look-up.
  const known = new Map<string, string>();
  return (word) => {
    const ready = known.get(word);
    if (ready !== undefined) return ready;
    const found = foldMarks(stemmer.stem(isFoldedFirst ? foldMarks(word) : word));
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(word, found);
    return found;
  };
}

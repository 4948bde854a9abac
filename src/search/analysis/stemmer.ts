import { createRequire } from 'node:module';
import { z } from 'zod';
import { foldMarks } from './fold.js';

// `require`, since an ESM import would scan its 23,000 lines for named exports in each thread: five times the load time.
const snowball = z
  .custom<typeof import('snowball-stemmers')>()
  .parse(createRequire(import.meta.url)('snowball-stemmers'));

/** Snowball names its stemmers by the English names of their languages, but for these. */
const OTHER_NAMES: Readonly<Record<string, string>> = { no: 'norwegian', sl: 'slovene' };
const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** `nb` is Norwegian Bokmål, stemmed as Norwegian. */
function algorithmOf(language: string): string | undefined {
  const name = OTHER_NAMES[language] ?? english.of(language)?.split(' ')[0]?.toLowerCase();
  return name !== undefined && snowball.algorithms().includes(name) ? name : undefined;
}

/** Product names in Chinese, Japanese and Korean text are English words. */
const SCRIPTS_OF_THEIR_OWN = new Set(['zh', 'ja', 'ko']);

/** Languages often typed without diacritics: stems are computed without them, so that both spellings match. */
const FOLDED_FIRST = new Set(['tr', 'ar']);

/** Stems cached per language: the vocabulary of a large library. */
const MOST_REMEMBERED = 50_000;

export type Stem = (word: string) => string;

/**
 * The stemmer of a language: Snowball, then removal of diacritics, which most rules need.
 *
 * @param language - A language subtag; without a stemmer, words only lose diacritics.
 * @see https://snowballstem.org
 */
export function createStem(language: string): Stem {
  const algorithm = algorithmOf(SCRIPTS_OF_THEIR_OWN.has(language) ? 'en' : language);
  if (algorithm === undefined) return foldMarks;
  const stemmer = snowball.newStemmer(algorithm);
  const isFoldedFirst = FOLDED_FIRST.has(language);
  // Words recur, and Snowball takes twenty times as long as a look-up.
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

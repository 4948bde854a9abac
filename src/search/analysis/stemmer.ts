import snowball from 'snowball-stemmers';
import { withoutMarks } from './fold.js';

/** Languages with a Snowball stemmer, by subtag. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  fi: 'finnish',
  fr: 'french',
  hu: 'hungarian',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sv: 'swedish',
  tr: 'turkish',
};

/** Names of programs in Chinese, Japanese and Korean text are English words. */
const SCRIPTS_OF_THEIR_OWN = new Set(['zh', 'ja', 'ko']);

/** Words kept with their stems, of one language: a large library's vocabulary. */
const MOST_REMEMBERED = 50_000;

/** Brings a lower-case word to the form its inflections share. */
export type Stem = (word: string) => string;

/**
 * The stemmer of a language: Snowball, marks taken off afterwards, since the rules need them.
 *
 * @param language - A language subtag; one without a stemmer only loses its marks.
 * @see https://snowballstem.org
 */
export function createStem(language: string): Stem {
  const algorithm = ALGORITHMS[SCRIPTS_OF_THEIR_OWN.has(language) ? 'en' : language];
  if (algorithm === undefined) return withoutMarks;
  const stemmer = snowball.newStemmer(algorithm);
  return remembering((word) => withoutMarks(stemmer.stem(word)));
}

/** A word comes again at the head of a sentence, in capitals, and as a part of names; Snowball takes twenty times as long as a look. */
function remembering(stem: Stem): Stem {
  const known = new Map<string, string>();
  return (word) => {
    const ready = known.get(word);
    if (ready !== undefined) return ready;
    const found = stem(word);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(word, found);
    return found;
  };
}

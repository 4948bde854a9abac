/** A run of characters read as one word, name or number, with its position. */
export interface Chunk {
  readonly text: string;
  /** Offsets in UTF-16 units; `end` is the first one after. */
  readonly start: number;
  readonly end: number;
  /** Written without spaces between words (Chinese, Japanese, Thai and others), or in syllables (Korean). */
  readonly isUnspaced: boolean;
}

const UNSPACED_SCRIPTS =
  'Han Hiragana Katakana Hangul Bopomofo Yi Thai Lao Khmer Myanmar Tai_Le New_Tai_Lue Tai_Tham Tai_Viet Javanese Balinese';
/** Their digits form numbers, their full stops are ignored. */
const UNSPACED = `[[${UNSPACED_SCRIPTS.split(' ')
  .map((script) => `\\p{sc=${script}}`)
  .join('')}ーｰ゙゚ﾞﾟ々〆]--[\\p{N}\\p{P}\\p{S}]]`;
/** Full-width forms are listed too, since translators' keyboards type `：` for `:`. */
const JOINERS = String.raw`.:\/\\@#$&=+\-‐‑_．：／＼＠＃＋－＿`;
const WORD = `[[\\p{L}\\p{N}\\p{M}_]--${UNSPACED}]`;
const CHUNK = new RegExp(`(${UNSPACED}+)|${WORD}+(?:[${JOINERS}]{1,3}${WORD}+)*`, 'gv');

const UNSPACED_RUN = new RegExp(`${UNSPACED}+`, 'gv');

/** The runs of a text that are written without spaces. */
export function unspacedRuns(text: string): readonly string[] {
  return text.match(UNSPACED_RUN) ?? [];
}

/** Longer names are URLs or noise, of which only the parts are indexed. */
const LONGEST = 400;

/**
 * Split text into words, names and numbers, keeping punctuation inside names (`xtk:session`, `/var/log/httpd`).
 *
 * @param text - Any text; offsets refer to it.
 * @param visit - Called per chunk, in order; a callback for speed, since whole libraries are processed.
 */
export function visitChunks(text: string, visit: (chunk: Chunk) => void): void {
  CHUNK.lastIndex = 0;
  for (let match = CHUNK.exec(text); match !== null; match = CHUNK.exec(text)) {
    const [found] = match;
    const isUnspaced = match[1] !== undefined;
    const { index } = match;
    for (let at = 0; at < found.length; at += LONGEST) {
      const part = found.length <= LONGEST ? found : found.slice(at, at + LONGEST);
      visit({ text: part, start: index + at, end: index + at + part.length, isUnspaced });
    }
  }
}

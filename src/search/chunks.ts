/** A run of characters that people read as one word, name or number, and where it stands. */
export interface Chunk {
  readonly text: string;
  /** Offsets in UTF-16 units; `end` is the first one after. */
  readonly start: number;
  readonly end: number;
  /** Written without spaces between words: Chinese, Japanese, Korean. */
  readonly isCjk: boolean;
}

const CJK = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー々〆';
/** Full-width forms stand beside the plain ones: translators' keyboards swap `:` for `：`. */
const JOINERS = String.raw`.:\/\\@#$&=+\-‐‑_．：／＼＠＃＋－＿`;
const WORD = `[[\\p{L}\\p{N}\\p{M}_]--[${CJK}]]`;
const CHUNK = new RegExp(`([${CJK}]+)|${WORD}+(?:[${JOINERS}]{1,3}${WORD}+)*`, 'gv');

/** Names longer than this are addresses or noise: only their parts are of use. */
const LONGEST = 400;

/**
 * Cut text into words, names and numbers, punctuation inside names kept (`xtk:session`, `/var/log/httpd`).
 *
 * @param text - Any text, as it stands; offsets refer to it.
 */
export function* chunksOf(text: string): Generator<Chunk> {
  for (const match of text.matchAll(CHUNK)) {
    const [found] = match;
    const isCjk = match[1] !== undefined;
    for (let at = 0; at < found.length; at += LONGEST) {
      const part = found.slice(at, at + LONGEST);
      yield { text: part, start: match.index + at, end: match.index + at + part.length, isCjk };
    }
  }
}

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
 * @param visit - Called once a chunk, in order; a callback, since whole libraries go through here.
 */
export function visitChunks(text: string, visit: (chunk: Chunk) => void): void {
  CHUNK.lastIndex = 0;
  for (let match = CHUNK.exec(text); match !== null; match = CHUNK.exec(text)) {
    const [found] = match;
    const isCjk = match[1] !== undefined;
    const { index } = match;
    if (found.length <= LONGEST) {
      visit({ text: found, start: index, end: index + found.length, isCjk });
      continue;
    }
    for (let at = 0; at < found.length; at += LONGEST) {
      const part = found.slice(at, at + LONGEST);
      visit({ text: part, start: index + at, end: index + at + part.length, isCjk });
    }
  }
}

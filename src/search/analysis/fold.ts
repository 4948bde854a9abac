const DIALECT = /\[!(?:UICONTROL|DNL)\s+([^\]\n]*)\]/g;
const INVISIBLE = /[\u00AD\u0640\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uE000]/g;

const CONTROL = /[\p{Cc}\p{Cs}]+/gu;

/** Remove what is not text: dialect marks, invisible characters, tatweel, control characters, unpaired surrogates. */
export function cleanText(text: string): string {
  const visible = text.includes('[!') ? text.replace(DIALECT, '$1') : text;
  return visible.replace(INVISIBLE, '').replace(CONTROL, ' ');
}

const BEYOND_ASCII = /[^\0-\x7F]/;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;
const DIGIT = /\p{Nd}/u;

/** Digit blocks start at a code point ending in 0 or 6: `٣`, `۳` and `३` are 3. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const last = code & 15;
  return String(last <= 9 && DIGIT.test(String.fromCodePoint(code - last)) ? last : last - 6);
}

/** NFKC: full width to plain, ligatures expanded, digits of any script to ASCII. */
export function compatible(text: string): string {
  return BEYOND_ASCII.test(text) ? text.normalize('NFKC').replace(OTHER_DIGIT, asciiDigit) : text;
}

/** Languages in which `I` and `İ` are capitals of different letters. */
const DOTLESS = new Set(['tr', 'az']);

/** Lower-case a word and apply NFKC. */
export function lower(word: string, language = 'und'): string {
  return DOTLESS.has(language) ? compatible(word).toLocaleLowerCase('tr') : compatible(word).toLowerCase();
}

/** Letters with a diacritic that Unicode does not decompose. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};
const MARKED = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');
/** Accents, and Arabic and Hebrew vowel points, which are often not typed. The vowel signs of Indic scripts are kept. */
const MARKS = /[\p{sc=Inherited}\u0591-\u05C7\u0610-\u061A\u0656-\u065F\u06D6-\u06ED]+/gu;

/** Remove diacritics from a lower-case word: `größe` becomes `grosse`. Not for Japanese, whose marks change the sound. */
export function foldMarks(word: string): string {
  if (!BEYOND_ASCII.test(word)) return word;
  return word
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(MARKED, (letter) => PLAIN[letter] ?? letter);
}

const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;

/**
 * Normalize a title or typed prefix for type-ahead: lower case, no diacritics, single spaces. Not stemmed,
 * since a prefix has no stem.
 */
export function typeaheadText(text: string): string {
  return foldMarks(lower(text)).replace(BETWEEN_WORDS, ' ').trim();
}

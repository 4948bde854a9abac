const DIALECT = /\[!(?:UICONTROL|DNL)\s+([^\]\n]*)\]/g;
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uE000]/g;

const CONTROL = /[\p{Cc}\p{Cs}]+/gu;

/** Take away what is not text: dialect marks, invisible characters, control characters, halves of surrogate pairs. */
export function cleanText(text: string): string {
  const visible = text.includes('[!') ? text.replace(DIALECT, '$1') : text;
  return visible.replace(INVISIBLE, '').replace(CONTROL, ' ');
}

/** Bring a word to lower case and compatible forms: full width to plain, ligatures apart. */
export function lower(word: string): string {
  return word.normalize('NFKC').toLowerCase();
}

const BEYOND_ASCII = /[^\0-\x7F]/;

/** Take marks off letters of a lower-case word: `größe` becomes `grosse`. Never for Japanese, whose marks are sounds. */
export function withoutMarks(word: string): string {
  if (!BEYOND_ASCII.test(word)) return word;
  return word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .normalize('NFC');
}

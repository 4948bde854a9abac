const HYPHENS = /[-‐‑]/g;
const VERSION = /^\d+(?:\.\d+){1,5}$/;
/** Pieces between separators; the dots of a version in it separate nothing: `Apache/2.4.10`, `AEM6.5.17`. */
const PIECES = /\d+(?:\.\d+){1,5}|(?:(?!\d+\.\d)[^.:/\\@#$&=+\-‐‑_])+/g;
const CAMEL = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{N}+/gu;
const MOST_PARTS = 16;
const LONGEST_WHOLE = 120;

export interface Identifier {
  /** In lower case without hyphens: `scm120008`, `xtk:session`. */
  readonly whole: string;
  /** Its parts in order, original case; empty if it has only one. */
  readonly parts: readonly string[];
}

/** `mcExec1` has the parts `Exec` and `mcExec`; `URLs` has none. */
function humpsOf(piece: string): readonly string[] {
  const humps = piece.match(CAMEL) ?? [];
  if (humps.length < 2) return [];
  const numbered = /^(.*\D)\d+$/.exec(piece)?.[1];
  const named = numbered !== undefined && humps.length > 2 ? [numbered] : [];
  return [...humps.filter((hump) => hump.length > 2 || /\d/.test(hump)), ...named];
}

/** `6.4.2` is also `6.4`. */
function versionParts(version: string): readonly string[] {
  const numbers = version.split('.');
  return numbers.slice(2).map((_, i) => numbers.slice(0, i + 2).join('.'));
}

/**
 * Split an identifier with separators, camel case or digits, so that it is found whole and by its parts.
 *
 * @param text - One chunk in NFKC, original case.
 * @returns Undefined for a plain word.
 */
export function parseIdentifier(text: string): Identifier | undefined {
  const whole = text.replace(HYPHENS, '').toLowerCase();
  if (VERSION.test(text)) return { whole, parts: versionParts(text) };
  const pieces = text.match(PIECES) ?? [];
  const parts = pieces.flatMap((piece) => {
    const smaller = VERSION.test(piece) ? versionParts(piece) : humpsOf(piece);
    return pieces.length === 1 ? smaller : [piece, ...smaller];
  });
  if (parts.length === 0) return undefined;
  return { whole: whole.slice(0, LONGEST_WHOLE), parts: parts.slice(0, MOST_PARTS) };
}

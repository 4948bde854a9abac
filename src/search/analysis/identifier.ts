/** Joints at which a name falls into parts; the hyphen and the underscore are among them. */
const JOINTS = /[.:/\\@#$&=+\-‐‑_]+/;
const HYPHENS = /[-‐‑]/g;
const VERSION = /^\d+(?:\.\d+){1,5}$/;
const CAMEL = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{N}+/gu;
const MOST_PARTS = 16;
const LONGEST_WHOLE = 120;

/** A name of a program's world, taken apart. */
export interface Identifier {
  /** In lower case, hyphens closed up: `scm120008`, `xtk:session`. */
  readonly whole: string;
  /** What it is made of, in order, not yet in lower case; empty when it is of one piece. */
  readonly parts: readonly string[];
}

/** `mcExec1` is `Exec` and `mcExec`; `URLs` is nothing but itself. */
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
 * Take a word with joints, humps or digits apart, so that it is found whole and in parts.
 *
 * @param text - One chunk in compatible forms (NFKC), case as written.
 * @returns Undefined for a plain word.
 */
export function parseIdentifier(text: string): Identifier | undefined {
  const whole = text.replace(HYPHENS, '').toLowerCase();
  if (VERSION.test(text)) return { whole, parts: versionParts(text) };
  const pieces = text.split(JOINTS).filter((piece) => piece !== '');
  const parts = pieces.flatMap((piece) => {
    return pieces.length === 1 ? humpsOf(piece) : [piece, ...humpsOf(piece)];
  });
  if (parts.length === 0) return undefined;
  return { whole: whole.slice(0, LONGEST_WHOLE), parts: parts.slice(0, MOST_PARTS) };
}

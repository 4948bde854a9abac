/** How a text is laid into lines. */
export interface LineOptions {
  readonly locale: string;
  /** In the unit of `measure`. */
  readonly width: number;
  readonly mostLines: number;
  /** Width of a piece of text set on one line. */
  readonly measure: (text: string) => number;
}

/** A text in lines. */
export interface BrokenText {
  readonly lines: readonly string[];
  /** Whether something is missing; the last line ends with an ellipsis then. */
  readonly isCut: boolean;
}

/** What must not begin a line, and what must not end one. @see https://www.w3.org/TR/jlreq/#characters_not_starting_a_line */
const NEVER_FIRST =
  /^[\p{Pe}\p{Pf}!%,.:;?、。，．・：；？！ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％…‥〜~]/u;
const NEVER_LAST = /[\p{Ps}\p{Pi}#$￥＄＃]$/u;
/** Scripts that are written without spaces. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー、。「」『』（）！？]/u;

/**
 * Break a text into lines of even length, as few as will do.
 *
 * Words stay whole, those of Chinese, Japanese and Thai too, and punctuation stays with its word; a word longer than a line is broken
 * where it must be. What does not fit is cut, with an ellipsis.
 */
export function breakLines(text: string, options: LineOptions): BrokenText {
  const pieces = splitPieces(text.trim().replace(/\s+/gu, ' '), options.locale);
  const lines = fill(pieces, options.width, options);
  if (lines.length > options.mostLines) {
    const rest = lines.slice(options.mostLines - 1).join('');
    return { lines: [...lines.slice(0, options.mostLines - 1), cut(rest, options)].map(trim), isCut: true };
  }
  return { lines: balance(pieces, lines, options).map(trim), isCut: false };
}

function trim(line: string): string {
  return line.trim();
}

/** Pieces that may stand at the end of a line, white space behind each. */
function splitPieces(text: string, locale: string): readonly string[] {
  const pieces: string[] = [];
  for (const { segment } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    const before = pieces.at(-1);
    if (before === undefined || mayBreak(before, segment)) pieces.push(segment);
    else pieces[pieces.length - 1] = before + segment;
  }
  return pieces;
}

function mayBreak(before: string, after: string): boolean {
  if (/^\s/u.test(after)) return false;
  if (/\s$/u.test(before)) return true;
  if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) return false;
  return UNSPACED.test(before.slice(-1)) || UNSPACED.test(after.slice(0, 1));
}

function fill(pieces: readonly string[], width: number, { measure, locale }: LineOptions): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      lines.push(line);
      line = '';
    }
    line += piece;
    if (measure(line.trimEnd()) > width) {
      const parts = breakWord(line, width, measure, locale);
      line = parts.pop() ?? '';
      lines.push(...parts);
    }
  }
  return line === '' ? lines : [...lines, line];
}

function breakWord(word: string, width: number, measure: LineOptions['measure'], locale: string): string[] {
  const parts = [''];
  for (const character of characters(word, locale)) {
    const part = parts.at(-1) ?? '';
    if (part !== '' && measure((part + character).trimEnd()) > width) parts.push(character);
    else parts[parts.length - 1] = part + character;
  }
  return parts;
}

/** The narrowest width that needs no more lines: no line stands nearly empty below full ones. */
function balance(
  pieces: readonly string[],
  lines: readonly string[],
  options: LineOptions,
): readonly string[] {
  if (lines.length < 2) return lines;
  let best = lines;
  let low = options.width / 2;
  let high = options.width;
  for (let i = 0; i < 7; i += 1) {
    const width = (low + high) / 2;
    const narrower = fill(pieces, width, options);
    if (narrower.length <= lines.length && !breaksAWord(narrower, pieces)) {
      best = narrower;
      high = width;
    } else low = width;
  }
  return best;
}

/** Whether a line ends where no piece ends. */
function breaksAWord(lines: readonly string[], pieces: readonly string[]): boolean {
  const ends = new Set<number>();
  let end = 0;
  for (const piece of pieces) ends.add((end += piece.length));
  end = 0;
  return lines.some((line) => !ends.has((end += line.length)));
}

function cut(rest: string, { locale, width, measure }: LineOptions): string {
  let line = '';
  for (const character of characters(rest, locale)) {
    if (measure(`${line}${character}…`) > width) break;
    line += character;
  }
  return `${line.trimEnd()}…`;
}

function characters(text: string, locale: string): string[] {
  return Array.from(
    new Intl.Segmenter(locale, { granularity: 'grapheme' }).segment(text),
    ({ segment }) => segment,
  );
}

import type { DiagnosticCode } from './diagnostic.js';

/** Deepest nesting of quotes, lists and HTML elements, since parsers recurse. */
const DEEPEST = 100;
/** Most starts and ends of quotes and lists, since the parser is quadratic in it. Real articles: 22. */
const MOST_CHANGES = 2000;

/** Most possible delimiters in a paragraph, since each is matched with earlier ones. Real articles: 95. */
const MOST_MARKS = 5000;

/** Elements that nest until closed. */
const NESTING_TAG =
  /<\/?(?:div|section|article|aside|main|form|fieldset|figure|center|span|ul|ol|dl|menu|table|blockquote|details)\b/gi;
const MARKERS = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])[ \t]))+/;
const FENCE = /^[\s>]*(?:[*+-]\s+|\d{1,9}[.)]\s+)?(`{3,}|~{3,})/;

/**
 * Check that a text is within the parser's limits of time and depth.
 *
 * @returns The exceeded limit; undefined for any realistic text.
 */
export function exceededLimit(
  body: string,
): { readonly code: DiagnosticCode; readonly message: string } | undefined {
  let [depth, changes, marks, mostMarks, open] = [0, 0, 0, 0, 0];
  let before = '';
  for (const line of linesOutsideCode(body.split('\n'))) {
    const isEmpty = line.trim() === '';
    marks = isEmpty ? 0 : marks + line.replace(/[^*_[\]~`]+/g, '').length;
    mostMarks = Math.max(mostMarks, marks);
    if (line.includes('<')) {
      for (const [tag] of line.replace(/`[^`]*`/g, '').matchAll(NESTING_TAG)) {
        open = Math.max(0, open + (tag.startsWith('</') ? -1 : 1));
        depth = Math.max(depth, open);
      }
    }
    // An empty line only ends a quote.
    if (isEmpty && !before.includes('>')) continue;
    const markers = MARKERS.exec(line)?.[0].replace(/\d+/, '1') ?? '';
    const count = markers.replace(/[^>*+\-.)]/g, '').length;
    depth = Math.max(depth, count);
    if (markers !== before || count > 1) changes += 1;
    before = markers;
  }
  if (depth > DEEPEST) {
    return { code: 'nesting-too-deep', message: `the text is nested more than ${DEEPEST} levels deep` };
  }
  if (mostMarks > MOST_MARKS) {
    return {
      code: 'too-many-marks',
      message: `a paragraph has more than ${MOST_MARKS} of the characters * _ [ ] ~ and backtick`,
    };
  }
  if (changes <= MOST_CHANGES) return undefined;
  return {
    code: 'too-many-lists',
    message: `the article has more than ${MOST_CHANGES} lists and quotes; split it`,
  };
}

function* linesOutsideCode(lines: readonly string[]): Generator<string> {
  let fence: string | undefined;
  for (const line of lines) {
    const mark = FENCE.exec(line)?.[1];
    if (fence === undefined) {
      yield line;
      fence = mark;
    } else if (mark?.startsWith(fence) === true) fence = undefined;
  }
}

import type { DiagnosticCode } from './diagnostic.js';

/** How deep quotes, lists and elements of HTML may stand inside each other; parsers recurse that far. */
const DEEPEST = 100;
/** How often quotes and lists may begin and end; the parser's time grows with the square of it. Real articles: 22. */
const MOST_CHANGES = 2000;

/** How many characters of one paragraph may open emphasis or a link; each is paired with those before it. Real articles: 95. */
const MOST_MARKS = 5000;

/** Elements that stand inside each other until they are closed. */
const NESTING_TAG =
  /<\/?(?:div|section|article|aside|main|form|fieldset|figure|center|span|ul|ol|dl|menu|table|blockquote|details)\b/gi;
const MARKERS = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])[ \t]))+/;
const FENCE = /^[\s>]*(?:[*+-]\s+|\d{1,9}[.)]\s+)?(`{3,}|~{3,})/;

/**
 * Look whether a text keeps within what the parser can read in reasonable time and depth.
 *
 * @returns The limit it exceeds; undefined for every text anyone would write.
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
    // An empty line ends a quote and nothing else.
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
    message: `lists and quotes begin and end more than ${MOST_CHANGES} times; split the article`,
  };
}

/** The lines that are not in a fenced block of code. */
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

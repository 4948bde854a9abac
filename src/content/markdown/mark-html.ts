import { decodeReferences } from '../../article/html.js';

/** A text to highlight in compiled HTML. */
export interface TextMark {
  /** Visible text with collapsed spaces, without emphasis marks and zero-width characters. */
  readonly text: string;
  /** Which of its occurrences, from 0. */
  readonly occurrence: number;
  /** Trusted HTML inserted before and after the match, in each text node. */
  readonly open: string;
  readonly close: string;
  /** Trusted HTML inserted once, after the match. */
  readonly after: string;
}

/** A tag written by our serializer, a character reference, or one character. */
const PART = /<\/?[a-z][a-z0-9]*(?:\s[^\s=>"]+(?:="[^"]*")?)*\s*\/?>|&[#a-zA-Z0-9]{1,32};|[^]/gu;
const UNSEEN = /[*`\\\u00AD\u200B-\u200D\u2060\uFEFF]/;
const ALL_UNSEEN = new RegExp(UNSEEN, 'g');
const SPACE = /\s/;

/** Normal form for comparison; see {@link TextMark}. */
function comparableText(text: string): string {
  return text.replace(ALL_UNSEEN, '').replace(/\s+/g, ' ').trim();
}

/** Count occurrences of a text in compiled HTML, across element boundaries. */
export function countInHtml(html: string, text: string): number {
  return findAll(readVisible(html), comparableText(text)).length;
}

/**
 * Highlight texts in compiled HTML.
 *
 * Works only on our own serializer's output, where every `<` outside a tag is escaped. A mark that would overlap an earlier one
 * is skipped, so that elements nest.
 *
 * @returns The HTML, and which marks were placed.
 */
export function markHtml(
  html: string,
  marks: readonly TextMark[],
): { readonly html: string; readonly placed: ReadonlySet<TextMark> } {
  const visible = readVisible(html);
  const taken = new Array<TextMark | undefined>(visible.parts.length).fill(undefined);
  const placed = new Set<TextMark>();
  for (const mark of marks) {
    const needle = comparableText(mark.text);
    const start = findAll(visible, needle)[mark.occurrence];
    if (start === undefined) continue;
    const indexes = visible.places.slice(start, start + needle.length);
    const [first = 0, last = 0] = [indexes[0], indexes.at(-1)];
    if (taken.slice(first, last + 1).some((other) => other !== undefined)) continue;
    for (let i = first; i <= last; i++) if (isMarkable(visible.parts, i)) taken[i] = mark;
    placed.add(mark);
  }
  return { html: write(visible.parts, taken), placed };
}

function write(parts: readonly string[], taken: readonly (TextMark | undefined)[]): string {
  const last = new Map(taken.map((mark, i) => [mark, i]));
  return parts
    .map((part, i) => {
      const mark = taken[i];
      if (mark === undefined) return part;
      const open = taken[i - 1] === mark ? '' : mark.open;
      const close = taken[i + 1] === mark ? '' : mark.close;
      return open + part + close + (last.get(mark) === i ? mark.after : '');
    })
    .join('');
}

interface VisibleText {
  readonly parts: readonly string[];
  /** The normalized text, and the origin of each of its UTF-16 units. */
  readonly text: string;
  readonly places: readonly number[];
}

function readVisible(html: string): VisibleText {
  const parts = html.match(PART) ?? [];
  const places: number[] = [];
  let text = '';
  parts.forEach((part, i) => {
    if (isTag(part) || UNSEEN.test(part)) return;
    const decoded = part.startsWith('&') ? decodeReferences(part) : part;
    const shown = SPACE.test(decoded) ? ' ' : decoded;
    if (shown === ' ' && (text === '' || text.endsWith(' '))) return;
    text += shown;
    places.push(...new Array<number>(shown.length).fill(i));
  });
  return { parts, text, places };
}

/** Text, except whitespace between elements. */
function isMarkable(parts: readonly string[], i: number): boolean {
  if (isTag(parts[i])) return false;
  return !SPACE.test(parts[i] ?? '') || !isTag(parts[i - 1]) || !isTag(parts[i + 1]);
}

function isTag(part: string | undefined): boolean {
  return part !== undefined && part.length > 1 && part.startsWith('<');
}

function findAll({ text }: VisibleText, needle: string): readonly number[] {
  const found: number[] = [];
  if (needle === '') return found;
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length))
    found.push(at);
  return found;
}

import type { Html, Nodes, Root, Text, Code } from 'mdast';
import { remark } from 'remark';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkGfm from 'remark-gfm';
import { isStructureTag, OPAQUE_TAGS } from './html-tags.js';
import { joinTwoDigitItems, linesToIndent } from './two-digit-items.js';
import { markdownToMdast } from 'satteri';

const OPTIONS = { features: { gfm: true, frontmatter: false } };

/**
 * Parse CommonMark with GFM: tables, strikethrough, autolinks, task lists and footnotes.
 *
 * @param text - Markdown without front matter; of any size, in any script.
 * @returns Standard mdast; positions count lines and columns from 1 and offsets in UTF-16 units of `text`.
 */
export function parseMarkdown(text: string): Root {
  return bySatteri.parse(text);
}

/** remark with satteri as its parser: the same tree as `remark-parse` with `remark-gfm` (the oracle in tests) in a tenth of the time. */
const bySatteri = remark()
  .use(function () {
    this.parser = (text) => {
      const root = markdownToMdast(text, OPTIONS);
      if (root.type !== 'root') throw new Error(`satteri gave ${root.type} as its root`);
      evenOut(root, text);
      return root;
    };
  })
  .freeze();

/**
 * Work around satteri 0.10.5 splitting nodes: text around an autolink, and indented code with an empty line in it after
 * a list (`- a\n-     b\n\n      c`). A single tilde is not strikethrough: `12~24 hours`.
 */
function evenOut(node: Nodes, text: string): void {
  if (!('children' in node)) return;
  const { children }: { children: Nodes[] } = node;
  for (let at = children.length - 1; at >= 0; at -= 1) {
    const child = children[at];
    if (child?.type === 'delete' && !text.startsWith('~~', child.position?.start.offset)) {
      children.splice(at, 1, tilde(), ...child.children, tilde());
      at += child.children.length + 2;
      continue;
    }
    const next = children[at + 1];
    if (child?.type === 'text' && next?.type === 'text') {
      append(child, next, '');
      children.splice(at + 1, 1);
    } else if (isIndentedCode(child, text) && isIndentedCode(next, text)) {
      const lines = (next.position?.start.line ?? 0) - (child.position?.end.line ?? 0);
      append(child, next, '\n'.repeat(lines));
      children.splice(at + 1, 1);
    } else if (child) evenOut(child, text);
  }
}

function tilde(): Text {
  return { type: 'text', value: '~' };
}

function append(before: Text | Code, node: Text | Code, gap: string): void {
  before.value += gap + node.value;
  if (before.position && node.position) before.position.end = node.position.end;
}

function isIndentedCode(node: Nodes | undefined, text: string): node is Code {
  return node?.type === 'code' && !/[`~]/.test(text.charAt(node.position?.start.offset ?? 0));
}

/** An article's text and tree; positions refer to the text. */
export interface ParsedArticle {
  readonly text: string;
  readonly root: Root;
}

/** Most repair passes; real texts need fewer. */
const MOST_PASSES = 20;

/** remark with its own parser, for CJK emphasis that CommonMark misses; five times slower. */
const byRemark = remark()
  .use(remarkGfm, { singleTilde: false })
  .use(remarkCjkFriendly)
  .use(remarkCjkStrikethrough, { singleTilde: false })
  .freeze();

/**
 * Parse an article's body, repairing damage from the export and translation tools.
 *
 * Repairs are made on the tree; the text is changed only where CommonMark's block structure would be wrong: lines that only
 * look empty, inline tags at the start of a block, and items absorbed by the preceding paragraph. Code is never touched, and line numbers do not change.
 *
 * @param body - Markdown without front matter, lines ended by LF.
 */
export function parseArticle(body: string): ParsedArticle {
  let text = body;
  let root = parseMarkdown(text);
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const respelled = respell(text, root);
    if (respelled === text) break;
    text = respelled;
    root = parseMarkdown(text);
  }
  if (leavesCjkMarks(root)) root = byRemark.parse(text);
  joinTwoDigitItems(root, text);
  return { text, root };
}

/** The editor's empty paragraphs; Markdown would join the paragraphs around them. */
const SEEMS_EMPTY = /^[ \t]*[\u00A0\u200B\u3000][ \t\u00A0\u200B\u3000]*$/;
const SEEMS_EMPTY_SOMEWHERE = new RegExp(SEEMS_EMPTY.source, 'm');

function respell(text: string, root: Root): string {
  const untouched: Nodes[] = [];
  const joiners: number[] = [];
  visitBlocks(root, (node) => {
    if (node.type === 'code') untouched.push(node);
    if (node.type !== 'html') return;
    if (startsInline(node)) joiners.push(node.position?.start.offset ?? 0);
    else untouched.push(node);
  });
  let respelled = text;
  // From the end, so that earlier offsets stay valid.
  for (const offset of joiners.reverse())
    respelled = `${respelled.slice(0, offset)}\u2060${respelled.slice(offset)}`;
  const shifted = new Set(linesToIndent(root, text));
  if (shifted.size === 0 && !SEEMS_EMPTY_SOMEWHERE.test(respelled)) return respelled;
  const lines = respelled.split('\n');
  const keptLines = new Set<number>();
  for (const { position } of untouched)
    for (let line = position?.start.line ?? 0; line <= (position?.end.line ?? -1); line += 1)
      keptLines.add(line);
  return lines
    .map((line, index) => {
      if (SEEMS_EMPTY.test(line) && !keptLines.has(index + 1)) return '';
      return shifted.has(index + 1) && line !== '' ? ` ${line}` : line;
    })
    .join('\n');
}

/**
 * Whether an HTML block begins with an inline tag (`<b>` alone on a line), whose Markdown CommonMark would not parse. A
 * word joiner before the tag makes it a paragraph.
 */
function startsInline({ value }: Html): boolean {
  const name = /^<\/?([a-z][\w:-]*)/i.exec(value)?.[1]?.toLowerCase();
  return name !== undefined && !isStructureTag(name) && !OPAQUE_TAGS.has(name);
}

const CJK =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}\\u3000-\\u303F\\uFF00-\\uFFEF]';
const CJK_MARK = new RegExp(`${CJK}(?:\\*|~~)|(?:\\*|~~)${CJK}`, 'u');

/** Whether emphasis delimiters next to CJK characters were left as text, since CommonMark expects spaces there. */
function leavesCjkMarks(node: Nodes): boolean {
  if (node.type === 'text') return /[*~]/.test(node.value) && CJK_MARK.test(node.value);
  return 'children' in node && node.children.some((child) => leavesCjkMarks(child));
}

function visitBlocks(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'table') return;
  if ('children' in node) for (const child of node.children) visitBlocks(child, visit);
}

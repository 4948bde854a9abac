import type { Paragraph, PhrasingContent, RootContent } from 'mdast';
import { inlineText } from './markdown/visible-text.js';
import { labelMeaning } from './author-words.js';

/** A block, or a label found at the start of one. */
export type OutlineItem =
  | { readonly kind: 'block'; readonly node: RootContent }
  | {
      readonly kind: 'label';
      readonly text: string;
      /** A heading, a separate bold line, or bold words before the text (`<b>Note:</b> …`). */
      readonly form: 'heading' | 'line' | 'run-in';
      readonly depth: number;
      readonly id: string | undefined;
      readonly children: PhrasingContent[];
      readonly line: number;
    };

const LONGEST_LABEL = 80;
/** Separator between bold words and the text they label: a colon or dash. */
const BEHIND_LABEL = /^\s*(?:[:：]|[-–—](?=\s))\s*/;
const SENTENCE_END = /[.!?;,。！？；、，]\s*$/;

/**
 * Find the labels in a block.
 *
 * A label is a heading of level 3 or below, or an entirely bold line; its text may follow on the next line of
 * the same paragraph, which is then split.
 */
export function findLabels(node: RootContent): OutlineItem[] {
  if (node.type === 'heading') {
    const id = node.data?.hProperties?.['id'];
    return [
      {
        kind: 'label',
        text: inlineText(node).trim(),
        form: 'heading',
        depth: node.depth,
        id: typeof id === 'string' ? id : undefined,
        children: unwrap(node.children),
        line: node.position?.start.line ?? 1,
      },
    ];
  }
  return node.type === 'paragraph' ? splitParagraph(node) : [{ kind: 'block', node }];
}

function splitParagraph(paragraph: Paragraph): OutlineItem[] {
  const line = paragraph.position?.start.line ?? 1;
  const inverted = invertedLabel(paragraph, line) ?? runInLabel(paragraph, line);
  if (inverted !== undefined) return inverted;
  const lines = splitLines(paragraph.children);
  if (!lines.some((content) => isLabelLine(content))) return [{ kind: 'block', node: paragraph }];
  const items: OutlineItem[] = [];
  let pending: PhrasingContent[] = [];
  const flush = (): void => {
    const isShown = (child: PhrasingContent): boolean =>
      inlineText(child).trim() !== '' || child.type === 'image';
    const children = pending.filter((child, i) => i > 0 || isShown(child));
    const node: Paragraph = { ...paragraph, children };
    if (children.some(isShown)) items.push(...(runInLabel(node, line) ?? [{ kind: 'block', node } as const]));
    pending = [];
  };
  lines.forEach((content, index) => {
    if (isLabelLine(content)) {
      flush();
      items.push(label('line', content, line + index));
    } else {
      if (pending.length > 0) pending.push({ type: 'text', value: '\n' });
      pending.push(...content);
    }
  });
  flush();
  return items;
}

/** `Workaround<b>⏎text`: tags misplaced by the export, with the label outside and the text inside. */
function invertedLabel(paragraph: Paragraph, line: number): OutlineItem[] | undefined {
  const [first, second, ...rest] = paragraph.children;
  if (first?.type !== 'text' || second?.type !== 'strong' || labelMeaning(first.value) === undefined)
    return undefined;
  if (!/^\s*\n/.test(inlineSource(second))) return undefined;
  const body: Paragraph = { ...paragraph, children: [second, ...rest] };
  return [label('line', [first], line), { kind: 'block', node: body }];
}

/** `<b>Note:</b> text`: only for known words. */
function runInLabel(paragraph: Paragraph, line: number): OutlineItem[] | undefined {
  const [first, second, ...rest] = paragraph.children;
  if (first?.type !== 'strong' || second?.type !== 'text') return undefined;
  const words = inlineText(first).trim();
  const colonInside = /[:：]$/.test(words);
  if (!colonInside && !BEHIND_LABEL.test(second.value)) return undefined;
  if (labelMeaning(words) === undefined) return undefined;
  const value = second.value.replace(colonInside ? /^\s+/ : BEHIND_LABEL, '');
  if (rest.length === 0 && value.trim() === '') return undefined;
  const body: Paragraph = { ...paragraph, children: [{ ...second, value }, ...rest] };
  return [label('run-in', [first], line), { kind: 'block', node: body }];
}

function label(form: 'line' | 'run-in', children: PhrasingContent[], line: number): OutlineItem {
  const text = textOf(children).trim();
  return { kind: 'label', text, form, depth: 3, id: undefined, children: unwrap(children), line };
}

/** Split phrasing content at soft and hard line breaks. */
function splitLines(children: readonly PhrasingContent[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const child of children) {
    if (child.type === 'break') lines.push([]);
    else if (child.type === 'text') {
      child.value.split('\n').forEach((value, index) => {
        if (index > 0) lines.push([]);
        if (value !== '') lines.at(-1)?.push({ ...child, value });
      });
    } else lines.at(-1)?.push(child);
  }
  return lines;
}

/** Whether a line is entirely bold and short enough to be a label. */
function isLabelLine(content: readonly PhrasingContent[]): boolean {
  const said = content.filter((child) => !(child.type === 'text' && /^[\s:：]*$/.test(child.value)));
  if (said.length === 0 || !said.every(isBold)) return false;
  const text = textOf(content).trim();
  if (text === '') return false;
  return labelMeaning(text) !== undefined || (text.length <= LONGEST_LABEL && !SENTENCE_END.test(text));
}

function isBold(node: PhrasingContent): boolean {
  if (node.type === 'strong') return !inlineSource(node).includes('\n');
  return node.type === 'inlineElement' && node.data.hName === 'u' && node.children.every(isBold);
}

/** The text with its soft line breaks, which `inlineText` folds. */
function inlineSource(node: PhrasingContent): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(inlineSource).join('') : '';
}

/** A sub-heading is bold by itself. */
function unwrap(children: readonly PhrasingContent[]): PhrasingContent[] {
  return children.flatMap((child) => {
    if (child.type === 'strong') return child.children;
    if (child.type === 'inlineElement' && child.data.hName === 'u') return unwrap(child.children);
    return [child];
  });
}

/** A bullet character that Markdown treats as text. */
const BULLET = /^\s*[•·・‣▪]\s/;

/**
 * Preserve lines that authors meant to be separate: bold lines that are not sub-headings (in list items, quotes and
 * notes), and lines with a bullet Markdown does not recognize.
 *
 * Markdown joins the lines of a paragraph, so that `<b>Example</b>` would end up in the middle of the text.
 *
 * @param node - A block; its paragraphs are modified.
 */
export function keepOwnLines(node: RootContent): void {
  if (
    node.type === 'list' ||
    node.type === 'listItem' ||
    node.type === 'blockquote' ||
    node.type === 'admonition'
  )
    for (const child of node.children) keepOwnLines(child);
  else if (node.type === 'paragraph') node.children = breakLines(node.children);
}

function breakLines(children: PhrasingContent[]): PhrasingContent[] {
  const lines = splitLines(children).filter((line) => textOf(line).trim() !== '');
  if (lines.length < 2 || !lines.some((line) => isLabelLine(line) || BULLET.test(textOf(line))))
    return children;
  return lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'break' }, ...line]));
}

function textOf(line: readonly PhrasingContent[]): string {
  return line.map(inlineText).join('');
}

import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** Every visible word and every run of bold words, with their counts. */
export interface VisibleWords {
  readonly words: ReadonlyMap<string, number>;
  readonly bold: ReadonlyMap<string, number>;
}

/** A stretch of text, bold or not. */
interface Run {
  readonly text: string;
  readonly isBold: boolean;
}

/** A block of text, such as a paragraph; words never span blocks. */
type Block = readonly Run[];

const plainMarkdown = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).freeze();

/** Elements whose content is not visible text. */
const UNSEEN =
  /<(script|style|iframe|object|embed|noscript|template|svg|math|textarea|select|audio|video|canvas|title|xmp)\b[^]*?(?:<\/\1\s*>|$)/gi;
/** Meaningless alternative texts: file names, Base64. */
const NO_ALT = /^[\w+/]{16,}={0,2}$|\.(?:png|jpe?g|gif|webp|svg)$/i;

/**
 * Read the visible words of an article file without our own dialect: a plain Markdown tree, raw tags ignored, the export's few marks removed
 * by hand.
 *
 * @param file - The whole file, including front matter.
 * @param masked - Matches what is left out on purpose, such as internal URLs; with the `g` flag.
 */
export function wordsOfSource(file: string, masked = /(?!)/g): VisibleWords {
  const body = file
    .replaceAll('\r\n', '\n')
    .replace(/^---\n[^]*?\n---[ \t]*(?:\n|$)/, '')
    .replace(/data:image\/[^\s)]*/g, 'inline.png')
    .replace(/<!--[^]*?(?:-->|$)/g, '')
    // A word joiner before the tag keeps CommonMark from reading the lines below it as raw HTML.
    .replace(/^(\s*(?:(?:[-*+>]|\d+[.)])\s*)*)(?=<\/?[a-z])/gim, '$1\u2060');
  const blocks: Block[] = [];
  collectBlocks(plainMarkdown.parse(body), blocks);
  return count(
    blocks.map((block) => block.map((run) => ({ ...run, text: run.text.replace(masked, ' ') }))),
    false,
  );
}

/**
 * Read the visible words of compiled HTML. Headings count as bold; UI labels, which only look bold, do not.
 *
 * @param headings - Texts displayed as titles elsewhere.
 */
export function wordsOfHtml(html: string, headings: readonly string[] = []): VisibleWords {
  const blocks: Block[] = headings.map((text) => [{ text, isBold: true }]);
  let block: Run[] = [];
  const close = (): void => {
    if (block.length > 0) blocks.push(block);
    block = [];
  };
  const visit = (node: DefaultTreeAdapterTypes.Node, isBold: boolean): void => {
    if ('value' in node) block.push({ text: node.value, isBold });
    if (!('childNodes' in node)) return;
    const name = node.nodeName;
    const attributes = 'attrs' in node ? node.attrs : [];
    const isInterface = attributes.some(({ name, value }) => name === 'class' && value === 'uicontrol');
    const isInline = /^(?:strong|b|em|u|del|code|kbd|sub|sup|span|a)$/.test(name);
    if (!isInline) close();
    const alt = attributes.find((attribute) => attribute.name === 'alt');
    if (alt) blocks.push([{ text: alt.value, isBold }]);
    for (const child of node.childNodes)
      visit(child, isBold || /^(?:strong|h[2-6]|th)$/.test(name) || (name === 'b' && !isInterface));
    if (!isInline) close();
  };
  visit(parseFragment(html), false);
  close();
  return count(blocks, true);
}

/** Words and bold runs of the source that the result lacks, each as often as it is missing. */
export function lostWords(source: VisibleWords, result: VisibleWords): string[] {
  return [
    ...missing(source.words, (word) => result.words.get(word) ?? 0),
    ...missing(new Map([...source.bold.keys()].map((run) => [run, occurrences(run, source.bold)])), (run) =>
      occurrences(run, result.bold),
    ).map((run) => `bold: ${run}`),
  ];
}

/** How often a bold run occurs in some runs, alone or within a longer one. */
function occurrences(run: string, runs: ReadonlyMap<string, number>): number {
  return [...runs].reduce(
    (sum, [other, times]) => sum + times * (` ${other} `.split(` ${run} `).length - 1),
    0,
  );
}

function missing(wanted: ReadonlyMap<string, number>, found: (word: string) => number): string[] {
  return [...wanted].flatMap(([word, times]) => {
    const lost = times - found(word);
    return lost > 0 ? [lost === 1 ? word : `${word} (${lost} times)`] : [];
  });
}

function collectBlocks(node: Nodes, blocks: Block[]): void {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
    case 'tableCell': {
      const runs: Run[] = [];
      const state = { bold: 0 };
      for (const child of node.children) collectRuns(child, state, 0, runs);
      blocks.push(withoutMarks(runs, node.type === 'heading'));
      return;
    }
    case 'code':
      blocks.push([{ text: node.value, isBold: false }]);
      return;
    case 'html':
      blocks.push([{ text: withoutTags(node.value), isBold: false }]);
      return;
    default:
      if ('children' in node) for (const child of (node as Root).children) collectBlocks(child, blocks);
  }
}

function collectRuns(node: Nodes, state: { bold: number }, depth: number, runs: Run[]): void {
  const isBold = depth > 0 || state.bold > 0;
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      runs.push({ text: node.value, isBold });
      break;
    case 'break':
      runs.push({ text: '\n', isBold });
      break;
    case 'image':
      if (!NO_ALT.test(node.alt?.trim() ?? '')) runs.push({ text: ` ${node.alt ?? ''} `, isBold: false });
      break;
    case 'html': {
      const tag = /^<(\/?)(\w+)/.exec(node.value);
      if (/^(?:b|strong)$/i.test(tag?.[2] ?? '')) state.bold = Math.max(0, state.bold + (tag?.[1] ? -1 : 1));
      runs.push({
        text: /^<(?:br|p|div|li|tr)\b/i.test(node.value) ? '\n' : withoutTags(node.value),
        isBold,
      });
      break;
    }
    default:
      if ('children' in node)
        for (const child of node.children)
          collectRuns(child, state, depth + (node.type === 'strong' ? 1 : 0), runs);
  }
}

/** Known tags are removed; `<port>` is an author's text. */
function withoutTags(html: string): string {
  return html.replace(UNSEEN, '').replace(/<[^>]*>/g, (tag) => {
    const name = /^<\/?([a-z][a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
    return KNOWN_TAGS.has(name) ? '' : tag;
  });
}

const KNOWN_TAGS: ReadonlySet<string> = new Set(
  'a b br button code del div em font h1 h2 h3 h4 i iframe img input kbd li ol p pre script small span strong style sub sup table tbody td th thead title tr u ul'.split(
    ' ',
  ),
);

function withoutMarks(runs: readonly Run[], isHeading: boolean): Run[] {
  return runs.map(({ text, isBold }, index) => ({
    text: text
      .replace(/\[!(?:UICONTROL|DNL)\s+([^[\]]*)\]/g, '$1')
      // A list marker that is text in CommonMark and a list here.
      .replace(/^ *\d{1,2}[.)] /gm, '')
      .replace(/^\s*!VIDEO$|^\[!(?:NOTE|TIP|IMPORTANT|CAUTION|WARNING)\]/i, '')
      // Bare URLs contain references that Markdown leaves as they are.
      .replace(/&(?:amp|quot|apos|lt|gt|#39);/g, ' ')
      .replace(isHeading && index === runs.length - 1 ? /\s*\{#[\w-]+\}\s*$/ : /(?!)/, ''),
    isBold: isBold || isHeading,
  }));
}

function count(blocks: readonly Block[], across: boolean): VisibleWords {
  const words = new Map<string, number>();
  const bold = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string): void => {
    if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const block of blocks) {
    for (const word of wordsOf(block.map((run) => run.text).join(''))) add(words, word);
    for (const run of boldRuns(block, across)) add(bold, wordsOf(run).join(' '));
  }
  return { words, bold };
}

/**
 * Bold stretches of a block, line by line.
 *
 * @param across - Whether white space between two of them counts as bold.
 */
function boldRuns(block: Block, across: boolean): string[] {
  const runs = [''];
  for (const { text, isBold } of block) {
    if (isBold || text === '' || (across && text.trim() === '')) runs.push((runs.pop() ?? '') + text);
    else runs.push('');
  }
  return runs.flatMap((run) => run.split('\n'));
}

function wordsOf(text: string): string[] {
  return text.replace(/[\u200B\u2060\uFEFF]/g, '').match(/[\p{L}\p{N}_]+/gu) ?? [];
}

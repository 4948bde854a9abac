import { fromHtml } from 'hast-util-from-html';
import { defaultHandlers, toMdast, type Handle } from 'hast-util-to-mdast';
import type { Link, Nodes, Parents, Root, Text } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { defaultHandlers as writers, type Info, type State } from 'mdast-util-to-markdown';
import { remark } from 'remark';
import { tidyEmphasis } from './tidy-emphasis.js';

/** The rest of a character reference. */
const REFERENCE = '#?[A-Za-z0-9]{1,32};';

const writer = remark()
  .data('toMarkdownExtensions', [gfmTableToMarkdown({ tablePipeAlign: false }), gfmStrikethroughToMarkdown()])
  .data('settings', {
    bullet: '-',
    emphasis: '*',
    rule: '-',
    listItemIndent: 'one',
    incrementListMarker: true,
    resourceLink: true,
    // Only an ampersand that would start a character reference is escaped: `R&D`, `?a=1&b=2`.
    unsafe: [{ character: '&', after: REFERENCE, inConstruct: 'phrasing' }],
    handlers: {
      root: (node: Root, parent: Parents | undefined, state: State, info: Info) => {
        state.unsafe = state.unsafe.filter(
          ({ character, after }) => character !== '&' || after === REFERENCE,
        );
        return writers.root(node, parent, state, info);
      },
      // Underscores inside words are not escaped, so that identifiers stay readable.
      text: (node: Text, _parent: unknown, state: State, info: Info) =>
        state.safe(node.value, info).replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_'),
    },
  })
  .freeze();

/** Elements with custom Markdown output. */
const HANDLERS: Readonly<Record<string, Handle>> = {
  // A cell is one line.
  li: (state, element) =>
    state.inTable
      ? [...state.all(element), { type: 'text', value: ' ' }]
      : defaultHandlers.li(state, element),
  ul: (state, element) => (state.inTable ? state.all(element) : defaultHandlers.ul(state, element)),
  ol: (state, element) => (state.inTable ? state.all(element) : defaultHandlers.ol(state, element)),
  aside: (state, element) => ({ type: 'blockquote', children: state.toFlow(state.all(element)) }),
  u: (state, element) => state.all(element),
  p: (state, element) => {
    const isTitle = String(element.properties.className).includes('admonition-title');
    const blocks = state.toFlow(state.all(element));
    const [paragraph] = blocks;
    if (!isTitle || paragraph?.type !== 'paragraph') return blocks;
    return { ...paragraph, children: [{ type: 'strong', children: paragraph.children }] };
  },
};

/**
 * Convert an article's HTML to Markdown for language models, chats and tickets.
 *
 * @param html - Output of `renderHtml`.
 * @param base - Origin for URLs that start with `/`.
 */
export function toMarkdown(html: string, base = ''): string {
  const root = toMdast(fromHtml(html, { fragment: true }), { handlers: HANDLERS, document: true });
  if (root.type !== 'root') return '';
  prepare(root, base);
  return stringify(root);
}

/** Escape plain text as one line of Markdown. */
export function plainMarkdown(text: string): string {
  return stringify({ type: 'root', children: [{ type: 'paragraph', children: [oneLine(text)] }] });
}

/** Write a link with escaped text. */
export function linkMarkdown(text: string, url: string): string {
  const link: Link = { type: 'link', url, children: [oneLine(text)] };
  return stringify({ type: 'root', children: [{ type: 'paragraph', children: [link] }] });
}

function oneLine(text: string): Text {
  return { type: 'text', value: text.replace(/\s+/gu, ' ').trim() };
}

function stringify(root: Root): string {
  return writer.stringify(root).trimEnd();
}

/** Makes URLs absolute, writes simple lists tightly, and emphasis so that it can be read. */
function prepare(node: Nodes, base: string): void {
  if ((node.type === 'link' || node.type === 'image') && node.url.startsWith('/')) node.url = base + node.url;
  if ('children' in node) for (const child of node.children) prepare(child, base);
  switch (node.type) {
    case 'paragraph':
    case 'heading':
    case 'tableCell':
    case 'link':
    case 'strong':
    case 'emphasis':
    case 'delete':
      node.children = tidyEmphasis(node.children, node);
      break;
    case 'list':
      for (const item of node.children)
        item.spread = item.children.filter((child) => child.type !== 'list').length > 1;
      node.spread = node.children.some((item) => item.spread);
      break;
    default:
  }
}

import type {
  Code,
  FootnoteDefinition,
  InlineCode,
  Link,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
} from 'mdast';
import { endAutolinks } from './autolink.js';
import { resolveBlockquote } from './blockquote.js';
import type { Dialect } from './dialect.js';
import { resolveCodeTable, unescapeExport } from './export-code.js';
import { resolveHeadingId } from './heading-id.js';
import { resolveImage } from './image.js';
import { resolveInlineHtml } from './inline-html.js';
import { resolveLink, maskPrivate } from './link.js';
import type { ParsedArticle } from './parse-article.js';
import { resolveRawHtml } from './raw-html.js';
import { resolveFootnotes, resolveReferences } from './references.js';
import { text } from './nodes.js';
import { resolveUiControls } from './ui-control.js';

/** A tree of standard Markdown nodes and our own, with footnotes extracted. */
export interface ResolvedArticle {
  readonly root: Root;
  readonly footnotes: readonly FootnoteDefinition[];
}

/**
 * Resolve all dialect constructs, leaving only standard Markdown nodes and our own.
 *
 * @param article - From `parseArticle`; its tree is modified.
 */
export function applyDialect({ root, text }: ParsedArticle, dialect: Dialect): ResolvedArticle {
  endAutolinks(root, text);
  resolveReferences(root);
  const footnotes = resolveFootnotes(root);
  root.children = blocks(root.children, dialect);
  for (const definition of footnotes) definition.children = blocks(definition.children, dialect);
  return { root, footnotes };
}

function blocks<Content extends RootContent>(children: Content[], dialect: Dialect): Content[];
function blocks(children: RootContent[], dialect: Dialect): RootContent[] {
  return resolveRawHtml(children, dialect).flatMap((child) => block(child, dialect));
}

function block(node: RootContent, dialect: Dialect): RootContent[] {
  switch (node.type) {
    case 'paragraph':
      node.children = trimBreaks(inline(node.children, dialect));
      return hasContent(node) ? [node] : [];
    case 'heading':
      node.children = inline(node.children, dialect);
      return [resolveHeadingId(node)];
    case 'blockquote': {
      const quote = resolveBlockquote(node, dialect);
      if (quote.type === 'blockquote' || quote.type === 'admonition')
        quote.children = nested(quote.children, dialect);
      else if (quote.type === 'paragraph') quote.children = phrasing(quote.children, dialect);
      return [quote];
    }
    case 'list':
      for (const item of node.children) {
        markTask(item);
        item.children = nested(item.children, dialect);
      }
      return [node];
    case 'table':
      for (const row of node.children)
        for (const cell of row.children) cell.children = inline(cell.children, dialect);
      return [resolveCodeTable(node) ?? node];
    case 'details':
      node.children = nested(node.children, dialect);
      return [node];
    case 'summary':
      node.children = inline(node.children, dialect);
      return [node];
    case 'code':
      return [code(node, dialect)];
    case 'html':
    case 'definition':
      return [];
    default:
      return [node];
  }
}

/** Nested blocks: headings in them are below those of sections and parts. */
function nested<Content extends RootContent>(children: Content[], dialect: Dialect): Content[] {
  const resolved = blocks(children, dialect);
  for (const child of resolved) if (child.type === 'heading' && child.depth < 3) child.depth = 3;
  return resolved;
}

function inline(children: readonly PhrasingContent[], dialect: Dialect): PhrasingContent[] {
  return phrasing(resolveInlineHtml(children, dialect), dialect);
}

function phrasing(
  children: readonly PhrasingContent[],
  dialect: Dialect,
  isInLink = false,
): PhrasingContent[] {
  const raw = unescapeExport(children);
  const resolved = raw.flatMap((child, at) => {
    const pieces = piece(child, dialect, isInLink);
    return child.type === 'image' && pieces[0]?.type === 'link'
      ? setApart(pieces, raw[at - 1], raw[at + 1])
      : pieces;
  });
  return resolveUiControls(resolved, dialect);
}

function piece(node: PhrasingContent, dialect: Dialect, isInLink: boolean): PhrasingContent[] {
  switch (node.type) {
    case 'text': {
      // Zero-width characters are only for the parser.
      const value = node.value.replace(/[\u200B\u2060\uFEFF]/g, '');
      return value === '' ? [] : [{ ...node, value: maskPrivate(value, dialect, node) }];
    }
    case 'inlineCode':
      return [code(node, dialect)];
    case 'image':
      return resolveImage(node, dialect, isInLink);
    case 'link':
      return isInLink ? phrasing(node.children, dialect, true) : link(node, dialect);
    default:
      if ('children' in node) node.children = phrasing(node.children, dialect, isInLink);
      return [node];
  }
}

/** The content of a dropped link may itself contain links. */
function link(node: Link, dialect: Dialect): PhrasingContent[] {
  const raw = new Set<PhrasingContent>(node.children);
  const nodes = resolveLink(node, dialect);
  const isResolved = (child: PhrasingContent): child is Link => child.type === 'link' && !raw.has(child);
  if (!nodes.some(isResolved)) return phrasing(nodes, dialect);
  return nodes.map((child) =>
    isResolved(child) ? { ...child, children: phrasing(child.children, dialect, true) } : child,
  );
}

/** Code is left-to-right whatever surrounds it. */
function code<Node extends Code | InlineCode>(node: Node, dialect: Dialect): Node {
  const data = dialect.isRightToLeft && { data: { hProperties: { dir: 'ltr' } } };
  return { ...node, value: maskPrivate(node.value, dialect, node), ...data };
}

/** Keep the box of a remote picture apart from adjacent text. */
function setApart(
  pieces: readonly PhrasingContent[],
  before: PhrasingContent | undefined,
  after: PhrasingContent | undefined,
): PhrasingContent[] {
  const isClose = (node: PhrasingContent | undefined, edge: RegExp): boolean =>
    node !== undefined && node.type !== 'break' && !(node.type === 'text' && edge.test(node.value));
  return [
    ...(isClose(before, /\s$/) ? [text(' ')] : []),
    ...pieces,
    ...(isClose(after, /^(?:\s|$)/) ? [text(' ')] : []),
  ];
}

/** `- [x] done`: the checkbox becomes a character, so that every format shows it. */
function markTask(item: ListItem): void {
  if (typeof item.checked !== 'boolean') return;
  const box = text(item.checked ? '☑ ' : '☐ ');
  item.checked = null;
  const [first] = item.children;
  if (first?.type === 'paragraph') first.children.unshift(box);
  else item.children.unshift({ type: 'paragraph', children: [box] });
}

/** A break at the edge of a paragraph would add an empty line. */
function trimBreaks(children: readonly PhrasingContent[]): PhrasingContent[] {
  const first = children.findIndex((child) => child.type !== 'break');
  const end = children.findLastIndex((child) => child.type !== 'break');
  const last = children[end];
  if (last === undefined) return [];
  const kept = last.type === 'text' ? { ...last, value: withoutClosingBreak(last.value) } : last;
  return [...children.slice(first, end), kept];
}

/** Translations write hard breaks as backslashes, which are visible at the end of a paragraph; `C:\` is kept. */
function withoutClosingBreak(value: string): string {
  return /(?:^|[^\\])\\$/.test(value) && !/(?:\b[a-z]:|\\\S*)\\$/i.test(value) ? value.slice(0, -1) : value;
}

function hasContent(paragraph: Paragraph): boolean {
  return paragraph.children.some(
    (child) => child.type !== 'break' && !(child.type === 'text' && child.value.trim() === ''),
  );
}

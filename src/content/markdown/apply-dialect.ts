import type { Html, Link, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { resolveBlockquote } from './blockquote.js';
import { resolveCodeTable } from './code-table.js';
import type { Dialect } from './dialect.js';
import { unescapeExport } from './export-escape.js';
import { resolveHeadingId } from './heading-id.js';
import { resolveImage } from './image.js';
import { resolveInlineHtml } from './inline-html.js';
import { linkText, resolveLink } from './link.js';
import { maskPrivate } from './mask-private.js';
import { resolveReferences } from './references.js';
import { resolveUiControls } from './ui-control.js';

/**
 * Resolve every construct of the articles' dialect, so that only plain Markdown nodes and our own are left.
 *
 * @param root - A tree fresh from `parseMarkdown`; its blocks are changed in place.
 */
export function applyDialect(root: Root, dialect: Dialect): Root {
  resolveReferences(root);
  root.children = blocks(root.children, dialect);
  return root;
}

function blocks<Content extends RootContent>(children: readonly Content[], dialect: Dialect): Content[];
function blocks(children: readonly RootContent[], dialect: Dialect): RootContent[] {
  return children.flatMap((child) => block(child, dialect));
}

function block(node: RootContent, dialect: Dialect): RootContent[] {
  switch (node.type) {
    case 'paragraph':
      node.children = trimBreaks(phrasing(resolveInlineHtml(node.children, dialect), dialect));
      return hasContent(node) ? [node] : [];
    case 'heading':
      node.children = phrasing(resolveInlineHtml(node.children, dialect), dialect);
      return [resolveHeadingId(node)];
    case 'html':
      return block(htmlParagraph(node), dialect);
    case 'blockquote': {
      const quote = resolveBlockquote(node, dialect);
      if (quote.type === 'blockquote') quote.children = blocks(quote.children, dialect);
      else if (quote.type === 'admonition') quote.children = blocks(quote.children, dialect);
      else if (quote.type === 'paragraph') quote.children = phrasing(quote.children, dialect);
      return [quote];
    }
    case 'list':
      for (const item of node.children) item.children = blocks(item.children, dialect);
      return [node];
    case 'table':
      for (const row of node.children) {
        for (const cell of row.children)
          cell.children = phrasing(resolveInlineHtml(cell.children, dialect), dialect);
      }
      return [resolveCodeTable(node) ?? node];
    case 'code':
      node.value = maskPrivate(node.value, dialect, node);
      return [node];
    case 'definition':
      return [];
    default:
      return [node];
  }
}

/** A block of HTML is read as one paragraph of inline HTML. */
function htmlParagraph(node: Html): Paragraph {
  return { type: 'paragraph', children: [node], ...(node.position && { position: node.position }) };
}

/** A break at the edge of a paragraph only adds an empty line. */
function trimBreaks(children: readonly PhrasingContent[]): PhrasingContent[] {
  const first = children.findIndex((child) => child.type !== 'break');
  const end = children.findLastIndex((child) => child.type !== 'break');
  const last = children[end];
  if (last === undefined) return [];
  const kept = last.type === 'text' ? { ...last, value: withoutClosingBreak(last.value) } : last;
  return [...children.slice(first, end), kept];
}

/** Translations write a hard break as a backslash, which shows at the end of a paragraph; `C:\` keeps its own. */
function withoutClosingBreak(value: string): string {
  return /(?:^|[^\\])\\$/.test(value) && !/(?:\b[a-z]:|\\\S*)\\$/i.test(value) ? value.slice(0, -1) : value;
}

function hasContent(paragraph: Paragraph): boolean {
  return paragraph.children.some(
    (child) => child.type !== 'break' && !(child.type === 'text' && child.value.trim() === ''),
  );
}

function phrasing(
  children: readonly PhrasingContent[],
  dialect: Dialect,
  insideLink = false,
): PhrasingContent[] {
  return unescapeExport(children).flatMap((child) => inline(child, dialect, insideLink));
}

function inline(node: PhrasingContent, dialect: Dialect, insideLink: boolean): PhrasingContent[] {
  switch (node.type) {
    case 'text':
      return resolveUiControls(maskPrivate(visibleCharacters(node.value), dialect, node));
    case 'inlineCode':
      return [{ ...node, value: maskPrivate(node.value, dialect, node) }];
    case 'image':
      return resolveImage(node, dialect, insideLink);
    case 'link':
      if (insideLink) return phrasing(linkText(node, dialect), dialect, true);
      return linked(resolveLink(node, dialect), node.children, dialect);
    default:
      if ('children' in node) node.children = phrasing(node.children, dialect, insideLink);
      return [node];
  }
}

/**
 * What a link became; where it was dropped, its content is as raw as any other.
 *
 * @param raw - What stood in the link: within a dropped `<a>` there may be another link, which nobody has judged yet.
 */
function linked(
  nodes: readonly PhrasingContent[],
  raw: readonly PhrasingContent[],
  dialect: Dialect,
): PhrasingContent[] {
  const isResolved = (node: PhrasingContent): node is Link => node.type === 'link' && !raw.includes(node);
  if (!nodes.some(isResolved)) return phrasing(nodes, dialect);
  return nodes.flatMap((node) =>
    isResolved(node)
      ? [{ ...node, children: phrasing(node.children, dialect, true) }]
      : phrasing([node], dialect),
  );
}

/** Zero-width characters only help the parser; readers and search never get them. */
function visibleCharacters(value: string): string {
  return value.replace(/[\u200B\u2060\uFEFF]/g, '');
}

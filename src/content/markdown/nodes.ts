import type { BlockContent, DefinitionContent, ListItem, Nodes, PhrasingContent, Text } from 'mdast';
import type { Node } from 'unist';

declare module 'mdast' {
  interface Data {
    /** Element name to write instead of the node's own. */
    hName?: string;
    hProperties?: Record<string, string | number | boolean | readonly string[]>;
  }
  interface PhrasingContentMap {
    inlineElement: InlineElement;
  }
  interface RootContentMap {
    inlineElement: InlineElement;
    admonition: Admonition;
    details: Details;
    summary: Summary;
    footnotes: Footnotes;
  }
  interface BlockContentMap {
    admonition: Admonition;
    details: Details;
    summary: Summary;
    footnotes: Footnotes;
  }
}

/** An inline element without Markdown syntax: `u`, `kbd`, `sub` … */
export interface InlineElement extends Node {
  type: 'inlineElement';
  data: { hName: string; hProperties?: Record<string, string> };
  children: PhrasingContent[];
}

export const ADMONITION_KINDS = ['note', 'tip', 'important', 'caution', 'warning'] as const;
export type AdmonitionKind = (typeof ADMONITION_KINDS)[number];

/** An admonition with a title in the text's language. */
export interface Admonition extends Node {
  type: 'admonition';
  kind: AdmonitionKind;
  data: { hName: 'aside'; hProperties: { className: string[] } };
  children: (BlockContent | DefinitionContent)[];
}

/** A `details` element; its first child is the summary. */
interface Details extends Node {
  type: 'details';
  data: { hName: 'details' };
  children: (BlockContent | DefinitionContent)[];
}

interface Summary extends Node {
  type: 'summary';
  data: { hName: 'summary' };
  children: PhrasingContent[];
}

export interface Footnotes extends Node {
  type: 'footnotes';
  data: { hName: 'ol'; hProperties: { className: string[]; start?: number } };
  children: ListItem[];
}

/** Visit a node and all in it, in reading order. */
export function visitNodes(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) visitNodes(child, visit);
}

/**
 * Put other nodes in the place of some, inner ones first.
 *
 * @param node - All in it is changed in place.
 * @param replace - What takes a node's place; undefined: it stays.
 */
export function replaceNodes(node: Nodes, replace: (node: Nodes) => Nodes[] | undefined): void {
  if (!('children' in node)) return;
  const { children }: { children: Nodes[] } = node;
  const replaced = children.flatMap((child) => {
    replaceNodes(child, replace);
    return replace(child) ?? [child];
  });
  children.length = 0;
  for (const child of replaced) children.push(child);
}

/** Create a text node. */
export function text(value: string): Text {
  return { type: 'text', value };
}

/** Create an inline element. */
export function inlineElement(
  hName: string,
  children: PhrasingContent[],
  hProperties?: Record<string, string>,
): InlineElement {
  return { type: 'inlineElement', data: { hName, ...(hProperties && { hProperties }) }, children };
}

/** An admonition title, and its language if it differs from the text's. */
export interface NoteTitle {
  readonly text: string;
  readonly language?: string | undefined;
}

/** Create an admonition with its title as the first paragraph. */
export function admonition(
  kind: AdmonitionKind,
  title: NoteTitle,
  children: Admonition['children'],
): Admonition {
  const { text: value, language } = title;
  const foreign = language === undefined ? {} : { lang: language, dir: 'ltr' };
  return {
    type: 'admonition',
    kind,
    data: { hName: 'aside', hProperties: { className: ['admonition', `admonition-${kind}`] } },
    children: [
      {
        type: 'paragraph',
        data: { hProperties: { className: ['admonition-title'], ...foreign } },
        children: [text(value)],
      },
      ...children,
    ],
  };
}

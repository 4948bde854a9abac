import type { BlockContent, DefinitionContent, PhrasingContent } from 'mdast';
import type { Position } from 'unist';

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
  }
  interface BlockContentMap {
    admonition: Admonition;
  }
}

/** An inline element Markdown has no word for: `u`, `kbd`, `sub` … */
interface InlineElement {
  type: 'inlineElement';
  data: { hName: string; hProperties?: Record<string, string> };
  children: PhrasingContent[];
  position?: Position | undefined;
}

/** The five kinds of the documentation family. */
export const ADMONITION_KINDS = ['note', 'tip', 'important', 'caution', 'warning'] as const;
/** @see ADMONITION_KINDS */
export type AdmonitionKind = (typeof ADMONITION_KINDS)[number];

/** A note set apart from the text, with a title in the text's language. */
export interface Admonition {
  type: 'admonition';
  kind: AdmonitionKind;
  data: { hName: 'aside'; hProperties: { className: string[] } };
  children: (BlockContent | DefinitionContent)[];
  position?: Position | undefined;
}

/** Make a text node. */
export function text(value: string): PhrasingContent {
  return { type: 'text', value };
}

/** Make an admonition with its title as the first paragraph. */
export function admonition(
  kind: AdmonitionKind,
  title: string,
  children: Admonition['children'],
): Admonition {
  return {
    type: 'admonition',
    kind,
    data: { hName: 'aside', hProperties: { className: ['admonition', `admonition-${kind}`] } },
    children: [
      {
        type: 'paragraph',
        data: { hProperties: { className: ['admonition-title'] } },
        children: [text(title)],
      },
      ...children,
    ],
  };
}

import type { Element } from 'hast';
import type { Code, RootContent, Table } from 'mdast';
import { defaultHandlers, type State } from 'mdast-util-to-hast';
import { remark } from 'remark';
import remarkHtml from 'remark-html';
import type { Schema } from 'hast-util-sanitize';
import { ADMONITION_KINDS } from './nodes.js';

const ADMONITION_CLASSES = ADMONITION_KINDS.map((kind) => `admonition-${kind}`);

/**
 * Allow-list of an article's HTML; everything else is dropped.
 *
 * The dialect has already converted raw tags to nodes, so this is the second line of defence.
 */
export const ARTICLE_SCHEMA: Schema = {
  tagNames:
    'p br strong b em u del code pre kbd sub sup span a img ul ol li blockquote hr h2 h3 h4 h5 h6 aside table thead tbody tr th td details summary'.split(
      ' ',
    ),
  attributes: {
    '*': ['id'],
    a: ['href', 'title', 'lang', 'dir', ['className', 'video', 'remote-image']],
    img: ['src', 'alt', 'title', 'loading', 'decoding', 'lang', 'dir'],
    ol: ['start', ['className', 'footnotes']],
    p: ['lang', 'dir', ['className', 'admonition-title']],
    pre: ['dir'],
    b: [['className', 'uicontrol']],
    aside: [['className', 'admonition', ...ADMONITION_CLASSES]],
    code: ['dir', ['className', /^language-[\w+-]{1,30}$/]],
    th: ['align'],
    td: ['align'],
  },
  // An empty list would allow every scheme, so it contains an empty name.
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: [''] },
  required: {},
  ancestors: {},
  clobber: [],
  clobberPrefix: '',
  allowComments: false,
  allowDoctypes: false,
  strip: ['script', 'style'],
};

/** A table without headings gets no empty header row. */
const table = (state: State, node: Table): Element => {
  const element: Element = defaultHandlers.table(state, node);
  element.children = element.children.filter(
    (child) => child.type !== 'element' || child.tagName !== 'thead' || !isEmpty(child),
  );
  return element;
};

function isEmpty(element: Element): boolean {
  return element.children.every((child) =>
    child.type === 'element'
      ? child.tagName !== 'img' && isEmpty(child)
      : !('value' in child) || child.value.trim() === '',
  );
}

/** Code is left-to-right whatever surrounds it. */
const code = (state: State, node: Code): Element => {
  const pre: Element = defaultHandlers.code(state, node);
  const [inner] = pre.children;
  if (inner?.type === 'element' && inner.properties.dir !== undefined)
    pre.properties.dir = inner.properties.dir;
  return pre;
};

const writer = remark().use(remarkHtml, { sanitize: ARTICLE_SCHEMA, handlers: { code, table } }).freeze();

/**
 * Render nodes as HTML through the allow-list.
 *
 * @param children - Nodes after `applyDialect`.
 * @returns HTML without a trailing line break.
 */
export function renderHtml(children: readonly RootContent[]): string {
  return writer.stringify({ type: 'root', children: [...children] }).trimEnd();
}

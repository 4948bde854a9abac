import type { Element } from 'hast';
import type { Code, RootContent, Table } from 'mdast';
import { defaultHandlers, type State } from 'mdast-util-to-hast';
import { remark } from 'remark';
import remarkHtml from 'remark-html';
import { ARTICLE_SCHEMA } from './sanitize-schema.js';

/** A table without headings has no row of empty ones. */
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

/** Code runs from left to right whatever surrounds it, and so do its lines. */
const code = (state: State, node: Code): Element => {
  const pre: Element = defaultHandlers.code(state, node);
  const [inner] = pre.children;
  if (inner?.type === 'element' && inner.properties.dir !== undefined)
    pre.properties.dir = inner.properties.dir;
  return pre;
};

const writer = remark().use(remarkHtml, { sanitize: ARTICLE_SCHEMA, handlers: { code, table } }).freeze();

/**
 * Write nodes as HTML through the allow-list.
 *
 * @param children - Nodes after `applyDialect`.
 * @returns HTML without a closing line break.
 */
export function renderHtml(children: readonly RootContent[]): string {
  return writer.stringify({ type: 'root', children: [...children] }).trimEnd();
}

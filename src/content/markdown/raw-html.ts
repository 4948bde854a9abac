import type { Element } from 'hast';
import { raw } from 'hast-util-raw';
import { toMdast, type Handle, type State } from 'hast-util-to-mdast';
import type { Heading, Html, Nodes, PhrasingContent, RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import type { Dialect } from './dialect.js';
import { isKnownTag, isStructureTag, OPAQUE_TAGS } from './html-tags.js';
import { inlineElement, text, visitNodes, type InlineElement } from './nodes.js';

/**
 * Parse structural raw HTML (tables, lists, headings, `<pre>`, `<details>`) like a browser and convert it to mdast.
 *
 * @param children - Sibling blocks; Markdown between an opening and closing tag is part of the HTML.
 * @returns The same blocks without such HTML.
 */
export function resolveRawHtml<Content extends RootContent>(children: Content[], dialect: Dialect): Content[];
export function resolveRawHtml(children: RootContent[], dialect: Dialect): RootContent[] {
  const ends = findRuns(children);
  if (ends.size === 0) return children;
  const resolved: RootContent[] = [];
  for (let at = 0; at < children.length;) {
    const end = ends.get(at);
    resolved.push(
      ...(end === undefined ? children.slice(at, at + 1) : readHtml(children.slice(at, end + 1), dialect)),
    );
    at = (end ?? at) + 1;
  }
  return resolved;
}

/** Range of blocks from an opening tag to its closing tag, by index; an unclosed tag ends at once. */
function findRuns(children: readonly RootContent[]): ReadonlyMap<number, number> {
  const runs: [start: number, end: number][] = [];
  const open: { name: string; at: number }[] = [];
  children.forEach((child, index) => {
    for (const [, slash, name = ''] of tagsIn(child)) {
      runs.push([index, index]);
      if (slash !== '/') open.push({ name, at: index });
      else {
        const half = open.findLastIndex((tag) => tag.name === name);
        if (half === -1) continue;
        runs.push([open[half]?.at ?? index, index]);
        open.length = half;
      }
    }
  });
  const ends = new Map<number, number>();
  let last: [start: number, end: number] | undefined;
  for (const [start, end] of runs.sort(([a], [b]) => a - b)) {
    if (last === undefined || start > last[1]) {
      last = [start, end];
    } else last[1] = Math.max(last[1], end);
    ends.set(last[0], last[1]);
  }
  return ends;
}

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9:_-]*)/g;

/** The structural tags of a block, without those of nested blocks. */
function tagsIn(node: Nodes): RegExpExecArray[] {
  if (node.type === 'html') {
    return [...node.value.matchAll(TAG)].filter((tag) => {
      tag[2] = tag[2]?.toLowerCase() ?? '';
      return isStructureTag(tag[2]) || OPAQUE_TAGS.has(tag[2]);
    });
  }
  if (node.type === 'list' || node.type === 'blockquote' || !('children' in node)) return [];
  return node.children.flatMap((child: Nodes) => tagsIn(child));
}

function readHtml(nodes: RootContent[], dialect: Dialect): RootContent[] {
  for (const node of nodes)
    visitNodes(node, (inner) => {
      if (inner.type === 'html') keepUnknownTags(inner, dialect);
    });
  const tree = raw(toHast({ type: 'root', children: nodes }, { allowDangerousHtml: true }));
  const options = { handlers: HANDLERS, newlines: true, document: true, checked: '☑', unchecked: '☐' };
  const read = toMdast(tree, options);
  return read.type === 'root' ? read.children : [];
}

/** Unknown elements are unescaped text: `<port>`. */
function keepUnknownTags(node: Html, dialect: Dialect): void {
  node.value = node.value.replace(
    /<(?=(\/?)([a-zA-Z][a-zA-Z0-9:_-]*))/g,
    (bracket, slash: string, written: string) => {
      const name = written.toLowerCase();
      if (OPAQUE_TAGS.has(name) && slash === '')
        dialect.report('unsafe-element', node.position?.start, `<${name}>`);
      return isKnownTag(name) ? bracket : '&lt;';
    },
  );
}

const inline: Handle = (state, element) => inlineElement(element.tagName, phrasing(state, element));
/** A heading keeps its id. */
const heading =
  (depth: Heading['depth']): Handle =>
  (state, element) => {
    const { id } = element.properties;
    const data = id !== undefined && { data: { hProperties: { id } } };
    return { type: 'heading', depth, children: phrasing(state, element), ...data };
  };
/** Elements that browsers render with a gap between them. */
const box: Handle = (state, element) => [text(' '), ...state.all(element), text(' ')];
const block: Handle = (state, element) => state.toFlow(withTarget(element, state.all(element)));
const inside: Handle = (state, element) => withTarget(element, state.all(element));
const nothing: Handle = () => undefined;

/** Handlers for elements without Markdown syntax, elements the library would drop, and elements to ignore. */
const HANDLERS: Readonly<Record<string, Handle>> = {
  ...each(['u', 'kbd', 'sub', 'sup'], inline),
  ...Object.fromEntries(([1, 2, 3, 4, 5, 6] as const).map((depth) => [`h${depth}`, heading(depth)])),
  ...each(['label', 'button', 'legend', 'option', 'optgroup'], box),
  ...each(['div', 'section', 'article', 'menu', 'dialog', 'figure'], block),
  ...each(['span', 'caption'], inside),
  ...each([...OPAQUE_TAGS, 'base'], nothing),
  a: (state, element) => {
    const { href } = element.properties;
    if (href === undefined) return inside(state, element, undefined);
    return { type: 'link', url: href, title: null, children: phrasing(state, element) };
  },
  details: (state, element) => ({
    type: 'details',
    data: { hName: 'details' },
    children: state.toFlow(state.all(element)),
  }),
  summary: (state, element) => ({
    type: 'summary',
    data: { hName: 'summary' },
    children: phrasing(state, element),
  }),
};

function each(names: readonly string[], handle: Handle): Record<string, Handle> {
  return Object.fromEntries(names.map((name) => [name, handle]));
}

const BLOCKS: ReadonlySet<string> = new Set(
  'blockquote code heading list listItem paragraph table thematicBreak details summary admonition'.split(' '),
);

function phrasing(state: State, element: Element): PhrasingContent[] {
  return state.all(element).filter((node): node is PhrasingContent => !BLOCKS.has(node.type));
}

/** An empty element with an id, or `<a name>`, is a link target. */
function withTarget<Content extends Nodes>(
  element: Element,
  children: Content[],
): (Content | InlineElement)[] {
  const id = element.properties.id ?? element.properties.name;
  return id === undefined ? children : [inlineElement('span', [], { id: id }), ...children];
}

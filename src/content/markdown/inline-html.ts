import { fromHtml } from 'hast-util-from-html';
import type { Html, PhrasingContent } from 'mdast';
import type { Dialect } from './dialect.js';
import { BOX_TAGS, INLINE_TAGS, isKnownTag } from './html-tags.js';
import { inlineElement, text } from './nodes.js';

const TAG = /^<(\/?)([a-zA-Z][a-zA-Z0-9:_-]*)/;

/** An open format: a Markdown container or a raw tag. */
interface Format {
  /** The tag's name; undefined for a Markdown container. */
  readonly tag: string | undefined;
  readonly build: (children: PhrasingContent[]) => PhrasingContent;
}

interface OpenNode {
  readonly format: Format;
  readonly children: PhrasingContent[];
}

/**
 * Convert the raw tags of a block to nodes.
 *
 * Tags may overlap Markdown containers and each other, or be unbalanced: tags open at the end of the block are closed
 * there, and text keeps all open formats. Unknown names (`<port>`) are unescaped placeholders and stay readable. Structural
 * and dropped elements were handled with their block.
 *
 * @returns The block's children without any `html` node.
 */
export function resolveInlineHtml(children: readonly PhrasingContent[], dialect: Dialect): PhrasingContent[] {
  return hasHtml(children) ? new Resolver(dialect).resolve(children) : [...children];
}

function hasHtml(children: readonly PhrasingContent[]): boolean {
  return children.some((child) => child.type === 'html' || ('children' in child && hasHtml(child.children)));
}

class Resolver {
  private readonly active: Format[] = [];
  /** Nesting depth of a re-opened tag, which adds nothing but has its own closing tag. */
  private readonly repeated = new Map<string, number>();
  private readonly open: OpenNode[] = [];
  private readonly result: PhrasingContent[] = [];

  constructor(private readonly dialect: Dialect) {}

  resolve(children: readonly PhrasingContent[]): PhrasingContent[] {
    this.visit(children);
    if (this.active.length > 0) {
      const names = this.active.flatMap((format) => format.tag ?? []);
      this.dialect.report('unbalanced-tag', children.at(-1)?.position?.end, `<${names.join('>, <')}>`);
    }
    this.active.length = 0;
    this.settle();
    return this.result;
  }

  private visit(children: readonly PhrasingContent[]): void {
    for (const child of children) {
      if (child.type === 'html') {
        this.take(child);
      } else if ('children' in child) {
        const format: Format = { tag: undefined, build: (inner) => withChildren(child, inner) };
        this.active.push(format);
        this.visit(child.children);
        this.active.splice(this.active.indexOf(format), 1);
      } else {
        this.leaf(child);
      }
    }
  }

  /** Markdown yields each inline tag as a separate node. */
  private take(node: Html): void {
    const [, slash, written = ''] = TAG.exec(node.value) ?? [];
    const name = written.toLowerCase();
    const isOpening = slash !== '/';
    if (name === '') return;
    if (name === 'br') this.leaf({ type: 'break' });
    else if (name === 'img' && isOpening) this.leaf(image(node));
    else if (BOX_TAGS.has(name)) this.leaf(text(' '));
    else if (!isKnownTag(name)) this.leaf(text(node.value));
    else if (!INLINE_TAGS.has(name)) return;
    else if (isOpening) this.openTag(name, node);
    else this.closeTag(name, node);
  }

  private openTag(name: string, node: Html): void {
    const element = INLINE_TAGS.get(name) ?? 'span';
    const attributes = readAttributes(node);
    const id = attributes.get('id') ?? (name === 'a' ? attributes.get('name') : undefined);
    if (id !== undefined) this.leaf(inlineElement('span', [], { id }));
    if (this.active.some((format) => format.tag === name)) {
      this.repeated.set(name, (this.repeated.get(name) ?? 0) + 1);
    } else this.active.push({ tag: name, build: (children) => build(element, attributes, children) });
  }

  private closeTag(name: string, node: Html): void {
    const again = this.repeated.get(name) ?? 0;
    const at = this.active.findIndex((format) => format.tag === name);
    if (again > 0) this.repeated.set(name, again - 1);
    else if (at === -1) this.dialect.report('unbalanced-tag', node.position?.start, `</${name}>`);
    else this.active.splice(at, 1);
  }

  /** Insert a leaf under the active formats, reusing open elements. */
  private leaf(node: PhrasingContent): void {
    this.settle();
    for (const format of this.active.slice(this.open.length)) this.open.push({ format, children: [] });
    (this.open.at(-1)?.children ?? this.result).push(node);
  }

  /** Close elements whose format has ended, with all elements inside. */
  private settle(): void {
    const keep = this.open.findIndex((node, i) => node.format !== this.active[i]);
    while (keep !== -1 && this.open.length > keep) {
      const closed = this.open.pop();
      if (closed) (this.open.at(-1)?.children ?? this.result).push(closed.format.build(closed.children));
    }
  }
}

function withChildren(node: PhrasingContent, children: PhrasingContent[]): PhrasingContent {
  switch (node.type) {
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'link':
    case 'linkReference':
    case 'inlineElement':
      return { ...node, children };
    default:
      return { type: 'inlineElement', data: { hName: 'span' }, children };
  }
}

function build(
  element: string,
  attributes: ReadonlyMap<string, string>,
  children: PhrasingContent[],
): PhrasingContent {
  if (element === 'strong') return { type: 'strong', children };
  if (element === 'em') return { type: 'emphasis', children };
  if (element === 'del') return { type: 'delete', children };
  const href = element === 'a' ? attributes.get('href') : undefined;
  if (href !== undefined) return { type: 'link', url: href, children };
  return inlineElement(element === 'a' ? 'span' : element, children);
}

function image(node: Html): PhrasingContent {
  const attributes = readAttributes(node);
  const [url = '', alt = ''] = [attributes.get('src'), attributes.get('alt')];
  return { type: 'image', url, alt, ...(node.position && { position: node.position }) };
}

function readAttributes({ value }: Html): ReadonlyMap<string, string> {
  if (!value.includes('=')) return new Map();
  const [element] = fromHtml(value, { fragment: true }).children;
  if (element?.type !== 'element') return new Map();
  return new Map(Object.entries(element.properties).map(([name, attribute]) => [name, String(attribute)]));
}

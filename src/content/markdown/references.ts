import type {
  Definition,
  FootnoteDefinition,
  ListItem,
  Nodes,
  PhrasingContent,
  Root,
  RootContent,
} from 'mdast';
import { inlineElement, replaceNodes, text, visitNodes, type Footnotes } from './nodes.js';

/**
 * Inline reference links (`[text][1]`), since sections lose the article's definitions.
 *
 * The first definition of a label counts, even inside a quote or list item.
 */
export function resolveReferences(root: Root): void {
  const definitions = new Map<string, Definition>();
  visitNodes(root, (node) => {
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
  });
  if (definitions.size === 0) return;
  replaceNodes(root, (node) => {
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return undefined;
    const definition = definitions.get(node.identifier);
    if (definition === undefined) return undefined;
    const { url, title } = definition;
    const position = node.position && { position: node.position };
    return node.type === 'linkReference'
      ? [{ type: 'link', url, title: title ?? null, children: node.children, ...position }]
      : [{ type: 'image', url, alt: node.alt ?? null, ...position }];
  });
}

/**
 * Number the footnotes, replace each reference by a link, and extract the notes.
 *
 * An unreferenced note is kept and gets the next number.
 *
 * @param root - Modified in place.
 * @returns The notes by number, from 1.
 */
export function resolveFootnotes(root: Root): readonly FootnoteDefinition[] {
  const found = new Map<string, FootnoteDefinition>();
  visitNodes(root, (node) => {
    if (node.type === 'footnoteDefinition' && !found.has(node.identifier)) found.set(node.identifier, node);
  });
  if (found.size === 0) return [];
  replaceNodes(root, (node) => (node.type === 'footnoteDefinition' ? [] : undefined));
  const numbers = new Map<string, number>();
  const markOf = (identifier: string): PhrasingContent => {
    const known = numbers.get(identifier);
    const number = known ?? numbers.size + 1;
    numbers.set(identifier, number);
    return mark(number, known === undefined);
  };
  linkMarks(root, found, markOf);
  for (const identifier of found.keys()) markOf(identifier);
  // Numbered during traversal, since notes may reference others.
  for (const identifier of numbers.keys()) {
    const definition = found.get(identifier);
    if (definition) linkMarks(definition, found, markOf);
  }
  return [...numbers.keys()].flatMap((identifier) => found.get(identifier) ?? []);
}

/**
 * Append notes to the parts that reference them; unreferenced ones go to the last part.
 *
 * @param parts - The nodes of each part; modified.
 */
export function placeFootnotes(
  parts: readonly RootContent[][],
  definitions: readonly FootnoteDefinition[],
): void {
  const last = parts.at(-1);
  if (last === undefined) return;
  const places = new Map<number, RootContent[]>();
  for (const part of parts) {
    for (const node of part) {
      visitNodes(node, (inner) => {
        const url = inner.type === 'link' ? inner.url : '';
        const number = Number(/^#note-(\d+)$/.exec(url)?.[1] ?? 0);
        if (number > 0 && !places.has(number)) places.set(number, part);
      });
    }
  }
  definitions.forEach(({ children }, index) => {
    const part = places.get(index + 1) ?? last;
    const id = `note-${index + 1}`;
    const item: ListItem = { type: 'listItem', spread: false, children, data: { hProperties: { id } } };
    const list = part.at(-1);
    if (list?.type === 'footnotes') list.children.push(item);
    else part.push(footnotes(item, index + 1));
  });
}

function footnotes(item: ListItem, start: number): Footnotes {
  const hProperties = { className: ['footnotes'], ...(start > 1 && { start }) };
  return { type: 'footnotes', data: { hName: 'ol', hProperties }, children: [item] };
}

function linkMarks(
  node: Nodes,
  found: ReadonlyMap<string, FootnoteDefinition>,
  markOf: (identifier: string) => PhrasingContent,
): void {
  replaceNodes(node, (child) =>
    child.type === 'footnoteReference' && found.has(child.identifier)
      ? [markOf(child.identifier)]
      : undefined,
  );
}

/** @param isFirst - Whether the note's back link points to it. */
function mark(number: number, isFirst: boolean): PhrasingContent {
  const link: PhrasingContent = { type: 'link', url: `#note-${number}`, children: [text(`[${number}]`)] };
  return inlineElement('sup', [link], isFirst ? { id: `note-${number}-mark` } : undefined);
}

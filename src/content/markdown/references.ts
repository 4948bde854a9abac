import type { Definition, Nodes, Root } from 'mdast';

/**
 * Put addresses in place of references (`[text][1]`), since an article is cut into sections that lose its definitions.
 *
 * The first definition of a label counts, wherever it stands: in a quote, in an item of a list.
 */
export function resolveReferences(root: Root): void {
  const definitions = new Map<string, Definition>();
  collect(root, definitions);
  if (definitions.size > 0) resolveIn(root, definitions);
}

function collect(node: Nodes, definitions: Map<string, Definition>): void {
  if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
  if ('children' in node) for (const child of node.children) collect(child, definitions);
}

function resolveIn(node: Nodes, definitions: ReadonlyMap<string, Definition>): void {
  if (!('children' in node)) return;
  const { children }: { children: Nodes[] } = node;
  children.forEach((child, index) => {
    resolveIn(child, definitions);
    if (child.type !== 'linkReference' && child.type !== 'imageReference') return;
    const definition = definitions.get(child.identifier);
    if (definition === undefined) return;
    const { url, title } = definition;
    const position = child.position && { position: child.position };
    children[index] =
      child.type === 'linkReference'
        ? { type: 'link', url, title: title ?? null, children: child.children, ...position }
        : { type: 'image', url, alt: child.alt ?? null, ...position };
  });
}

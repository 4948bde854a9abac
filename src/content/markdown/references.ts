import type { Definition, Nodes, Root } from 'mdast';

/** Put addresses in place of references (`[text][1]`), since an article is cut into sections that lose its definitions. */
export function resolveReferences(root: Root): void {
  const definitions = new Map<string, Definition>();
  for (const child of root.children)
    if (child.type === 'definition') definitions.set(child.identifier, child);
  if (definitions.size > 0) resolveIn(root, definitions);
}

function resolveIn(node: Nodes, definitions: ReadonlyMap<string, Definition>): void {
  if (!('children' in node)) return;
  node.children.forEach((child, index) => {
    resolveIn(child, definitions);
    if (child.type !== 'linkReference' && child.type !== 'imageReference') return;
    const definition = definitions.get(child.identifier);
    if (definition === undefined) return;
    const { url } = definition;
    const resolved: Nodes =
      child.type === 'linkReference'
        ? { type: 'link', url, children: child.children, ...(child.position && { position: child.position }) }
        : { type: 'image', url, alt: child.alt ?? null, ...(child.position && { position: child.position }) };
    Object.assign(node.children, { [index]: resolved });
  });
}

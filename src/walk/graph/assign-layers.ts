/** A node to place. */
export interface GraphNode {
  readonly id: string;
  readonly width: number;
}

/** A line from one node to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

/** Boxes beside each other, before ends move a layer down. */
const MOST_ABREAST = 2;

/** As far from the start as the longest way to it. */
function longestWays(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ReadonlyMap<string, number> {
  const layers = new Map(nodes.map((node) => [node.id, 0]));
  // Each round settles at least one layer more; without loops there are no more rounds than nodes.
  for (let changed = true, round = 0; changed && round <= nodes.length; round++) {
    changed = false;
    for (const { from, to } of edges) {
      const least = (layers.get(from) ?? 0) + 1;
      if ((layers.get(to) ?? 0) >= least) continue;
      layers.set(to, least);
      changed = true;
    }
  }
  return layers;
}

/** Move ends down out of crowded layers: nothing follows them, and a narrow picture is read by scrolling one way only. */
function spreadEnds(
  layers: ReadonlyMap<string, number>,
  edges: readonly GraphEdge[],
): ReadonlyMap<string, number> {
  const leading = new Set(edges.map((edge) => edge.from));
  const spread = new Map([...layers].filter(([id]) => leading.has(id)));
  const crowds = new Map<number, number>();
  const crowd = (layer: number): number => crowds.get(layer) ?? 0;
  for (const layer of spread.values()) crowds.set(layer, crowd(layer) + 1);
  const ends = [...layers].filter(([id]) => !leading.has(id)).sort(([, a], [, b]) => a - b);
  for (const [id, highest] of ends) {
    let layer = highest;
    while (crowd(layer) >= MOST_ABREAST) layer += 1;
    crowds.set(layer, crowd(layer) + 1);
    spread.set(id, layer);
  }
  return spread;
}

/**
 * Give each node its layer from the top.
 *
 * @param edges - Without loops.
 */
export function assignLayers(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): ReadonlyMap<string, number> {
  return spreadEnds(longestWays(nodes, edges), edges);
}

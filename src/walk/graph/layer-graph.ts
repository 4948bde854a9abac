/** A node to place. */
interface GraphNode {
  readonly id: string;
  readonly width: number;
}

/** A line from one node to another. */
interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

/** A node with its layer from the top and the middle of its box from the left; `isBend` for a point where a long line passes a layer. */
export interface PlacedNode {
  readonly id: string;
  readonly layer: number;
  readonly x: number;
  readonly width: number;
  readonly isBend: boolean;
}

/** A graph laid out in layers. */
export interface LayeredGraph {
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  /** By `from→to`: the ids a line passes, both ends included. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
  readonly width: number;
  readonly layers: number;
}

const GAP = 24;
const BEND = 12;
const SWEEPS = 12;

/** The layer of each node: as far from the start as the longest way to it. */
function assignLayers(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ReadonlyMap<string, number> {
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

interface Net {
  readonly rows: string[][];
  readonly widths: Map<string, number>;
  readonly above: Map<string, string[]>;
  readonly below: Map<string, string[]>;
  readonly lines: Map<string, readonly string[]>;
}

function link(map: Map<string, string[]>, from: string, to: string): void {
  const known = map.get(from);
  if (known === undefined) map.set(from, [to]);
  else known.push(to);
}

/** Rows of nodes, with a bend in every layer that a long line passes. */
function buildNet(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Net {
  const layers = assignLayers(nodes, edges);
  const rows: string[][] = Array.from({ length: Math.max(0, ...layers.values()) + 1 }, () => []);
  const net: Net = { rows, widths: new Map(), above: new Map(), below: new Map(), lines: new Map() };
  const add = (id: string, layer: number, width: number): void => {
    rows[layer]?.push(id);
    net.widths.set(id, width);
  };
  for (const node of nodes) add(node.id, layers.get(node.id) ?? 0, node.width);
  for (const { from, to } of edges) {
    const first = (layers.get(from) ?? 0) + 1;
    const last = layers.get(to) ?? 0;
    const bends = Array.from({ length: Math.max(0, last - first) }, (_, i) => `${from}→${to}#${first + i}`);
    bends.forEach((bend, i) => add(bend, first + i, BEND));
    const line = [from, ...bends, to];
    net.lines.set(`${from}→${to}`, line);
    line.slice(1).forEach((id, i) => {
      const before = line[i] ?? from;
      link(net.below, before, id);
      link(net.above, id, before);
    });
  }
  return net;
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sort each row by where its neighbours stand, down and up in turn, which takes most crossings away. */
function orderRows(net: Net): void {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isDown = sweep % 2 === 0;
    const rows = isDown ? net.rows : net.rows.toReversed();
    const place = new Map<string, number>();
    for (const row of rows) {
      const neighbours = isDown ? net.above : net.below;
      const wish = new Map(
        row.map((id, i) => [id, mean((neighbours.get(id) ?? []).map((other) => place.get(other) ?? 0)) ?? i]),
      );
      row.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
      row.forEach((id, i) => place.set(id, (i + 0.5) / row.length));
    }
  }
}

/** Put a row as near to its wishes as the boxes' widths allow. */
function placeRow(
  row: readonly string[],
  wishes: readonly number[],
  widths: ReadonlyMap<string, number>,
): readonly number[] {
  const apart = (i: number): number =>
    ((widths.get(row[i - 1] ?? '') ?? 0) + (widths.get(row[i] ?? '') ?? 0)) / 2 + GAP;
  const right = [...wishes];
  for (let i = 1; i < row.length; i++) right[i] = Math.max(right[i] ?? 0, (right[i - 1] ?? 0) + apart(i));
  const left = [...wishes];
  for (let i = row.length - 2; i >= 0; i--)
    left[i] = Math.min(left[i] ?? 0, (left[i + 1] ?? 0) - apart(i + 1));
  return right.map((x, i) => (x + (left[i] ?? x)) / 2);
}

function placeNodes(net: Net): ReadonlyMap<string, number> {
  const at = new Map<string, number>();
  for (const row of net.rows)
    placeRow(
      row,
      row.map(() => 0),
      net.widths,
    ).forEach((x, i) => at.set(row[i] ?? '', x));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isDown = sweep % 2 === 0;
    for (const row of isDown ? net.rows : net.rows.toReversed()) {
      const neighbours = isDown ? net.above : net.below;
      const wishes = row.map(
        (id) => mean((neighbours.get(id) ?? []).map((other) => at.get(other) ?? 0)) ?? at.get(id) ?? 0,
      );
      placeRow(row, wishes, net.widths).forEach((x, i) => at.set(row[i] ?? '', x));
    }
  }
  return at;
}

/**
 * Lay a graph out in layers from top to bottom, lines as straight and with as few crossings as a few passes give.
 *
 * @param nodes - In the order they should have where nothing else decides.
 * @param edges - Without loops; each pair once.
 */
export function layerGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): LayeredGraph {
  const net = buildNet(nodes, edges);
  orderRows(net);
  const at = placeNodes(net);
  const half = (id: string): number => (net.widths.get(id) ?? 0) / 2;
  const left = Math.min(0, ...[...at].map(([id, x]) => x - half(id)));
  const real = new Set(nodes.map((node) => node.id));
  const placed = net.rows.flatMap((row, layer) =>
    row.map((id): [string, PlacedNode] => {
      const x = (at.get(id) ?? 0) - left;
      return [id, { id, layer, x, width: net.widths.get(id) ?? 0, isBend: !real.has(id) }];
    }),
  );
  return {
    nodes: new Map(placed),
    lines: net.lines,
    width: Math.max(0, ...placed.map(([, node]) => node.x + node.width / 2)),
    layers: net.rows.length,
  };
}

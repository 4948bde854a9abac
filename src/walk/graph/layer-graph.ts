import { assignLayers, type GraphEdge, type GraphNode } from './assign-layers.js';
import { placeRow } from './place-row.js';

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

const BEND = 12;
const SWEEPS = 12;

interface Net {
  readonly rows: string[][];
  readonly widths: Map<string, number>;
  readonly above: Map<string, string[]>;
  readonly below: Map<string, string[]>;
  readonly lines: Map<string, readonly string[]>;
  /** Nodes that nothing follows, and the bends of lines to them. */
  readonly ends: Set<string>;
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
  const net: Net = {
    rows,
    widths: new Map(),
    above: new Map(),
    below: new Map(),
    lines: new Map(),
    ends: new Set(),
  };
  const add = (id: string, layer: number, width: number): void => {
    rows[layer]?.push(id);
    net.widths.set(id, width);
  };
  for (const node of nodes) add(node.id, layers.get(node.id) ?? 0, node.width);
  const leading = new Set(edges.map((edge) => edge.from));
  for (const { id } of nodes) if (!leading.has(id)) net.ends.add(id);
  for (const { from, to } of edges) {
    const first = (layers.get(from) ?? 0) + 1;
    const last = layers.get(to) ?? 0;
    const bends = Array.from({ length: Math.max(0, last - first) }, (_, i) => `${from}→${to}#${first + i}`);
    bends.forEach((bend, i) => add(bend, first + i, BEND));
    if (net.ends.has(to)) for (const bend of bends) net.ends.add(bend);
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

/** Neighbours a node is drawn to: an end follows what leads to it, and pulls nothing out of the main way. */
function pullsOn(
  id: string,
  neighbours: ReadonlyMap<string, readonly string[]>,
  net: Net,
): readonly string[] {
  const all = neighbours.get(id) ?? [];
  const main = net.ends.has(id) ? [] : all.filter((other) => !net.ends.has(other));
  return main.length > 0 ? main : all;
}

function placeNodes(net: Net): ReadonlyMap<string, number> {
  const at = new Map<string, number>();
  const place = (row: readonly string[], wishes: readonly number[]): void => {
    const boxes = row.map((id, i) => {
      return { width: net.widths.get(id) ?? 0, wish: wishes[i] ?? 0, isMain: !net.ends.has(id) };
    });
    placeRow(boxes).forEach((x, i) => at.set(row[i] ?? '', x));
  };
  for (const row of net.rows)
    place(
      row,
      row.map(() => 0),
    );
  // The last pass goes down, and so puts ends as near as can be to what leads to them.
  for (let sweep = 0; sweep <= SWEEPS; sweep++) {
    const isDown = sweep % 2 === 0;
    for (const row of isDown ? net.rows : net.rows.toReversed()) {
      const neighbours = isDown ? net.above : net.below;
      const wishes = row.map(
        (id) => mean(pullsOn(id, neighbours, net).map((other) => at.get(other) ?? 0)) ?? at.get(id) ?? 0,
      );
      place(row, wishes);
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

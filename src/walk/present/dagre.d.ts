/** The part of the package we use: its own types import without extensions, which Node's resolution does not support. */
declare module '@dagrejs/dagre' {
  export interface Point {
    readonly x: number;
    readonly y: number;
  }
  /** Size, and the centre after layout. */
  export interface NodeLabel {
    readonly width: number;
    readonly height: number;
    readonly x?: number;
    readonly y?: number;
  }
  /** Size and centre of its label, and the points of its line. */
  export interface EdgeLabel extends NodeLabel {
    readonly labelpos?: 'l' | 'c' | 'r';
    readonly points?: readonly Point[];
  }
  export interface GraphLabel {
    readonly rankdir?: 'TB' | 'LR';
    readonly nodesep?: number;
    readonly edgesep?: number;
    readonly ranksep?: number;
    readonly marginx?: number;
    readonly marginy?: number;
    readonly width?: number;
    readonly height?: number;
  }
  export class Graph {
    setGraph(label: GraphLabel): void;
    graph(): GraphLabel;
    setNode(id: string, label: NodeLabel): void;
    node(id: string): NodeLabel;
    setEdge(from: string, to: string, label: EdgeLabel): void;
    edge(from: string, to: string): EdgeLabel;
  }
  export function layout(graph: Graph): void;
}

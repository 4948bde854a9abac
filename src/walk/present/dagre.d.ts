/** The package's own types import without file endings, which Node's resolution cannot follow; what is used of it. */
declare module '@dagrejs/dagre' {
  export interface Point {
    readonly x: number;
    readonly y: number;
  }
  /** Size, and after the layout the middle. */
  export interface NodeLabel {
    readonly width: number;
    readonly height: number;
    readonly x?: number;
    readonly y?: number;
  }
  /** Size of its label and the label's middle, and the points its line runs through. */
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

/** The part of the package we use: its own types import without extensions, which Node's resolution does not support. */
declare module '@dagrejs/dagre' {
  /** Size, and the centre after layout. */
  export interface NodeLabel {
    readonly width: number;
    readonly height: number;
    readonly x?: number;
    readonly y?: number;
  }
  /** Size and centre of its label, and the points of its line. */
  export interface EdgeLabel extends NodeLabel {
    readonly points?: readonly { readonly x: number; readonly y: number }[];
  }
  export class Graph {
    setGraph(options: Readonly<Record<string, string | number>>): void;
    graph(): Partial<NodeLabel>;
    setNode(id: string, label: NodeLabel): void;
    node(id: string): NodeLabel;
    setEdge(from: string, to: string, label: EdgeLabel & { readonly labelpos: string }): void;
    edge(from: string, to: string): EdgeLabel;
  }
  export function layout(graph: Graph): void;
}

import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import type { Point } from 'unist';
import type { BlockReader, Leftover } from './block-reader.js';

/** Behind a leftover; what the leftover opened and did not close swallows it. */
const RULE = '***';

/**
 * Let the parser read what a block reader left over, all of it in one text, and put it where it belongs.
 *
 * @returns False when the parser finds other blocks than the reader: then the whole text is for the parser.
 */
export function addLeftovers(reader: BlockReader, parse: (source: string) => Root): boolean {
  const { leftovers, children } = reader;
  if (leftovers.length === 0) return true;
  const text = new LeftoverText(reader);
  const found = splitAtRules(parse(text.source).children, text.rules);
  if (found === undefined || !leftovers.every((leftover, index) => fits(leftover, found[index]))) return false;
  for (let index = leftovers.length - 1; index >= 0; index -= 1) {
    const nodes = found[index] ?? [];
    const node = leftovers[index]?.node;
    for (const each of nodes) text.move(each);
    if (node === undefined) children.splice(leftovers[index]?.before ?? 0, 0, ...nodes);
    else node.children = nodes.flatMap((each) => phrasingOf(each));
  }
  return true;
}

/** One text of all leftovers, and the way back from its places to those of the whole source. */
class LeftoverText {
  readonly source: string;
  /** The lines, from 1, of the rules behind leftovers. */
  readonly rules: readonly number[];
  /** For each line: which it is in the whole source, and how many columns were cut off before it. */
  private readonly origins: readonly (Leftover['lines'][number] | undefined)[];
  private readonly reader: BlockReader;

  constructor(reader: BlockReader) {
    const lines: string[] = [];
    const origins: (Leftover['lines'][number] | undefined)[] = [];
    const rules: number[] = [];
    for (const leftover of reader.leftovers) {
      for (const line of leftover.lines) {
        lines.push(reader.source.text(line.index).slice(line.from));
        origins.push(line);
      }
      if (leftover.lines.at(-1)?.index === reader.source.count - 1) break;
      // Whole blocks bring the empty line behind them along.
      const behind = leftover.node ? ['', RULE, ''] : [RULE, ''];
      rules.push(lines.length + behind.length - 1);
      lines.push(...behind);
      origins.push(...behind.map(() => undefined));
    }
    this.reader = reader;
    this.source = lines.join('\n');
    this.rules = rules;
    this.origins = origins;
  }

  /** Give a node, and all in it, its places in the whole source. */
  move(node: Nodes): void {
    if (node.position)
      node.position = { start: this.movePoint(node.position.start), end: this.moveEnd(node.position.end) };
    if ('children' in node) for (const child of node.children) this.move(child);
  }

  /** What ends with a line's end, ends before whatever was cut off the next line. */
  private moveEnd(point: Point): Point {
    const origin = point.column === 1 ? this.origins[point.line - 1] : undefined;
    return origin === undefined ? this.movePoint(point) : this.reader.source.point(origin.index, 0);
  }

  private movePoint(point: Point): Point {
    const origin = this.origins[point.line - 1];
    return origin === undefined ? point : this.reader.source.point(origin.index, origin.from + point.column - 1);
  }
}

/** Nodes by leftover; undefined when a rule is not where it was put, since something reached over it. */
function splitAtRules(children: readonly RootContent[], rules: readonly number[]): RootContent[][] | undefined {
  const found: RootContent[][] = [[]];
  for (const child of children) {
    if (child.type === 'thematicBreak' && child.position?.start.line === rules[found.length - 1]) found.push([]);
    else found.at(-1)?.push(child);
  }
  return found.length === rules.length + 1 ? found : undefined;
}

function fits({ node }: Leftover, found: readonly RootContent[] | undefined): boolean {
  return node === undefined || (found?.length === 1 && found[0]?.type === node.type);
}

function phrasingOf(node: RootContent): PhrasingContent[] {
  return node.type === 'paragraph' || node.type === 'heading' ? node.children : [];
}

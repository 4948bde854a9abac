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
  const split = splitAtRules(parse(text.source).children, text.rules);
  const found = split && leftovers.map((leftover, index) => unwrap(leftover, split[index]));
  if (found?.every((nodes) => nodes !== undefined) !== true) return false;
  for (const [index, { node, before }] of [...leftovers.entries()].reverse()) {
    const nodes = found[index] ?? [];
    for (const each of nodes) text.move(each);
    if (node === undefined) children.splice(before, 0, ...nodes);
    else node.children = nodes.flatMap((each) => phrasingOf(each));
  }
  return true;
}

/** One text of all leftovers, and the way back from its places to those of the whole source. */
class LeftoverText {
  readonly source: string;
  /** The lines, from 1, of the rules behind leftovers. */
  readonly rules: readonly number[];
  /** For each line: which it is in the whole source, from 0, and how much further right it stands there. */
  private readonly origins: readonly ({ readonly index: number; readonly shift: number } | undefined)[];
  private readonly reader: BlockReader;

  constructor(reader: BlockReader) {
    const lines: string[] = [];
    const origins: ({ index: number; shift: number } | undefined)[] = [];
    const rules: number[] = [];
    for (const { lines: content, base, node } of reader.leftovers) {
      for (const [at, { index, from }] of content.entries()) {
        const line = reader.source.text(index);
        // An item of the same width around it: what is cut off its lines is cut off there, too.
        lines.push(at === 0 ? itemMark(base) + line.slice(from) : line);
        origins.push({ index, shift: at === 0 ? from - base : 0 });
      }
      if (content.at(-1)?.index === reader.source.count - 1) break;
      // Whole blocks bring the empty line behind them along.
      const behind = node ? ['', RULE, ''] : [RULE, ''];
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
      node.position = { start: this.movePoint(node.position.start), end: this.movePoint(node.position.end) };
    if ('children' in node) for (const child of node.children) this.move(child);
  }

  private movePoint(point: Point): Point {
    const origin = this.origins[point.line - 1];
    return origin === undefined
      ? point
      : this.reader.source.point(origin.index, point.column - 1 + origin.shift);
  }
}

/** The mark of an item whose content begins at a column; none for 0. */
function itemMark(base: number): string {
  if (base === 0) return '';
  return base < 6 ? '-'.padEnd(base) : `${'1'.padStart(base - 2, '0')}. `;
}

/** Nodes by leftover; undefined when a rule is not where it was put, since something reached over it. */
function splitAtRules(
  children: readonly RootContent[],
  rules: readonly number[],
): RootContent[][] | undefined {
  const found: RootContent[][] = [[]];
  for (const child of children) {
    if (child.type === 'thematicBreak' && child.position?.start.line === rules[found.length - 1])
      found.push([]);
    else found.at(-1)?.push(child);
  }
  return found.length === rules.length + 1 ? found : undefined;
}

/** The nodes a leftover became, out of the item around them; undefined when they are no such thing. */
function unwrap(leftover: Leftover, found: readonly RootContent[] = []): readonly RootContent[] | undefined {
  const { node, base } = leftover;
  if (node === undefined) return found;
  const inner = base > 0 && found.length === 1 && found[0]?.type === 'list' ? found[0].children : [];
  const nodes = base === 0 ? found : inner.length === 1 ? inner[0]?.children : undefined;
  return nodes?.length === 1 && nodes[0]?.type === node.type ? nodes : undefined;
}

function phrasingOf(node: RootContent): PhrasingContent[] {
  return node.type === 'paragraph' || node.type === 'heading' ? node.children : [];
}

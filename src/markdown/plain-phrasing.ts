import type { PhrasingContent, Text } from 'mdast';
import type { Point } from 'unist';
import { readPlainLine, type LinePart } from './plain-line.js';
import type { SourceLines } from './source-lines.js';

/** A line of a paragraph or heading: its number, from 0, and the column its content begins at. */
export interface ContentLine {
  readonly index: number;
  readonly from: number;
}

/**
 * Read the text of a paragraph or heading whose lines are all plain.
 *
 * @returns Undefined when one of them is for the parser to read.
 */
export function readPlainPhrasing(
  source: SourceLines,
  lines: readonly ContentLine[],
): PhrasingContent[] | undefined {
  const phrasing = new Phrasing();
  for (const [at, { index, from }] of lines.entries()) {
    const line = source.text(index);
    const written = line.replace(/ +$/, '');
    const isLast = at === lines.length - 1;
    const isBackslash = !isLast && written.length === line.length && line.endsWith('\\');
    const to = isBackslash ? line.length - 1 : written.length;
    const parts = readPlainLine(line, from, to);
    if (parts === undefined) return undefined;
    for (const part of parts) phrasing.add(part, (column) => source.point(index, column));
    if (isLast) break;
    const next = source.point(index + 1, 0);
    if (isBackslash || line.length - written.length > 1) phrasing.addBreak(source.point(index, to), next);
    else phrasing.addText('\n', source.end(index), next);
  }
  return phrasing.nodes;
}

/** Nodes as they are found; texts beside each other become one. */
class Phrasing {
  readonly nodes: PhrasingContent[] = [];

  addText(value: string, start: Point, end: Point): void {
    const last = this.nodes.at(-1);
    if (last?.type !== 'text') {
      this.nodes.push({ type: 'text', value, position: { start, end } });
      return;
    }
    last.value += value;
    if (last.position) last.position.end = end;
  }

  addBreak(start: Point, end: Point): void {
    this.nodes.push({ type: 'break', position: { start, end } });
  }

  add(part: LinePart, point: (column: number) => Point): void {
    if (part.kind === 'text') this.addText(part.value, point(part.from), point(part.to));
    else this.nodes.push(buildNode({ ...part, kind: part.kind }, point));
  }
}

function buildNode(
  part: LinePart & { readonly kind: Exclude<LinePart['kind'], 'text'> },
  point: (column: number) => Point,
): PhrasingContent {
  const { kind, value, url = '', title = null } = part;
  const position = { start: point(part.from), end: point(part.to) };
  if (kind === 'html' || kind === 'inlineCode') return { type: kind, value, position };
  if (kind === 'image') return { type: kind, url, title, alt: value, position };
  const inner = part.from + (kind === 'strong' ? 2 : 1);
  const text: Text = {
    type: 'text',
    value,
    position: { start: point(inner), end: point(inner + value.length) },
  };
  return kind === 'link'
    ? { type: kind, url, title, children: [text], position }
    : { type: kind, children: [text], position };
}

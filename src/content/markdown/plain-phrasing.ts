import type { PhrasingContent } from 'mdast';
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
    const written = line.slice(0, endOf(line, ' '));
    const isLast = at === lines.length - 1;
    const isBackslash = !isLast && written.length === line.length && endsInBackslash(line);
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

/** Whether the last character is a backslash that no other one escapes. */
function endsInBackslash(line: string): boolean {
  return (line.length - endOf(line, '\\')) % 2 === 1;
}

/** Where a line ends without the characters of one kind it ends in; a pattern would try every place they stand. */
function endOf(line: string, character: string): number {
  let end = line.length;
  while (end > 0 && line[end - 1] === character) end -= 1;
  return end;
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
    else this.nodes.push(buildNode(part, point));
  }
}

function buildNode(part: LinePart, point: (column: number) => Point): PhrasingContent {
  const position = { start: point(part.from), end: point(part.to) };
  switch (part.kind) {
    case 'emphasis':
    case 'strong':
      return { type: part.kind, children: buildNodes(part.parts, point), position };
    case 'link': {
      const { url, title = null } = part;
      return { type: 'link', url, title, children: buildNodes(part.parts, point), position };
    }
    case 'image': {
      const { url, title = null, value: alt } = part;
      return { type: 'image', url, title, alt, position };
    }
    default:
      return { type: part.kind, value: part.value, position };
  }
}

function buildNodes(parts: readonly LinePart[], point: (column: number) => Point): PhrasingContent[] {
  return parts.map((part) => buildNode(part, point));
}

import type { Nodes, PhrasingContent, Root, Text } from 'mdast';
import type { Point } from 'unist';
import { cutOf, hasStandIn, splitStandIns, type CondensedSource, type CutLine } from './condense.js';
import type { LinePart } from './plain-line.js';

/** Put the lines back into a tree parsed from a condensed source; positions become those of the whole source. */
export function restoreLines(root: Root, condensed: CondensedSource): void {
  if (condensed.cuts.length > 0) restoreNode(root, condensed);
}

function restoreNode(node: Nodes, condensed: CondensedSource): void {
  if (node.position) {
    movePoint(node.position.start, condensed);
    movePoint(node.position.end, condensed);
  }
  if ('value' in node && node.type !== 'text') {
    node.value = splitStandIns(node.value)
      .map((piece) => cutOf(piece, condensed.cuts)?.text ?? piece)
      .join('');
  }
  if (!('children' in node)) return;
  for (const child of node.children) restoreNode(child, condensed);
  if (node.children.some(isCondensed)) {
    const children = node.children.flatMap<Nodes>((child) =>
      isCondensed(child) ? restoreText(child, condensed.cuts) : [child],
    );
    Object.assign(node, { children });
  }
}

function isCondensed(node: Nodes): node is Text {
  return node.type === 'text' && hasStandIn(node.value);
}

/** Behind a stand-in, a point is as much further right as the line was longer. */
function movePoint(point: Point, { lines }: CondensedSource): void {
  const { saved = 0, cut } = lines[point.line - 1] ?? {};
  const inLine = cut !== undefined && point.column > cut.from + 1 ? cut.text.length - 1 : 0;
  point.column += inLine;
  if (point.offset !== undefined) point.offset += saved + inLine;
}

/** The nodes a text with stand-ins becomes; what stood before, between and behind them stays text. */
function restoreText(node: Text, cuts: readonly CutLine[]): PhrasingContent[] {
  const pieces = splitStandIns(node.value);
  const { position } = node;
  const restored: PhrasingContent[] = [];
  let at: Point | undefined = position?.start;
  const addText = (value: string, start: Point | undefined, end: Point | undefined): void => {
    const last = restored.at(-1);
    if (last?.type === 'text') {
      last.value += value;
      if (last.position && end) last.position.end = end;
    } else {
      restored.push({ type: 'text', value, ...(start && end && { position: { start, end } }) });
    }
    at = end;
  };
  for (const [index, piece] of pieces.entries()) {
    const cut = cutOf(piece, cuts);
    if (cut === undefined) {
      const [before, next] = [cutOf(pieces[index - 1] ?? '', cuts), cutOf(pieces[index + 1] ?? '', cuts)];
      // Spaces at a line's end are no text, nor are they before it.
      if (before && piece.startsWith('\n')) at = pointIn(before, before.length);
      addText(piece, at, next ? textEnd(piece, next) : position?.end);
      continue;
    }
    for (const part of cut.parts) {
      const [start, end] = [pointIn(cut, part.from), pointIn(cut, part.to)];
      if (part.kind === 'text') addText(part.value, start, end);
      else restored.push(buildNode(part, start, end, cut));
      at = end;
    }
  }
  return restored;
}

/** Text ends where the next line begins, its spaces left out. */
function textEnd(piece: string, next: CutLine): Point {
  return piece.endsWith('\n') ? pointIn(next, 0) : pointIn(next, next.from);
}

function pointIn(cut: CutLine, column: number): Point {
  return { line: cut.line, column: column + 1, offset: cut.start + column };
}

function buildNode(part: LinePart, start: Point, end: Point, cut: CutLine): PhrasingContent {
  const { kind, value } = part;
  const position = { start, end };
  if (kind === 'html' || kind === 'inlineCode' || kind === 'text') return { type: kind, value, position };
  const marks = kind === 'strong' ? 2 : 1;
  const inner = {
    start: pointIn(cut, part.from + marks),
    end: pointIn(cut, part.from + marks + value.length),
  };
  const children: Text[] = [{ type: 'text', value, position: inner }];
  return kind === 'link'
    ? { type: 'link', title: null, url: part.url ?? '', children, position }
    : { type: kind, children, position };
}

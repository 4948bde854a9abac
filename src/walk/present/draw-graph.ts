import { Graph, layout } from '@dagrejs/dagre';
import { UNKNOWN } from '../fact-set.js';
import type { Walk, WalkNode } from '../walk.js';
import { fillPlaceholders, type WalkVoice } from '../walk-texts.js';
import { labelAnswer } from './present-node.js';
import { WALK_WORDS } from './walk-words.js';

const LETTER = 6.6;
const LINE = 16;
const PADDING = 12;
const FACT = 18;
/** Height reserved for a diamond, so that its edges leave below neighbouring boxes. */
const FACT_ROOM = 72;
const BOX_LETTERS = 30;
const LABEL_LETTERS = 22;
const PASSED = 2.5;

const NO_VALUES = new Map<string, string>();

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** East Asian letters are twice as wide. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letter >= '\u1100' ? 2 : 1;
  return width;
}

function wrap(text: string, letters: number, locale: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const { segment } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    // Closing punctuation stays with the word before it.
    const isPunctuation = /^[\p{P}\s]+$/u.test(segment);
    if (!isPunctuation && line !== '' && widthOf(line + segment) > letters) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? segment.trimStart() : segment;
  }
  return [...lines, line.trimEnd()].filter((one) => one !== '');
}

/** A node's label: kind and text; a fact has none. */
function textOf(node: WalkNode, voice: WalkVoice): { readonly kind: string; readonly text: string } {
  if (node.kind === 'fact') return { kind: '', text: '' };
  const { questions, outcomes } = voice.texts;
  if (node.kind === 'question')
    return { kind: '', text: fillPlaceholders(questions.get(node.id)?.prompt ?? node.id, NO_VALUES) };
  const title = fillPlaceholders(outcomes.get(node.id)?.title ?? node.id, NO_VALUES);
  return { kind: WALK_WORDS.in(voice.language).kinds[node.outcome], text: title };
}

type Box = ReturnType<typeof measureBox>;

function measureBox(node: WalkNode, voice: WalkVoice) {
  if (node.kind === 'fact') return { node, kind: '', lines: [], width: FACT, height: FACT };
  const { kind, text } = textOf(node, voice);
  const lines = wrap(text, BOX_LETTERS, voice.language);
  const widest = Math.max(...[kind, ...lines].map(widthOf));
  const rows = lines.length + (kind === '' ? 0 : 1);
  return { node, kind, lines, width: widest * LETTER + 2 * PADDING, height: rows * LINE + 2 * PADDING };
}

interface Line {
  readonly from: string;
  readonly to: string;
  /** The answers on an edge; empty when any answer leads there, and for facts. */
  readonly label: readonly string[];
}

/** Answers that lead to the same node share one line. */
function linesOf(walk: Walk, voice: WalkVoice): readonly Line[] {
  return [...walk.nodes.values()].flatMap((node) => {
    if (node.kind === 'outcome') return [];
    const answers = new Map<string, string[]>();
    for (const [answer, to] of node.edges) answers.set(to, [...(answers.get(to) ?? []), answer]);
    const isFork = node.kind === 'question' && answers.size > 1;
    return [...answers].map(([to, all]) => {
      const said = all.filter(
        (answer) => answer === UNKNOWN || node.kind === 'fact' || node.input.options.includes(answer),
      );
      const labels = isFork ? said.map((answer) => labelAnswer(node, answer, voice)) : [];
      return { from: node.id, to, label: wrap(labels.join(' / '), LABEL_LETTERS, voice.language) };
    });
  });
}

function layOut(boxes: readonly Box[], lines: readonly Line[]): Graph {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 24, edgesep: 12, ranksep: 34, marginx: 16, marginy: 16 });
  for (const { node, width, height } of boxes)
    graph.setNode(node.id, { width, height: node.kind === 'fact' ? FACT_ROOM : height });
  for (const { from, to, label } of lines) {
    const width = label.length === 0 ? 0 : Math.max(...label.map(widthOf)) * LETTER + 8;
    graph.setEdge(from, to, { width, height: label.length * LINE, labelpos: 'c' });
  }
  layout(graph);
  return graph;
}

const round = (value: number): number => Math.round(value * 10) / 10;

function drawText(lines: readonly string[], x: number, middle: number, attributes = ''): string {
  const first = middle - ((lines.length - 1) * LINE) / 2 + 4;
  return lines
    .map(
      (line, i) =>
        `<text x="${round(x)}" y="${round(first + i * LINE)}"${attributes}>${escapeXml(line)}</text>`,
    )
    .join('');
}

/** Where an edge meets a diamond. @param side - 1 below, -1 above. */
function joint({ x = 0, y = 0, width }: ReturnType<Graph['node']>, side: 1 | -1): { x: number; y: number }[] {
  if (width !== FACT) return [];
  return [
    { x, y: y + (side * FACT) / 2 },
    { x, y: y + (side * FACT_ROOM) / 2 },
  ];
}

function drawLine(line: Line, graph: Graph, isPassed: boolean): string {
  const { points, x = 0, y = 0 } = graph.edge(line.from, line.to);
  const below = joint(graph.node(line.from), 1);
  const above = joint(graph.node(line.to), -1).reverse();
  const own = (points ?? []).slice(below.length > 0 ? 1 : 0, above.length > 0 ? -1 : undefined);
  const [first, ...rest] = [...below, ...own, ...above];
  if (first === undefined) return '';
  // A smooth curve through the midpoints.
  const curves = rest.map((point, i) => {
    const next = rest[i + 1];
    if (next === undefined) return `L${round(point.x)} ${round(point.y)}`;
    return `Q${round(point.x)} ${round(point.y)} ${round((point.x + next.x) / 2)} ${round((point.y + next.y) / 2)}`;
  });
  const look = isPassed ? `stroke-width="${PASSED}"` : 'stroke-width="1" stroke-opacity="0.5"';
  const path = `<path d="M${round(first.x)} ${round(first.y)}${curves.join('')}" fill="none" stroke="currentColor" ${look} marker-end="url(#walk-graph-arrow)"/>`;
  const halo = ' class="walk-graph-result" stroke="Canvas" stroke-width="5" paint-order="stroke"';
  return `<g class="walk-graph-edge${isPassed ? ' is-passed' : ''}">${path}${drawText(line.label, x, y, halo)}</g>`;
}

function drawBox({ node, kind, lines, width, height }: Box, graph: Graph, isPassed: boolean): string {
  const { x = 0, y = 0 } = graph.node(node.id);
  const [left, top] = [round(x - width / 2), round(y - height / 2)];
  const look = `fill="Canvas" stroke="currentColor" stroke-width="${isPassed ? PASSED : 1}"`;
  const half = FACT / 2;
  const shape =
    node.kind === 'fact'
      ? `<path d="M${round(x)} ${top}l${half} ${half}l${-half} ${half}l${-half} ${-half}z" ${look}/>`
      : `<rect x="${left}" y="${top}" width="${round(width)}" height="${round(height)}" rx="${node.kind === 'outcome' ? 20 : 6}" ${look}/>`;
  const text = drawText(lines, x, y + (kind === '' ? 0 : LINE / 2));
  const above =
    kind === '' ? '' : drawText([kind], x, round(y - height / 2 + PADDING + LINE / 2), ' font-weight="600"');
  return `<g class="walk-graph-${node.kind}${isPassed ? ' is-passed' : ''}">${shape}${above}${text}</g>`;
}

/**
 * Draw a walk as SVG: questions as boxes, outcomes rounded, facts as small diamonds.
 *
 * Inherits text and background colours, so that it suits every theme.
 *
 * @param path - Visited nodes, highlighted; none by default.
 */
export function drawWalkGraph(walk: Walk, voice: WalkVoice, path: readonly string[] = []): string {
  const boxes = [...walk.nodes.values()].map((node) => measureBox(node, voice));
  const lines = linesOf(walk, voice);
  const graph = layOut(boxes, lines);
  const { width = 0, height = 0 } = graph.graph();
  const count = (kind: WalkNode['kind']): string =>
    String(boxes.filter(({ node }) => node.kind === kind).length);
  const counts = new Map([
    ['questions', count('question')],
    ['outcomes', count('outcome')],
    ['article', walk.number],
  ]);
  const words = WALK_WORDS.in(voice.language).graph;
  const isPassed = ({ from, to }: Line): boolean =>
    path.includes(from) && path[path.indexOf(from) + 1] === to;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="walk-graph" lang="${voice.language}" role="img" aria-labelledby="walk-graph-title walk-graph-desc" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" font-family="system-ui, sans-serif" font-size="12" text-anchor="middle" fill="currentColor">`,
    `<title id="walk-graph-title">${escapeXml(fillPlaceholders(words.title, counts))}</title>`,
    `<desc id="walk-graph-desc">${escapeXml(fillPlaceholders(words.description, counts))}</desc>`,
    '<defs><marker id="walk-graph-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="currentColor"/></marker></defs>',
    ...lines.map((line) => drawLine(line, graph, isPassed(line))),
    ...boxes.map((box) => drawBox(box, graph, path.includes(box.node.id))),
    '</svg>',
  ].join('\n');
}

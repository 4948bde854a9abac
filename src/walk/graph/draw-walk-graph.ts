import { fillPlaceholders } from '../file/placeholders.js';
import type { WalkVoice } from '../present/walk-voice.js';
import type { Walk, WalkNode } from '../walk.js';
import { layerGraph, type LayeredGraph, type PlacedNode } from './layer-graph.js';

const BOX = 44;
const ROW = 100;
const MARGIN = 16;
const LETTER = 6.4;
const MAX_LETTERS = 30;
/** Width of lines on the way taken. */
const PASSED = 2.5;

function escapeXml(text: string): string {
  const codes: ReadonlyMap<string, string> = new Map([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
  ]);
  return text.replace(/[&<>"]/g, (sign) => codes.get(sign) ?? sign);
}

/** East Asian letters are twice as wide. */
function letters(text: string): number {
  let sum = 0;
  for (const letter of text) sum += letter >= '\u1100' ? 2 : 1;
  return sum;
}

function shorten(text: string): string {
  let room = MAX_LETTERS;
  let kept = '';
  for (const letter of text) {
    room -= letters(letter);
    if (room < 0) return `${kept.trimEnd()}…`;
    kept += letter;
  }
  return kept;
}

function captionOf(node: WalkNode, voice: WalkVoice): string {
  const none = new Map<string, string>();
  if (node.kind === 'fact') return '';
  const text =
    node.kind === 'question'
      ? voice.texts.questions.get(node.id)?.prompt
      : voice.texts.outcomes.get(node.id)?.title;
  return fillPlaceholders(text ?? '', none);
}

interface Line {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** Results that lead to the same node share one line. */
function linesOf(walk: Walk): readonly Line[] {
  const lines = new Map<string, { from: string; to: string; results: string[] }>();
  for (const node of walk.nodes.values()) {
    if (node.kind === 'outcome') continue;
    for (const [result, to] of node.edges) {
      const key = `${node.id}→${to}`;
      const known = lines.get(key);
      if (known === undefined) lines.set(key, { from: node.id, to, results: [result] });
      else known.results.push(result);
    }
  }
  return [...lines.values()].map(({ from, to, results }) => ({ from, to, label: results.join(', ') }));
}

const round = (value: number): number => Math.round(value * 10) / 10;
const top = (node: PlacedNode): number => MARGIN + node.layer * ROW;

interface LineLook {
  /** No other line leads to where it ends. */
  readonly isOnly: boolean;
  readonly isPassed: boolean;
  /** Its place among the other lines from its node whose results stand at their beginnings. */
  readonly nth: number;
}

/** Where on a line's first curve its result stands: shares of the way across and down; two heights in turn, so that neighbours do not meet. */
const RESULT_PLACES = [
  { across: 0.5, down: 0.5 },
  { across: 0.844, down: 0.703 },
] as const;

function drawLine(line: Line, graph: LayeredGraph, { isOnly, isPassed, nth }: LineLook): string {
  const points = (graph.lines.get(`${line.from}→${line.to}`) ?? []).flatMap(
    (id) => graph.nodes.get(id) ?? [],
  );
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  const start = { x: first.x, y: top(first) + BOX };
  const stops = points
    .slice(1)
    .map((point) => ({ x: point.x, y: point === last ? top(point) : top(point) + BOX / 2 }));
  let at = start;
  const curves = stops.map((stop) => {
    const middle = round((at.y + stop.y) / 2);
    const curve = `C${round(at.x)} ${middle} ${round(stop.x)} ${middle} ${round(stop.x)} ${round(stop.y)}`;
    at = stop;
    return curve;
  });
  const path = `M${round(start.x)} ${round(start.y)}${curves.join('')}`;
  // Beside the end it alone leads to, else on its own beginning.
  const second = stops[0] ?? start;
  const { across, down } = RESULT_PLACES[nth % 2] ?? RESULT_PLACES[0];
  const place = isOnly
    ? { x: last.x, y: top(last) - 9 }
    : { x: start.x + (second.x - start.x) * across, y: start.y + (second.y - start.y) * down };
  const label = `<text class="walk-graph-result" x="${round(place.x)}" y="${round(place.y)}" stroke="Canvas" stroke-width="4" paint-order="stroke">${escapeXml(shorten(line.label))}</text>`;
  const state = isPassed ? ' is-passed' : '';
  return `<g class="walk-graph-edge${state}"><path d="${path}" fill="none" stroke="currentColor" stroke-width="${isPassed ? PASSED : 1}" stroke-opacity="${isPassed ? 1 : 0.45}" marker-end="url(#walk-graph-arrow)"/>${label}</g>`;
}

function drawBox(node: WalkNode, place: PlacedNode, isPassed: boolean): string {
  const x = round(place.x - place.width / 2);
  const y = top(place);
  const common = `fill="none" stroke="currentColor" stroke-width="${isPassed ? PASSED : 1}"`;
  if (node.kind === 'fact') {
    const [right, middle] = [round(place.x + place.width / 2), y + BOX / 2];
    const corners = `${x} ${middle} ${x + 12} ${y} ${right - 12} ${y} ${right} ${middle} ${right - 12} ${y + BOX} ${x + 12} ${y + BOX}`;
    return `<polygon points="${corners}" ${common}/>`;
  }
  const radius = node.kind === 'outcome' ? BOX / 2 : 6;
  return `<rect x="${x}" y="${y}" width="${round(place.width)}" height="${BOX}" rx="${radius}" ${common}/>`;
}

function drawNode(node: WalkNode, place: PlacedNode, voice: WalkVoice, isPassed: boolean): string {
  const caption = captionOf(node, voice);
  const middle = round(place.x);
  const kind = node.kind === 'outcome' ? `${voice.words.kinds[node.outcome]}: ${node.id}` : node.id;
  const name = `<text x="${middle}" y="${top(place) + (caption === '' ? 27 : 18)}" font-weight="600">${escapeXml(kind)}</text>`;
  const text =
    caption === '' ? '' : `<text x="${middle}" y="${top(place) + 34}">${escapeXml(shorten(caption))}</text>`;
  const title = caption === '' ? '' : `<title>${escapeXml(caption)}</title>`;
  return `<g class="walk-graph-${node.kind}${isPassed ? ' is-passed' : ''}">${title}${drawBox(node, place, isPassed)}${name}${text}</g>`;
}

/**
 * Draw a walk as an SVG picture, for those who write it: questions as boxes, facts as hexagons, ends rounded.
 *
 * Takes the colour of the text around it, so that it suits every theme; a style sheet may go further by its classes.
 *
 * @param path - Nodes a reader passed, drawn stronger; none by default.
 */
export function drawWalkGraph(walk: Walk, voice: WalkVoice, path: readonly string[] = []): string {
  const nodes = [...walk.nodes.values()];
  const lines = linesOf(walk);
  const sized = nodes.map((node) => {
    const id = node.kind === 'outcome' ? `${voice.words.kinds[node.outcome]}: ${node.id}` : node.id;
    const widest = Math.max(letters(id) * 1.1, letters(shorten(captionOf(node, voice))));
    return { id: node.id, width: Math.round(widest * LETTER + 32) };
  });
  const graph = layerGraph(sized, lines);
  const width = Math.ceil(graph.width + MARGIN * 2);
  const height = graph.layers * ROW - (ROW - BOX) + MARGIN * 2;
  const isOnly = (line: Line): boolean => lines.filter(({ to }) => to === line.to).length === 1;
  const lookOf = (line: Line): LineLook => {
    const shared = lines.filter((other) => other.from === line.from && !isOnly(other));
    const isPassed = path.includes(line.from) && path[path.indexOf(line.from) + 1] === line.to;
    return { isOnly: isOnly(line), isPassed, nth: Math.max(0, shared.indexOf(line)) };
  };
  const count = (kind: WalkNode['kind']): string => String(nodes.filter((node) => node.kind === kind).length);
  const counts = new Map([
    ['questions', count('question')],
    ['outcomes', count('outcome')],
    ['article', walk.number],
  ]);
  const drawn = nodes.flatMap((node) => {
    const place = graph.nodes.get(node.id);
    return place === undefined ? [] : drawNode(node, place, voice, path.includes(node.id));
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="walk-graph" role="img" aria-labelledby="walk-graph-title walk-graph-desc" viewBox="${-MARGIN} 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" text-anchor="middle" fill="currentColor">`,
    `<title id="walk-graph-title">${escapeXml(fillPlaceholders(voice.words.graph.title, counts))}</title>`,
    `<desc id="walk-graph-desc">${escapeXml(fillPlaceholders(voice.words.graph.description, counts))}</desc>`,
    '<defs><marker id="walk-graph-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="currentColor"/></marker></defs>',
    ...lines.map((line) => drawLine(line, graph, lookOf(line))),
    ...drawn,
    '</svg>',
  ].join('\n');
}

import type { FootnoteDefinition, List, Nodes, RootContent } from 'mdast';
import type { Block, Section, SectionName, Step } from '../article/article.js';
import { showLineEnds } from './markdown/line-breaks.js';
import { placeFootnotes } from './markdown/references.js';
import { visitNodes } from './markdown/nodes.js';
import { renderHtml } from './markdown/render-html.js';
import { visibleText } from './markdown/visible-text.js';
import { resolveTargets } from './link-targets.js';
import type { Outline, SectionDraft } from './outline.js';

/** Sections whose ordered lists are the article's steps. */
const WITH_STEPS: readonly SectionName[] = ['resolution', 'workaround'];

export interface SectionParts {
  readonly sections: readonly Section[];
  readonly steps: readonly Step[];
  /** Position of every displayed block in the file. */
  readonly blocks: readonly PlacedBlock[];
}

/** A block of a section, or a step, and its lines in the file, from 1. */
export interface PlacedBlock {
  readonly anchor: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
}

/**
 * Render an outline as HTML and text with footnotes, and extract the steps of the resolution.
 *
 * @param linesBefore - Lines of the file before the text that was parsed.
 */
export function writeSections(
  { drafts, headingLabels }: Outline,
  footnotes: readonly FootnoteDefinition[],
  linesBefore: number,
): SectionParts {
  const anchors = anchorsOf(drafts);
  const parts = drafts.map(({ nodes }) => nodes);
  placeFootnotes(parts, footnotes);
  showLineEnds(parts);
  resolveTargets(drafts, anchors, headingLabels);
  const writer = new SectionWriter(linesBefore);
  const sections = drafts.map((draft, index) => writer.write(draft, anchors[index] ?? draft.name));
  return { sections, steps: writer.steps, blocks: writer.blocks };
}

class SectionWriter {
  readonly steps: Step[] = [];
  readonly blocks: PlacedBlock[] = [];

  constructor(private readonly linesBefore: number) {}

  write({ name, heading, nodes }: SectionDraft, anchor: string): Section {
    const before = this.blocks.length;
    const blocks = WITH_STEPS.includes(name) ? this.withSteps(nodes, anchor) : this.html(nodes, anchor);
    const texts = this.blocks.slice(before).map(({ text }) => text);
    const text = texts.filter((part) => part !== '').join('\n');
    return { name, ...(heading !== undefined && { heading }), anchor, blocks, text };
  }

  /** Top-level ordered lists become step blocks; the rest is HTML. */
  private withSteps(nodes: readonly RootContent[], anchor: string): Block[] {
    const blocks: Block[] = [];
    let between: RootContent[] = [];
    let next: number | undefined;
    for (const node of nodes) {
      if (!isSteps(node, next)) {
        between.push(node);
        continue;
      }
      blocks.push(...this.html(between, anchor));
      between = [];
      const start = node.start ?? 1;
      blocks.push({ kind: 'steps', first: this.steps.length + 1, count: node.children.length, start });
      for (const item of node.children) {
        const number = this.steps.length + 1;
        const stepAnchor = `step-${number}`;
        const text = this.place(item, stepAnchor);
        this.steps.push({ number, html: renderHtml(item.children), text, anchor: stepAnchor });
      }
      next = start + node.children.length;
    }
    return [...blocks, ...this.html(between, anchor)];
  }

  private html(nodes: readonly RootContent[], anchor: string): Block[] {
    for (const node of nodes) this.place(node, anchor);
    return nodes.length === 0 ? [] : [{ kind: 'html', html: renderHtml(nodes) }];
  }

  /** Note where a block stands. @returns Its text. */
  private place(node: Nodes, anchor: string): string {
    const text = visibleText([node]);
    const [first, last] = linesOf(node);
    this.blocks.push({
      anchor,
      firstLine: first + this.linesBefore,
      lastLine: last + this.linesBefore,
      text,
    });
    return text;
  }
}

/** The lines of what is in a node: its own position may be that of a paragraph which it was split off. */
function linesOf(node: Nodes): [first: number, last: number] {
  let [first, last] = [Infinity, 0];
  visitNodes(node, (within) => {
    if ('children' in within || within.position === undefined) return;
    first = Math.min(first, within.position.start.line);
    last = Math.max(last, within.position.end.line);
  });
  return last > 0 ? [first, last] : [node.position?.start.line ?? 1, node.position?.end.line ?? 0];
}

function anchorsOf(drafts: readonly SectionDraft[]): string[] {
  const seen = new Map<SectionName, number>();
  return drafts.map(({ name }) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}-${times}`;
  });
}

/** A one-item list with a high number that continues nothing is a log line (`11. March 2021 6:35`), not a step. */
function isSteps(node: RootContent, next: number | undefined): node is List {
  if (node.type !== 'list' || node.ordered !== true) return false;
  return node.children.length > 1 || (node.start ?? 1) === 1 || node.start === next;
}

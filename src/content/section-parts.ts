import type { List, RootContent } from 'mdast';
import type { Block, Section, SectionName, Step } from '../article/article.js';
import { placeFootnotes, type FootnoteList } from './markdown/footnotes.js';
import { renderHtml } from './markdown/render-html.js';
import { visibleText } from './markdown/visible-text.js';
import { resolveTargets } from './link-targets.js';
import type { Outline, SectionDraft } from './outline.js';

/** Sections whose ordered lists are the article's steps. */
const WITH_STEPS: readonly SectionName[] = ['resolution', 'workaround'];

/** Rendered sections and their numbered steps. */
export interface SectionParts {
  readonly sections: readonly Section[];
  readonly steps: readonly Step[];
  /** Line of each step, from 1. */
  readonly lines: readonly number[];
}

/** Render an outline as HTML and text with footnotes, and extract the steps of the resolution. */
export function writeSections({ drafts, headingLabels }: Outline, footnotes: FootnoteList): SectionParts {
  const anchors = anchorsOf(drafts);
  placeFootnotes(
    drafts.map(({ nodes }) => nodes),
    footnotes,
  );
  resolveTargets(drafts, anchors, headingLabels);
  const steps: Step[] = [];
  const lines: number[] = [];
  const sections = drafts.map(({ name, heading, nodes }, index) => ({
    name,
    ...(heading !== undefined && { heading }),
    anchor: anchors[index] ?? name,
    blocks: WITH_STEPS.includes(name) ? blocksWithSteps(nodes, steps, lines) : htmlBlock(nodes),
    text: visibleText(nodes),
  }));
  return { sections, steps, lines };
}

/** A section's anchor: its name, numbered when repeated. */
function anchorsOf(drafts: readonly SectionDraft[]): string[] {
  const seen = new Map<SectionName, number>();
  return drafts.map(({ name }) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}-${times}`;
  });
}

/** Top-level ordered lists become step blocks; the rest is HTML. */
function blocksWithSteps(nodes: readonly RootContent[], steps: Step[], lines: number[]): Block[] {
  const blocks: Block[] = [];
  let between: RootContent[] = [];
  let next: number | undefined;
  for (const node of nodes) {
    if (!isSteps(node, next)) {
      between.push(node);
      continue;
    }
    blocks.push(...htmlBlock(between));
    between = [];
    const start = node.start ?? 1;
    blocks.push({ kind: 'steps', first: steps.length + 1, count: node.children.length, start });
    for (const item of node.children) {
      const number = steps.length + 1;
      lines.push(item.position?.start.line ?? node.position?.start.line ?? 1);
      steps.push({
        number,
        html: renderHtml(item.children),
        text: visibleText(item.children),
        anchor: `step-${number}`,
      });
    }
    next = start + node.children.length;
  }
  return [...blocks, ...htmlBlock(between)];
}

/** A one-item list with a high number that continues nothing is a log line (`11. March 2021 6:35`), not a step. */
function isSteps(node: RootContent, next: number | undefined): node is List {
  if (node.type !== 'list' || node.ordered !== true) return false;
  return node.children.length > 1 || (node.start ?? 1) === 1 || node.start === next;
}

function htmlBlock(nodes: readonly RootContent[]): Block[] {
  return nodes.length === 0 ? [] : [{ kind: 'html', html: renderHtml(nodes) }];
}

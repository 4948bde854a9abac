import type { List, RootContent } from 'mdast';
import type { Block, Section, SectionName, Step } from '../article/article.js';
import { renderHtml } from './markdown/pipeline.js';
import { visibleText } from './markdown/visible-text.js';
import type { SectionDraft } from './outline.js';

/** Sections whose ordered lists are the article's steps. */
const WITH_STEPS: readonly SectionName[] = ['resolution', 'workaround'];

/** The drafts written out, and the steps found in them, numbered through. */
export interface SectionParts {
  readonly sections: readonly Section[];
  readonly steps: readonly Step[];
}

/** Write drafts as HTML and text, and take the steps out of the resolution. */
export function writeSections(drafts: readonly SectionDraft[]): SectionParts {
  const steps: Step[] = [];
  const seen = new Map<SectionName, number>();
  const sections = drafts.map((draft) => {
    const times = (seen.get(draft.name) ?? 0) + 1;
    seen.set(draft.name, times);
    return {
      name: draft.name,
      anchor: times === 1 ? draft.name : `${draft.name}-${times}`,
      blocks: WITH_STEPS.includes(draft.name) ? blocksWithSteps(draft.nodes, steps) : htmlBlock(draft.nodes),
      text: visibleText(draft.nodes),
    };
  });
  return { sections, steps };
}

/** Top-level ordered lists become step blocks; all between them stays HTML. */
function blocksWithSteps(nodes: readonly RootContent[], steps: Step[]): Block[] {
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

/** A list of one item with a high number that continues nothing is a line of a log (`11. March 2021 6:35`), not a step. */
function isSteps(node: RootContent, next: number | undefined): node is List {
  if (node.type !== 'list' || node.ordered !== true) return false;
  return node.children.length > 1 || (node.start ?? 1) === 1 || node.start === next;
}

function htmlBlock(nodes: readonly RootContent[]): Block[] {
  return nodes.length === 0 ? [] : [{ kind: 'html', html: renderHtml(nodes) }];
}

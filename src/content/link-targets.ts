import GithubSlugger from 'github-slugger';
import type { Heading, Nodes, RootContent } from 'mdast';
import { inlineElement, visitNodes } from './markdown/nodes.js';
import { inlineText } from './markdown/visible-text.js';
import type { Label, SectionDraft } from './outline.js';

/** Ids reserved by the page; an author's id of that name gets a number. */
const PAGE_ID =
  /-title$|^(?:step|part|note|permalink|feedback|ticket|beside|walk|site|page|search)-(?:\d+$|[a-z-]+$)|^(?:summary|description|environment|issue|steps-to-reproduce|cause|resolution|workaround|additional)(?:-\d+)?$|^(?:content|contents|main|top|feedback|ticket|search|step|time|file|zones|question|answer|outcome|now)$/;

/**
 * Give every heading its author's id and the one GitHub would generate, unique in the page, and point the article's links there.
 *
 * Sections keep their locale-independent ids; links to a heading replaced by a section title point to those.
 *
 * @param drafts - Their nodes are modified.
 * @param anchors - Ids of the sections.
 * @param labels - Labels of the headings in them.
 */
export function resolveTargets(
  drafts: readonly SectionDraft[],
  anchors: readonly string[],
  labels: ReadonlyMap<RootContent, Label>,
): void {
  const targets = new Targets(labels);
  drafts.forEach((draft, index) => {
    const anchor = anchors[index] ?? draft.name;
    for (const label of draft.labels) targets.nameSection(label, anchor);
    for (const node of draft.nodes) targets.collect(node);
  });
  for (const draft of drafts)
    for (const node of draft.nodes) visitNodes(node, (inner) => targets.link(inner));
}

class Targets {
  private readonly slugger = new GithubSlugger();
  private readonly taken = new Set<string>();
  /** The last number appended to an id. */
  private readonly numbers = new Map<string, number>();
  /** Link fragments and the ids they mean. */
  private readonly ids = new Map<string, string>();

  constructor(private readonly labels: ReadonlyMap<RootContent, Label>) {}

  nameSection(label: Label, anchor: string): void {
    if (label.id !== undefined) this.name(label.id, anchor);
    this.name(this.slugger.slug(label.text), anchor);
  }

  collect(node: Nodes): void {
    if ('children' in node) for (const child of node.children) this.collect(child);
    if (node.type === 'heading') this.nameHeading(node);
    else if (node.type === 'inlineElement' && node.data.hProperties?.['id'] !== undefined) {
      const { id } = node.data.hProperties;
      node.data.hProperties = { ...node.data.hProperties, id: this.claim(id) };
    }
  }

  link(node: Nodes): void {
    if (node.type !== 'link' || !node.url.startsWith('#')) return;
    const written = decode(node.url.slice(1));
    const id = this.ids.get(written) ?? this.ids.get(written.toLowerCase());
    if (id !== undefined) node.url = `#${id}`;
  }

  private nameHeading(heading: Heading): void {
    const label = this.labels.get(heading);
    const written = label ? label.id : heading.data?.hProperties?.['id'];
    const slug = this.slugger.slug(label?.text ?? inlineText(heading));
    const own = typeof written === 'string' ? this.claim(written) : undefined;
    const id = own ?? heading.data?.hProperties?.['id'];
    if (slug !== '' && slug !== own) {
      const target = this.claim(slug);
      if (id === undefined) heading.data = { ...heading.data, hProperties: { id: target } };
      else heading.children = [...heading.children, inlineElement('span', [], { id: target })];
    }
    if (own !== undefined) heading.data = { ...heading.data, hProperties: { id: own } };
  }

  /** @returns The id, with a number appended if needed to make it unique. */
  private claim(wanted: string): string {
    // `cause` and `cause-2` may be sections, `step-1` a step: ids must not collide with these.
    const base = PAGE_ID.test(wanted) || PAGE_ID.test(`${wanted}-2`) ? `${wanted}-x` : wanted;
    let number = this.numbers.get(base) ?? 0;
    let id = number === 0 ? base : `${base}-${number}`;
    while (this.taken.has(id)) {
      number += 1;
      id = `${base}-${number}`;
    }
    this.numbers.set(base, number);
    this.taken.add(id);
    this.name(wanted, id);
    return id;
  }

  private name(written: string, id: string): void {
    for (const name of [written, written.toLowerCase()]) if (!this.ids.has(name)) this.ids.set(name, id);
  }
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

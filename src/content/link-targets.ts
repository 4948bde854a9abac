import GithubSlugger from 'github-slugger';
import type { Heading, Nodes, RootContent } from 'mdast';
import { inlineElement, visitNodes } from './markdown/nodes.js';
import { inlineText } from './markdown/visible-text.js';
import type { Label, SectionDraft } from './outline.js';

/** Ids the page itself may use; an author's own gets a number behind it. */
const PAGE_ID =
  /-title$|^(?:step|part|note|permalink|feedback|ticket|beside|walk|site|page|search)-(?:\d+$|[a-z-]+$)|^(?:summary|description|environment|issue|steps-to-reproduce|cause|resolution|workaround|additional)(?:-\d+)?$|^(?:content|contents|main|top|feedback|ticket|search|step|time|file|zones|question|answer|outcome|now)$/;

/**
 * Give every heading the id its author gave it and the one GitHub would, each once in the page, and lead the article's links there.
 *
 * Sections keep their own ids, which are equal in every locale; a link to the heading a section's title stands for leads to those.
 *
 * @param drafts - Their nodes are changed in place.
 * @param anchors - The ids of the drafts' sections.
 * @param labels - The labels of the headings in them.
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
  /** The last number put behind an id. */
  private readonly numbers = new Map<string, number>();
  /** What a link may say, and the id it means. */
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

  /** @returns The id as written, or with the first number behind it that makes it the only one in the page. */
  private claim(wanted: string): string {
    // `cause` and `cause-2` may be sections, `step-1` a step: neither an id nor its numbers may be the page's own.
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

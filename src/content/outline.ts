import type { BlockContent, DefinitionContent, Root, RootContent } from 'mdast';
import type { SectionName } from '../article/article.js';
import { ADMONITION_KINDS, admonition, type AdmonitionKind, type NoteTitle } from './markdown/nodes.js';
import { findLabels, type OutlineItem, keepOwnLines } from './label-lines.js';
import { isPartHeading, labelMeaning, type LabelMeaning, type Part } from './author-words.js';

/** A section before rendering. */
export interface SectionDraft {
  readonly name: SectionName;
  /** The author's heading, if not replaced by a fixed title. */
  readonly heading: string | undefined;
  readonly nodes: RootContent[];
  /** The labels it replaces, as link targets. */
  readonly labels: Label[];
}

/** A source label; the i-th label of a translation corresponds to the i-th of the source. */
export interface ContextLabel {
  readonly part: Part | 'lead';
  readonly form: 'heading' | 'line';
  readonly meaning: LabelMeaning | null;
}

export interface Outline {
  readonly heading: string | undefined;
  readonly drafts: readonly SectionDraft[];
  /** Source labels of the sub-headings. */
  readonly headingLabels: ReadonlyMap<RootContent, Label>;
  readonly labels: readonly ContextLabel[];
  /** Headings and labels replaced by fixed titles, as written. */
  readonly replaced: readonly string[];
}

export interface OutlineContext {
  /** The source's labels; undefined without a source. */
  readonly sourceLabels: readonly ContextLabel[] | undefined;
  readonly admonitionTitle: (kind: AdmonitionKind, written: string) => NoteTitle;
  /** Whether the UI lacks the text's language, so that sections keep their authors' titles. */
  readonly keepsHeadings: boolean;
  readonly report: (code: 'heading-unknown' | 'label-by-position', line: number, message: string) => void;
}

export type Label = Extract<OutlineItem, { kind: 'label' }>;

/**
 * Assign an article's blocks to canonical sections.
 *
 * The two parts are identified by anchor, text, then position; labels by text, then by the source's label at the same place. Anything
 * else stays a sub-heading in place.
 */
export function outlineArticle(root: Root, context: OutlineContext): Outline {
  return new OutlineBuilder(context).build(root.children.flatMap(findLabels));
}

class OutlineBuilder {
  private readonly drafts: SectionDraft[] = [{ name: 'summary', heading: undefined, nodes: [], labels: [] }];
  private readonly labels: ContextLabel[] = [];
  private readonly replaced: string[] = [];
  private heading: string | undefined;
  private part: Part | 'lead' = 'lead';
  private readonly headingLabels = new Map<RootContent, Label>();
  private subHeadings = 0;
  private note: { readonly kind: AdmonitionKind; readonly label: Label } | undefined;

  constructor(private readonly context: OutlineContext) {}

  build(items: readonly OutlineItem[]): Outline {
    const meanings = this.readMeanings(items);
    items.forEach((item, index) => {
      if (item.kind === 'block') this.addBlock(item.node);
      else this.addLabel(item, meanings[index]);
    });
    this.closeNote();
    const drafts = this.drafts.filter((draft) => draft.nodes.length > 0);
    const [only] = drafts;
    const isVideo = drafts.length === 1 && only?.name === 'summary' && this.part === 'lead';
    return {
      heading: this.heading,
      drafts: isVideo ? [{ ...only, name: 'description' }] : drafts,
      headingLabels: this.headingLabels,
      labels: this.labels,
      replaced: this.replaced,
    };
  }

  /** Meaning by text, else by the source's label at the same place. */
  private readMeanings(items: readonly OutlineItem[]): (LabelMeaning | Part | undefined)[] {
    let seen = 0;
    let part: Part | 'lead' = 'lead';
    const meanings = items.map((item) => {
      if (item.kind === 'block' || item.depth === 1) return undefined;
      if (item.depth === 2) {
        const found = knownPart(item) ?? PARTS[seen];
        seen += 1;
        part = found ?? part;
        return found;
      }
      const meaning = labelMeaning(item.text);
      if (item.form !== 'run-in') this.labels.push({ part, form: item.form, meaning: meaning ?? null });
      return meaning;
    });
    this.fillByPosition(items, meanings);
    return meanings;
  }

  private fillByPosition(items: readonly OutlineItem[], meanings: (LabelMeaning | Part | undefined)[]): void {
    const { sourceLabels, report } = this.context;
    if (sourceLabels === undefined) return;
    const pairs = alignLabels(this.labels, sourceLabels);
    const labels = this.labels.values();
    items.forEach((item, index) => {
      if (item.kind === 'block' || item.depth <= 2 || item.form === 'run-in') return;
      const own = labels.next().value;
      const meaning = own && pairs.get(own)?.meaning;
      if (meanings[index] !== undefined || !meaning) return;
      meanings[index] = meaning;
      const message = `label "${item.text}" is unknown; read as ${meaning}, as in the source`;
      report('label-by-position', item.line, message);
    });
  }

  private addLabel(label: Label, meaning: LabelMeaning | Part | undefined): void {
    this.closeNote();
    if (label.depth === 1 && this.heading === undefined) {
      this.heading = label.text;
    } else if (label.depth === 2 && (meaning === 'description' || meaning === 'resolution')) {
      this.part = meaning;
      if (this.current.name !== meaning) this.open(meaning, label);
      const isKnown = knownPart(label) !== undefined;
      if (!isKnown) this.reportUnknown(label, `is unknown; read as the ${meaning} because of its position`);
      if (isKnown || this.current.heading === label.text) this.standFor(label);
      else this.addSubHeading(label);
    } else if (this.saysTheTitle(label)) {
      this.standFor(label);
    } else if (meaning === undefined || meaning === 'description') {
      if (label.depth === 2) this.reportUnknown(label, 'is neither the description nor the resolution');
      this.addSubHeading(label);
    } else if (isAdmonition(meaning)) {
      this.note = { kind: meaning, label };
      this.replaced.push(label.text);
    } else {
      this.startSection(meaning, label);
    }
  }

  private startSection(name: SectionName, label: Label): void {
    if (this.current.name !== name) this.open(name, label);
    else if (this.current.nodes.length > 0 && label.form !== 'run-in') {
      this.addSubHeading(label);
      return;
    }
    this.standFor(label);
  }

  private open(name: SectionName, label: Label): void {
    const heading = this.context.keepsHeadings && label.text !== '' ? label.text : undefined;
    this.drafts.push({ name, heading, nodes: [], labels: [] });
  }

  /** The section title replaces the label. */
  private standFor(label: Label): void {
    this.current.labels.push(label);
    this.replaced.push(label.text);
  }

  private reportUnknown({ text, line }: Label, why: string): void {
    this.context.report('heading-unknown', line, `heading "${text}" ${why}`);
  }

  /** `### Description` right under `## Description`. */
  private saysTheTitle(label: Label): boolean {
    const { name, nodes } = this.current;
    return name === 'description' && nodes.length === 0 && label.depth > 2 && isPartHeading(label.text, name);
  }

  private addSubHeading(label: Label): void {
    this.subHeadings += 1;
    const depth = label.depth === 4 || label.depth === 5 || label.depth === 6 ? label.depth : 3;
    const data = { hProperties: { id: `part-${this.subHeadings}` } };
    const heading: RootContent = { type: 'heading', depth, children: label.children, data };
    this.headingLabels.set(heading, label);
    this.current.nodes.push(heading);
  }

  private addBlock(node: RootContent): void {
    keepOwnLines(node);
    if (this.note && (node.type === 'paragraph' || node.type === 'list')) this.closeNote([node]);
    else {
      this.closeNote();
      this.current.nodes.push(node);
    }
  }

  /** A note label without text is kept. */
  private closeNote(body: (BlockContent | DefinitionContent)[] = []): void {
    if (this.note === undefined) return;
    const { kind, label } = this.note;
    const title = this.context.admonitionTitle(kind, label.text.replace(/\s*[:：]$/, ''));
    this.current.nodes.push(admonition(kind, title, body));
    this.note = undefined;
  }

  private get current(): SectionDraft {
    const last = this.drafts.at(-1);
    if (last === undefined) throw new Error('an outline always has a draft');
    return last;
  }
}

/** Pair labels with the source's, part by part; a part with a different number of labels has no pairs. */
function alignLabels(
  own: readonly ContextLabel[],
  source: readonly ContextLabel[],
): ReadonlyMap<ContextLabel, ContextLabel> {
  const pairs = new Map<ContextLabel, ContextLabel>();
  for (const part of ['lead', ...PARTS] as const) {
    const mine = own.filter((label) => label.part === part);
    const theirs = source.filter((label) => label.part === part);
    if (mine.length !== theirs.length) continue;
    mine.forEach((label, i) => {
      const other = theirs[i];
      if (other?.form === label.form) pairs.set(label, other);
    });
  }
  return pairs;
}

/** By its anchor or its text. */
function knownPart(label: Label): Part | undefined {
  const id = label.id?.toLowerCase();
  return PARTS.find((part) => part === id) ?? PARTS.find((part) => isPartHeading(label.text, part));
}

const PARTS: readonly Part[] = ['description', 'resolution'];

function isAdmonition(meaning: LabelMeaning): meaning is AdmonitionKind {
  return ADMONITION_KINDS.some((kind) => kind === meaning);
}

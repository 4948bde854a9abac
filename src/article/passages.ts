import { createHash } from 'node:crypto';
import { decodeReferences } from './html.js';
import type { Section, SectionName, Step, Translation } from './article.js';

/** A citable piece of a translation: a step, or (part of) a section. */
export interface Passage {
  /** Fragment of its id, the same in every locale: `issue`, `issue.2` for a continuation, `step-2`. */
  readonly fragment: string;
  /** `p1-` and 22 letters; depends only on id and text, not on the compiler version. */
  readonly hash: string;
  readonly section: SectionName;
  /** The section's heading as written; undefined when the site's own title is shown. */
  readonly heading: string | undefined;
  /** Sub-headings above it within the section. */
  readonly headings: readonly string[];
  /** Element to jump to: `issue`, `step-2`. */
  readonly anchor: string;
  readonly step: number | undefined;
  readonly text: string;
  /** Strings that must not be translated or altered. */
  readonly keep: readonly string[];
}

/** A passage, and the HTML it was cut from. */
export interface CutPassage extends Passage {
  /** Its HTML before locale and base path are inserted; empty for a part of an overlong block. */
  readonly html: string;
}

/** Longest passage in characters; half for scripts where a character is about a word. */
const LONGEST = 1800;
const LONGEST_IDEOGRAPHIC = 900;
const IDEOGRAPH = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF]/g;
const MOST_KEPT = 40;

/** A block of a section: an element at the top of its HTML. */
interface Unit {
  readonly html: string;
  readonly text: string;
  /** 3 to 6 for a sub-heading. */
  readonly level: number | undefined;
}

/**
 * Cut a translation into passages: at its sections, steps and sub-headings, and between blocks where a section is too long.
 *
 * Every visible word is in exactly one of them. A step, a table and a block of code are cut only when they are too long themselves.
 *
 * @param products - Names that are kept as they are.
 */
export function cutPassages(translation: Translation, products: readonly string[]): readonly CutPassage[] {
  const cutter = new Cutter(translation, products);
  for (const section of translation.sections) cutter.section(section, translation.steps);
  return cutter.passages;
}

/** What a group of blocks belongs to. */
interface Place {
  readonly section: Section;
  readonly headings: readonly { readonly level: number; readonly text: string }[];
  readonly step?: Step;
}

class Cutter {
  readonly passages: CutPassage[] = [];
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly translation: Translation,
    private readonly products: readonly string[],
  ) {}

  section(section: Section, steps: readonly Step[]): void {
    let headings: Place['headings'] = [];
    for (const block of section.blocks) {
      if (block.kind === 'steps') {
        for (const step of steps.slice(block.first - 1, block.first - 1 + block.count))
          this.add({ section, headings, step }, topUnits(step.html));
        continue;
      }
      let units: Unit[] = [];
      for (const unit of topUnits(block.html)) {
        if (unit.level !== undefined) {
          this.add({ section, headings }, units);
          units = [];
          const { level, text } = unit;
          headings = [...headings.filter((above) => above.level < level), { level, text }];
        }
        units.push(unit);
      }
      this.add({ section, headings }, units);
    }
  }

  /** Add a group of blocks: whole if it fits, else block by block. */
  private add(place: Place, units: readonly Unit[]): void {
    const longest = longestOf(units.map(({ text }) => text).join(''));
    let [html, text] = ['', ''];
    const flush = (): void => {
      if (text !== '') this.push(place, html, text);
      [html, text] = ['', ''];
    };
    for (const unit of units) {
      if (text !== '' && text.length + 1 + unit.text.length > longest) flush();
      if (unit.text.length > longest) {
        for (const part of cutText(unit.text, longest)) this.push(place, '', part);
        continue;
      }
      html += unit.html;
      text = text === '' || unit.text === '' ? text + unit.text : `${text}\n${unit.text}`;
    }
    flush();
  }

  private push({ section, headings, step }: Place, html: string, text: string): void {
    const anchor = step?.anchor ?? section.anchor;
    const times = (this.seen.get(anchor) ?? 0) + 1;
    this.seen.set(anchor, times);
    const fragment = times === 1 ? anchor : `${anchor}.${times}`;
    const first = text.split('\n', 1)[0];
    this.passages.push({
      fragment,
      hash: hashOf(`${this.translation.number}/${this.translation.locale}#${fragment}`, text),
      section: section.name,
      heading: section.heading,
      // A passage that starts with a heading contains it; later passages are below it.
      headings: headings.map((heading) => heading.text).filter((heading) => heading !== first),
      anchor,
      step: step?.number,
      text,
      keep: findKept(html, text, this.products),
      html,
    });
  }
}

function longestOf(text: string): number {
  const ideographs = text.match(IDEOGRAPH)?.length ?? 0;
  return ideographs * 3 > text.length ? LONGEST_IDEOGRAPHIC : LONGEST;
}

function hashOf(id: string, text: string): string {
  return `p1-${createHash('sha256').update(`${id}\0${text}`).digest('base64url').slice(0, 22)}`;
}

const TAG = /<(\/?)([a-z][a-z0-9]*)(?:\s[^>]*)?>/g;
const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'wbr']);

/** Split our own serializer's HTML at its top-level elements; text in between belongs to the next one. */
function topUnits(html: string): Unit[] {
  const units: Unit[] = [];
  let [start, depth] = [0, 0];
  const end = (at: number, name: string): void => {
    const piece = html.slice(start, at);
    const text = htmlText(piece);
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (text !== '' || piece.includes('<img'))
      units.push({ html: piece, text, level: level === undefined ? undefined : Number(level) });
    start = at;
  };
  for (const match of html.matchAll(TAG)) {
    const [tag, closing, name = ''] = match;
    if (VOID.has(name)) continue;
    if (closing === '') {
      // Top-level inline text is separate from the following block.
      if (depth === 0 && BLOCKS.has(name)) end(match.index, '');
      depth += 1;
    } else if ((depth -= 1) === 0 && BLOCKS.has(name)) end(match.index + tag.length, name);
  }
  end(html.length, '');
  return units;
}

const BLOCKS: ReadonlySet<string> = new Set(
  'address aside blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre section summary table tbody td th thead tr ul'.split(
    ' ',
  ),
);

const PART = /<pre[\s>][^]*?<\/pre>|<(\/?)([a-z][a-z0-9]*)(?:\s[^>]*)?>|[^<]+/g;

/** The visible text of our own serializer's HTML, one line per block. */
export function htmlText(html: string): string {
  let text = '';
  let rowStart = 0;
  for (const [part, closing, name] of html.matchAll(PART)) {
    if (part.startsWith('<pre')) text += `\n${part.replace(/<[^>]*>/g, '')}\n`;
    else if (name === undefined) {
      const run = part.replace(/\s+/g, ' ');
      text += text === '' || text.endsWith('\n') ? run.trimStart() : run;
    } else if (name === 'td' || name === 'th') {
      // A block or line break at the end of a cell does not end the row.
      const row = text.slice(rowStart).trimEnd();
      if (closing === '') text = text.slice(0, rowStart) + (row === '' ? '' : `${row} | `);
    } else if (name === 'br' || BLOCKS.has(name)) {
      text += '\n';
      if (name === 'tr') rowStart = text.length;
    }
  }
  const lines = decodeReferences(text)
    .replace(/[\u200B\u2060\uFEFF]/g, '')
    .split('\n');
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .join('\n')
    .trim();
}

/** Split an overlong text at lines, else sentences, else spaces, else between characters. */
function cutText(text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const head = rest.slice(0, longest);
    const place = [/\n(?!.*\n)/s, /[.!?。！？](?!.*[.!?。！？])/s, / (?!.* )/s]
      .map((mark) => mark.exec(head)?.index ?? -1)
      .find((index) => index > longest / 2);
    const at = place === undefined ? longest - (/[\uD800-\uDBFF]$/.test(head) ? 1 : 0) : place + 1;
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at);
  }
  return [...parts, rest.trim()].filter((part) => part !== '');
}

const CODE = /<code[^>]*>([^<]{1,200})<\/code>/g;
/**
 * Dotted, camel-case, snake-case and hyphenated identifiers, paths, URLs, versions, and numbers with a unit. Separators and the parts
 * between them share no character, so that a match takes linear time.
 */
const IDENTIFIER =
  /https?:\/\/[^\s<>"']{3,200}|(?:\/[\w.-]{2,60}){2,8}|\b\d{1,6}(?:[.,]\d{1,6}){0,3} ?(?:%|°C|[kMGT]i?B|kbit|Mbit|Gbit|[kMG]?Hz|ms|s|min|h|mm|cm|km|kg|px|[mk]?[VAW]|dpi)(?![\p{L}\d])|\b[A-Za-z][A-Za-z0-9]{0,60}(?:[._:-]{1,3}[A-Za-z0-9]{1,60}){1,8}\b|\b\d{1,5}(?:\.\d{1,5}){1,3}\b|\b[a-z]{1,30}(?:[A-Z][a-z0-9]{1,30}){1,6}\b|\b[A-Z]{2,10}\d{1,8}\b/gu;
const WORDS_WITH_HYPHENS = /^[A-Za-z]+(?:-[A-Za-z]+)+$/;

function findKept(html: string, text: string, products: readonly string[]): string[] {
  const kept = new Set<string>();
  for (const [, code = ''] of html.matchAll(CODE)) kept.add(decodeReferences(code).trim());
  for (const product of products) if (text.includes(product)) kept.add(product);
  for (const [found] of text.matchAll(IDENTIFIER)) if (!WORDS_WITH_HYPHENS.test(found)) kept.add(found);
  kept.delete('');
  return [...kept].slice(0, MOST_KEPT);
}

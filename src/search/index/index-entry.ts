import type { ArticleFacts, SectionName, Translation } from '../../article/article.js';
import { analyzerOf } from '../analysis/analyzer.js';
import { cleanText, typeaheadText } from '../analysis/fold.js';
import { encodePlaces, hashTerm } from './texts.js';

/** What is searched; a term's field mask has the bit of each field that holds it. */
export const FIELDS = [
  'title',
  'heading',
  'keywords',
  'description',
  'issue',
  'cause',
  'resolution',
  'environment',
] as const;

/** @see FIELDS */
export type Field = (typeof FIELDS)[number];

/** How much a term's occurrence in a field adds to its impact. */
const FIELD_WEIGHTS: Readonly<Record<Field, number>> = {
  title: 10,
  heading: 8,
  keywords: 5,
  description: 4,
  issue: 2.5,
  cause: 1.5,
  resolution: 1,
  environment: 1,
};

const FIELD_OF: Readonly<Record<SectionName, Field>> = {
  summary: 'description',
  description: 'issue',
  environment: 'environment',
  issue: 'issue',
  'steps-to-reproduce': 'issue',
  cause: 'cause',
  resolution: 'resolution',
  workaround: 'resolution',
  additional: 'resolution',
};

/** A translation made ready for the index: plain data that crosses threads. */
export interface IndexEntry {
  /** To be shown as it is. */
  readonly title: string;
  readonly products: readonly string[];
  /** Archived stub: not to be found. */
  readonly isHidden: boolean;
  readonly isBug: boolean;
  /** Days since 1970; 0 when the file does not say. */
  readonly publishedDay: number;
  /** 0 for pages without versions. */
  readonly version: number;
  /** Each different term once, separated by spaces. */
  readonly terms: string;
  /** Of each term: field mask in the high byte, impact (0 to 255) in the low one. */
  readonly evidence: Uint16Array;
  /** Terms of the title, and of the first heading, in order, separated by spaces. */
  readonly titleTerms: string;
  readonly headingTerms: string;
  /** The title as type-ahead compares it, a space before and behind. */
  readonly typeahead: string;
  /** Each different word once, in lower case: what spelling is checked against. */
  readonly words: string;
  /** Visible text that snippets are cut from, a dot between sections, and where its terms stand. */
  readonly text: string;
  readonly places: Uint8Array;
  /** Where sections and steps begin in it: anchor and offset by turns, separated by spaces. */
  readonly anchors: string;
}

/** Beyond this a section is a table or a log: its first pages tell what it is about. */
const LONGEST_SECTION = 60_000;
const LONGEST_TEXT = 12_000;
const BETWEEN_SECTIONS = ' · ';
/** A word to be suggested: letters only, neither tiny nor a run of noise. */
const WORTH_SUGGESTING = /^\p{L}{4,32}$/u;

/** BM25 with a pivot that is the same for all, so that an impact never changes with other articles. */
const SATURATION = 3;
const USUAL_LENGTH = 300;
const LENGTH_SHARE = 0.4;

const DAY = 86_400_000;

/**
 * Make a translation ready for the index; pure, and where the work of indexing is: run it beside the parser.
 *
 * @param facts - Of the article the translation belongs to.
 */
export function analyzeTranslation(translation: Translation, facts: ArticleFacts): IndexEntry {
  const { locale, number, title, heading, keywords, description, sections, steps, publishedAt, version } =
    translation;
  const analyzer = analyzerOf(locale);
  const found = new Map<string, { mask: number; weight: number; readonly hash: number }>();
  const words = new Set<string>();
  let length = 0;

  /** @returns The term's hash. */
  const count = (term: string, mask: number, weight: number): number => {
    const known = found.get(term);
    if (known === undefined) {
      const hash = hashTerm(term);
      found.set(term, { mask, weight, hash });
      return hash;
    }
    known.mask |= mask;
    known.weight += weight;
    return known.hash;
  };
  const places: number[] = [];
  /** @param base - Where the text stands among those that snippets are cut from; undefined when it does not. */
  const read = (field: Field, text: string, base = LONGEST_TEXT): void => {
    const mask = 1 << FIELDS.indexOf(field);
    const weight = FIELD_WEIGHTS[field];
    analyzer.visit(text, ({ term, parts, word, tail }, start) => {
      length++;
      const isShown = base + start < LONGEST_TEXT;
      const hash = count(term, mask, weight);
      if (isShown) places.push(hash, base + start);
      for (const part of parts) {
        const partHash = count(part, mask, weight);
        if (isShown) places.push(partHash, base + start);
      }
      if (tail !== undefined && tail !== term) count(tail, mask, weight);
      if (WORTH_SUGGESTING.test(word)) words.add(word);
    });
  };
  const termsOf = (text: string): string =>
    analyzer
      .tokens(text)
      .map(({ term }) => term)
      .join(' ');

  read('title', cleanText(title));
  if (heading !== undefined) read('heading', cleanText(heading));
  for (const keyword of [number, ...keywords]) read('keywords', cleanText(keyword));
  let shown = '';
  const anchors: [anchor: string, start: number][] = [];
  /** @returns Where the text begins among those that are shown; undefined for one that is empty or too far behind. */
  const readShown = (field: Field, raw: string): number | undefined => {
    const text = visibleText(raw);
    if (text === '') return undefined;
    const before = shown === '' ? '' : BETWEEN_SECTIONS;
    const base = shown.length + before.length;
    read(field, text, base);
    if (base >= LONGEST_TEXT) return undefined;
    shown += before + text;
    return base;
  };
  const summaryStart = readShown('description', description ?? '');
  if (summaryStart !== undefined) anchors.push(['summary', summaryStart]);
  let next = 0;
  for (const section of sections) {
    const start = readShown(FIELD_OF[section.name], section.text);
    if (start === undefined) continue;
    anchors.push([section.anchor, start]);
    let at = start;
    for (let step = steps[next]; step !== undefined; step = steps[next]) {
      const found = shown.indexOf(visibleText(step.text), at);
      if (found < 0) break;
      anchors.push([step.anchor, found]);
      at = found + 1;
      next++;
    }
  }

  const pivot = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / USUAL_LENGTH);
  return {
    title,
    products: facts.products,
    isHidden: facts.isHidden,
    isBug: facts.isBug,
    publishedDay: publishedAt === undefined ? 0 : Math.max(0, Math.floor(Date.parse(publishedAt) / DAY)),
    version: version ?? 0,
    terms: [...found.keys()].join(' '),
    evidence: Uint16Array.from(
      found.values(),
      ({ mask, weight }) => (mask << 8) | Math.round((255 * weight) / (weight + pivot)),
    ),
    titleTerms: termsOf(title),
    headingTerms: heading === undefined ? '' : termsOf(heading),
    typeahead: ` ${typeaheadText(title)} `,
    words: [...words].join(' '),
    text: shown.slice(0, LONGEST_TEXT),
    places: encodePlaces(places),
    anchors: anchors
      .filter(([, start]) => start < LONGEST_TEXT)
      .map((anchor) => anchor.join(' '))
      .join(' '),
  };
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

/** A section as snippets show it; what an author's tool escaped twice is read once more. */
function visibleText(text: string): string {
  const once = cleanText(text.slice(0, LONGEST_SECTION)).replace(
    /&(?:lt|gt|quot|#39|nbsp|amp);/g,
    (reference) => REFERENCES[reference] ?? reference,
  );
  return once.replace(/\s+/g, ' ').trim();
}

import type { ArticleFacts, SectionName, Translation } from '../../article/article.js';
import { decodeReferences } from '../../article/html.js';
import { analyzerOf } from '../analysis/analyzer.js';
import { cleanText, typeaheadText } from '../analysis/fold.js';
import { encodePlaces, hashTerm } from './texts.js';

/** Weight of an occurrence in each field. */
const FIELD_WEIGHTS = {
  title: 10,
  heading: 8,
  keywords: 5,
  description: 4,
  issue: 2.5,
  cause: 1.5,
  resolution: 1,
  environment: 1,
};

export type Field = keyof typeof FIELD_WEIGHTS;

/** Fields in the order of their bits: a term's field mask has a bit per field that contains it. */
export const FIELDS: readonly string[] = Object.keys(FIELD_WEIGHTS);

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

/** An index entry: plain data that crosses threads. */
export interface IndexEntry {
  /** As displayed. */
  readonly title: string;
  readonly products: readonly string[];
  /** Archived stub, excluded from search. */
  readonly isHidden: boolean;
  readonly isBug: boolean;
  /** Days since 1970; 0 when unknown. */
  readonly publishedDay: number;
  /** 0 for pages without versions. */
  readonly version: number;
  /** Distinct terms, space-separated. */
  readonly terms: string;
  /** Per term: field mask in the high byte, impact (0 to 255) in the low one. */
  readonly evidence: Uint16Array;
  /** Terms of the title and of the first heading, in order, space-separated. */
  readonly titleTerms: string;
  readonly headingTerms: string;
  /** The normalized title for type-ahead, with a space before and after. */
  readonly typeahead: string;
  /** Distinct words in lower case, for spelling correction. */
  readonly words: string;
  /** Visible text for snippets, sections separated by a dot, and the positions of its terms. */
  readonly text: string;
  readonly places: Uint8Array;
  /** Start of sections and steps in it: anchors and offsets alternating, space-separated. */
  readonly anchors: string;
}

/** Beyond this a section is a table or log, and its beginning is enough. */
const LONGEST_SECTION = 60_000;
const LONGEST_TEXT = 12_000;
const BETWEEN_SECTIONS = ' · ';
/** A word usable as a suggestion: letters only, of plausible length. */
const WORTH_SUGGESTING = /^\p{L}{4,32}$/u;

/** BM25 with a fixed pivot, so that an impact does not depend on other articles. */
const SATURATION = 3;
const USUAL_LENGTH = 300;
const LENGTH_SHARE = 0.4;

const DAY = 86_400_000;

/**
 * Create the index entry of a translation; pure and CPU-bound, so run it in the compile workers.
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
  /** @param base - Offset of the text within the snippet text; undefined when not part of it. */
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
  /** @returns Offset of the text within the snippet text; undefined when empty or beyond the limit. */
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

/** A section as snippet text; double-escaped entities are decoded again. */
function visibleText(text: string): string {
  return cleanText(decodeReferences(text.slice(0, LONGEST_SECTION)))
    .replace(/\s+/g, ' ')
    .trim();
}

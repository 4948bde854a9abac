import type { AlignedSection, Piece } from '../../article/align-translations.js';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import type { QuotedFinding } from '../../check/article-findings.js';
import { countInHtml, markHtml, type TextMark } from '../../content/markdown/mark-html.js';
import type { Translate } from '../../locale/strings.js';
import { languageAttributes, type LanguageAttributes } from '../layout/languages.js';
import { readyHtml } from '../layout/markup.js';
import { createPageContext, type PageContext } from '../layout/page.js';

/** Side of the page. */
export type SideName = 'left' | 'right';

/** A finding with its number on the page. */
export interface NumberedFinding extends QuotedFinding {
  /** From 1, per side. */
  readonly label: number;
}

/** A rendered piece. */
interface PieceHtml {
  readonly html: string;
  readonly findings: readonly NumberedFinding[];
}

/** The page: two translations, aligned. */
export interface BesideView {
  readonly page: PageContext;
  readonly left: BesideSide;
  readonly right: BesideSide;
  readonly sections: readonly AlignedSection[];
  /** Whether findings were requested. */
  readonly isChecked: boolean;
}

/** Most findings highlighted in the text; the others are listed. */
const MOST_MARKED = 200;
/** An opening tag in our serializer's output. */
const OPENING = /<[a-z][a-z0-9]*(?:\s[^\s=>"]+(?:="[^"]*")?)*\s*\/?>/g;

/** The id of an element on one side; the left side keeps the article's ids. */
export function sideId(side: SideName, id: string): string {
  return side === 'left' ? id : `beside-${id}`;
}

/** One side of the page, with its findings marked in its texts. */
export class BesideSide {
  /** `lang` attributes of its text. */
  readonly lang: LanguageAttributes;
  /** `lang` attributes of UI text inside it. */
  readonly pageLang: LanguageAttributes;
  /** Translator of its text's language. */
  readonly words: Translate;
  /** Its language's name in the reader's language. */
  readonly languageName: string;
  /** Its pieces with marks. */
  readonly html: ReadonlyMap<Piece, PieceHtml>;
  /** Findings that could not be located in a piece. */
  readonly elsewhere: readonly NumberedFinding[];

  /**
   * @param locale - The requested site locale; links of this side stay in it.
   * @param findings - Undefined unless requested, or when the file could not be checked.
   */
  constructor(
    readonly name: SideName,
    readonly reading: Reading,
    readonly locale: LocaleTag,
    readonly findings: readonly QuotedFinding[] | undefined,
    sections: readonly AlignedSection[],
    page: PageContext,
  ) {
    const { served } = reading;
    this.lang = languageAttributes(served, page.locale);
    this.pageLang = languageAttributes(page.locale, served);
    this.words = createPageContext(page.site, served, page.strings).t;
    this.languageName = page.format.languageName(served);
    const pieces = sections.flatMap(({ rows }) => rows.flatMap((row) => row[name] ?? []));
    const numbered = (findings ?? []).map((finding, i) => ({ ...finding, label: i + 1 }));
    const place = { t: page.t, locale };
    const ready = new Map(pieces.map((piece) => [piece, ownIds(readyHtml(htmlOf(piece), place), name)]));
    const places = placeFindings(numbered.slice(0, MOST_MARKED), ready);
    const placed = new Set([...places.values()].flat().map(({ finding }) => finding));
    this.html = new Map([...ready].map(([piece, html]) => [piece, markPiece(html, places.get(piece) ?? [])]));
    this.elsewhere = numbered.filter((finding) => !placed.has(finding));
  }
}

function htmlOf(piece: Piece): string {
  return piece.kind === 'html' ? piece.html : piece.step.html;
}

/** Ids of the right side and links to them are renamed to stay unique. */
function ownIds(html: string, name: SideName): string {
  if (name === 'left') return html;
  return html.replace(OPENING, (tag) =>
    tag.replace(/ id="/, ' id="beside-').replace(/ href="#/, ' href="#beside-'),
  );
}

interface Place {
  readonly finding: NumberedFinding;
  readonly occurrence: number;
}

/** Locate each finding in a piece; the second finding of the same words takes their second occurrence. */
function placeFindings(
  findings: readonly NumberedFinding[],
  html: ReadonlyMap<Piece, string>,
): ReadonlyMap<Piece, readonly Place[]> {
  const places = new Map<Piece, Place[]>();
  const seen = new Map<string, { readonly at: number; readonly where: string }>();
  for (const finding of findings) {
    if (finding.quote === '') continue;
    const where = `${finding.line}:${finding.column}`;
    const before = seen.get(finding.quote);
    // Findings at the same place share a mark.
    const nth = before === undefined ? 0 : before.at + (before.where === where ? 0 : 1);
    seen.set(finding.quote, { at: nth, where });
    const place = nthPlace(finding, nth, html) ?? nthPlace(finding, 0, html);
    if (place !== undefined) places.set(place.piece, [...(places.get(place.piece) ?? []), place]);
  }
  return places;
}

function nthPlace(
  finding: NumberedFinding,
  nth: number,
  html: ReadonlyMap<Piece, string>,
): (Place & { readonly piece: Piece }) | undefined {
  let before = 0;
  for (const [piece, text] of html) {
    const count = countInHtml(text, finding.quote);
    if (nth < before + count) return { finding, piece, occurrence: nth - before };
    before += count;
  }
  return undefined;
}

function markPiece(html: string, places: readonly Place[]): PieceHtml {
  const marks = new Map<string, TextMark>();
  for (const { finding, occurrence } of places) {
    const key = `${finding.quote} ${occurrence}`;
    const labels = [...(marks.get(key)?.after.match(/\d+/g) ?? []), finding.label];
    marks.set(key, {
      text: finding.quote,
      occurrence,
      open: `<mark class="finding-mark finding-mark-${worst(finding, places)}">`,
      close: '</mark>',
      after: `<sup class="finding-label">${labels.join(' ')}</sup>`,
    });
  }
  return { html: markHtml(html, [...marks.values()]).html, findings: places.map(({ finding }) => finding) };
}

function worst({ quote }: QuotedFinding, places: readonly Place[]): QuotedFinding['severity'] {
  const same = places.filter(({ finding }) => finding.quote === quote).map(({ finding }) => finding.severity);
  return same.includes('error') ? 'error' : same.includes('warning') ? 'warning' : 'note';
}

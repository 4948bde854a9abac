import type { AlignedSection, Piece } from '../../article/align-translations.js';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import type { QuotedFinding } from '../../check/article-findings.js';
import { countInHtml, markHtml, type TextMark } from '../../content/markdown/mark-html.js';
import type { Translate } from '../../locale/strings.js';
import { languageAttributes, type LanguageAttributes } from '../layout/languages.js';
import { readyHtml } from '../layout/markup.js';
import { createPageContext, type PageContext } from '../layout/page.js';

/** Which half of the page. */
export type SideName = 'left' | 'right';

/** One half of the page as it is asked for. */
export interface BesideSideData {
  readonly reading: Reading;
  /** The site's locale asked for; links of this side stay in it. */
  readonly locale: LocaleTag;
  /** Undefined unless findings were asked for, or where the file could not be checked. */
  readonly findings?: readonly QuotedFinding[] | undefined;
}

/** What the page of two translations side by side is made of. */
export interface BesidePageData {
  readonly left: BesideSideData;
  readonly right: BesideSideData;
  readonly sections: readonly AlignedSection[];
  /** Whether findings were asked for. */
  readonly isChecked: boolean;
}

/** A finding with its place on the page. */
export interface NumberedFinding extends QuotedFinding {
  /** From 1, on its side. */
  readonly label: number;
}

/** One half of the page while it is written. */
export interface BesideSide extends BesideSideData {
  readonly name: SideName;
  /** The language of its text among the page's. */
  readonly lang: LanguageAttributes;
  /** The page's language inside its text. */
  readonly pageLang: LanguageAttributes;
  /** Speaks the language of its text. */
  readonly words: Translate;
  /** Of the text, in the reader's language. */
  readonly languageName: string;
  /** HTML of its pieces, ready and marked: those of `AlignedRow`. */
  readonly html: ReadonlyMap<object, PieceHtml>;
  /** What the findings say that no piece shows. */
  readonly elsewhere: readonly NumberedFinding[];
}

/** A piece as it is shown. */
interface PieceHtml {
  readonly html: string;
  readonly findings: readonly NumberedFinding[];
}

/** The page while it is written. */
export interface BesideView extends Omit<BesidePageData, SideName> {
  readonly page: PageContext;
  readonly left: BesideSide;
  readonly right: BesideSide;
}

/** The languages of one side. */
function sideLanguages(
  { reading }: BesideSideData,
  page: PageContext,
): Pick<BesideSide, 'lang' | 'pageLang' | 'words' | 'languageName'> {
  const { served } = reading;
  return {
    lang: languageAttributes(served, page.locale),
    pageLang: languageAttributes(page.locale, served),
    words: createPageContext(page.site, served, page.strings).t,
    languageName: page.format.languageName(served),
  };
}

/** Findings marked in the text; each is looked for in all of it. The others are listed. */
const MOST_MARKED = 200;
/** An opening tag as our serializer writes it. */
const OPENING = /<[a-z][a-z0-9]*(?:\s[^\s=>"]+(?:="[^"]*")?)*\s*\/?>/g;

/** Make both halves of the page ready to be written. */
export function createBesideView(data: BesidePageData, page: PageContext): BesideView {
  return {
    ...data,
    page,
    left: createSide('left', data.left, data.sections, page),
    right: createSide('right', data.right, data.sections, page),
  };
}

/** The id of an element of one side; the left one keeps the article's. */
export function sideId(side: SideName, id: string): string {
  return side === 'left' ? id : `beside-${id}`;
}

function createSide(
  name: SideName,
  side: BesideSideData,
  sections: readonly AlignedSection[],
  page: PageContext,
): BesideSide {
  const pieces = sections.flatMap(({ rows }) => rows.flatMap((row) => row[name] ?? []));
  const numbered = (side.findings ?? []).map((finding, i) => ({ ...finding, label: i + 1 }));
  const place = { t: page.t, locale: side.locale };
  const ready = new Map(pieces.map((piece) => [piece, ownIds(readyHtml(htmlOf(piece), place), name)]));
  const places = placeFindings(numbered.slice(0, MOST_MARKED), ready);
  return {
    ...side,
    ...sideLanguages(side, page),
    name,
    html: new Map([...ready].map(([piece, html]) => [piece, markPiece(html, places.get(piece) ?? [])])),
    elsewhere: numbered.filter(
      (finding) => ![...places.values()].flat().some((put) => put.finding === finding),
    ),
  };
}

function htmlOf(piece: Piece): string {
  return piece.kind === 'html' ? piece.html : piece.step.html;
}

/** Two translations have the same ids; those of the right side, and links to them, get a name of their own. */
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

/** Find for each finding the piece that shows its words; the second finding of the same words has their second place. */
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
    // Several findings of one place share it.
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

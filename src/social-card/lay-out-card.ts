import { direction } from '../locale/tag.js';
import { breakLines } from './break-lines.js';
import { CARD_SIZE, type Card } from './card.js';
import { visibleCharacters, type TextStyle, type Typesetter } from './typesetter.js';

/** Colours of the light theme, as public/tokens.css has them. */
const PAPER = '#f6f5f1';
const INK = '#17211f';
const FAINT = '#5f6c67';
const ACCENT = '#0b5f56';
const ON_ACCENT = '#ffffff';
const ON_ACCENT_FAINT = '#bfe0d9';

const MARGIN = 76;
const INNER = CARD_SIZE.width - 2 * MARGIN;
const BAND = 112;
/** What the title may fill, from the top edge. */
const TITLE = { top: 164, bottom: CARD_SIZE.height - BAND - 40 };

/** Sizes tried from the largest; a title takes the first at which it fits in that many lines. */
const TITLE_SIZES = [
  { size: 80, mostLines: 2 },
  { size: 68, mostLines: 3 },
  { size: 58, mostLines: 4 },
  { size: 48, mostLines: 5 },
] as const;
const TITLE_WEIGHT = 680;

/** Characters of a text that are looked at; more never fit. */
const LONGEST_TEXT = 240;

/** Scripts whose letters fill the em want more room between lines. */
const TALL =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Arabic}]/u;

/** The site's mark, on a grid of 32: as in public/favicon.svg. */
const MARK = `<path fill="${ACCENT}" d="M6 30V14.5a11 11 0 1 1 11 11h-3.5Z"/><path fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" d="M12.5 12h9M12.5 17h5.5"/>`;

/**
 * Draw a card as SVG, all text as outlines: nothing of what an author wrote stands in it as text.
 *
 * @param typesetter - Has no fonts open yet, or those of other cards.
 */
export async function layOutCard(given: Card, typesetter: Typesetter): Promise<string> {
  const card = await readable(given, typesetter);
  const isMirrored = direction(card.locale) === 'rtl';
  const pen = createPen(typesetter, isMirrored);
  const { size, lines } = fitTitle(card, typesetter);
  const lead = size * (TALL.test(card.title) ? 1.36 : 1.2);
  const height = TITLE.bottom - TITLE.top;
  // A short title stands a little above the middle, where the eye looks first.
  const first = TITLE.top + Math.max(0, (height - lead * lines.length) * 0.42) + size * 0.88;
  const title = { size, weight: TITLE_WEIGHT, locale: card.locale };
  const parts = [
    `<rect width="100%" height="100%" fill="${PAPER}"/>`,
    `<rect y="${CARD_SIZE.height - BAND}" width="100%" height="${BAND}" fill="${ACCENT}"/>`,
    mark(isMirrored),
    pen.start(card.siteName, 106, 60, INK, { size: 34, weight: 700, locale: card.locale }, INNER * 0.6),
    pen.end(card.number, 106, FAINT, { size: 34, weight: 500, locale: card.locale }),
    ...lines.map((line, i) => pen.start(line, first + i * lead, 0, INK, title)),
    ...drawBand(card, pen),
  ];
  const { width, height: tall } = CARD_SIZE;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}">${parts.join('')}</svg>`;
}

/** A title in letters that no font here has would be an empty picture: the number stands in for it. */
async function readable(given: Card, typesetter: Typesetter): Promise<Card> {
  const { number, locale } = given;
  const legible = async (text: string, textLocale: string): Promise<string> => {
    const visible = visibleCharacters(text.slice(0, LONGEST_TEXT));
    await typesetter.open(visible, textLocale);
    return typesetter.legible(visible, textLocale).trim();
  };
  const title = await legible(given.title, locale);
  const isTitle = countLetters(title) > countLetters(given.title.slice(0, LONGEST_TEXT)) / 2;
  return {
    ...given,
    title: isTitle ? title : number,
    number: await legible(number, locale),
    product: await legible(given.product, locale),
    language: await legible(given.language, locale),
    siteName: await legible(given.siteName, locale),
  };
}

function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function fitTitle(
  { title, locale }: Card,
  typesetter: Typesetter,
): { readonly size: number; readonly lines: readonly string[] } {
  let fitted: { size: number; lines: readonly string[] } = { size: 48, lines: [title] };
  for (const { size, mostLines } of TITLE_SIZES) {
    const style = { size, weight: TITLE_WEIGHT, locale };
    const measure = (text: string): number => typesetter.set(text, style).width;
    const { lines, isCut } = breakLines(title, { locale, width: INNER, mostLines, measure });
    fitted = { size, lines };
    if (!isCut) break;
  }
  return fitted;
}

function drawBand({ product, language, locale }: Card, pen: Pen): string[] {
  const base = CARD_SIZE.height - BAND / 2 + 12;
  const style = { size: 34, weight: 500, locale };
  return [
    pen.start(product, base, 0, ON_ACCENT, { ...style, weight: 600 }, INNER * 0.62),
    pen.end(language, base, ON_ACCENT_FAINT, style),
  ];
}

function mark(isMirrored: boolean): string {
  const x = isMirrored ? CARD_SIZE.width - MARGIN - 46 : MARGIN - 10;
  return `<g transform="translate(${x} 66) scale(1.7)">${MARK}</g>`;
}

/** Writes at the margin where lines begin, or at the one where they end. */
interface Pen {
  readonly start: (
    text: string,
    y: number,
    indent: number,
    colour: string,
    style: TextStyle,
    width?: number,
  ) => string;
  readonly end: (text: string, y: number, colour: string, style: TextStyle) => string;
}

function createPen(typesetter: Typesetter, isMirrored: boolean): Pen {
  const write = (
    text: string,
    y: number,
    colour: string,
    style: TextStyle,
    indent: number,
    atRight: boolean,
  ) => {
    const { width, outlines } = typesetter.set(text, style);
    const x = atRight ? CARD_SIZE.width - MARGIN - indent - width : MARGIN + indent;
    return `<g fill="${colour}" transform="translate(${Math.round(x)} ${Math.round(y)})">${outlines}</g>`;
  };
  return {
    start: (text, y, indent, colour, style, width) => {
      const shown = width === undefined ? text : shorten(text, style, width, typesetter);
      return write(shown, y, colour, style, indent, isMirrored);
    },
    end: (text, y, colour, style) => write(text, y, colour, style, 0, !isMirrored),
  };
}

function shorten(text: string, style: TextStyle, width: number, typesetter: Typesetter): string {
  const measure = (part: string): number => typesetter.set(part, style).width;
  const { lines } = breakLines(text, { locale: style.locale, width, mostLines: 1, measure });
  return lines[0] ?? '';
}

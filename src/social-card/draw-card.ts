import canvasKit, { type CanvasKit, type Paint, type Paragraph, type Path } from 'canvaskit-wasm';
import { direction } from '../locale/tag.js';
import { CARD, CARD_SIZE, type Card } from './card.js';
import { Fonts } from './fonts.js';

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
/** Vertical space of the title. */
const TITLE = { top: 150, bottom: CARD_SIZE.height - BAND - 30 };

/** Sizes tried from the largest; a title takes the first at which it fits in that many lines. */
const TITLE_SIZES = [
  { size: 80, mostLines: 2 },
  { size: 68, mostLines: 3 },
  { size: 58, mostLines: 4 },
  { size: 48, mostLines: 5 },
] as const;

/** Longest text used, in characters. */
const LONGEST_TEXT = 240;

/** Scripts with tall glyphs, which need more line height. */
const TALL = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
/** A word of a script without spaces. */
const UNSPACED_WORD = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]{2,}$/u;

/** The site's mark, on a grid of 32: as in public/favicon.svg. */
const MARK = { bubble: 'M6 30V14.5a11 11 0 1 1 11 11h-3.5Z', lines: 'M12.5 12h9M12.5 17h5.5' };

/** How a paragraph is set. */
interface TextStyle {
  /** Pixels an em. */
  readonly size: number;
  /** 100 to 900. */
  readonly weight: number;
  readonly colour: string;
  /** Pixels; what does not fit ends with an ellipsis. */
  readonly width: number;
  readonly mostLines?: number;
  /** Whether it stands where lines end, not where they begin. */
  readonly isAtEnd?: boolean;
}

let loading: Promise<{ readonly kit: CanvasKit; readonly fonts: Fonts }> | undefined;

async function load(): Promise<{ readonly kit: CanvasKit; readonly fonts: Fonts }> {
  const kit = await canvasKit.default();
  return { kit, fonts: new Fonts(kit) };
}

/**
 * Draw a card; the one task of the thread.
 *
 * @param given - A `Card`; parsed, since it crossed a thread.
 * @returns A PNG.
 */
export async function drawCard(given: unknown): Promise<Uint8Array> {
  const card = CARD.parse(given);
  const { kit, fonts } = await (loading ??= load());
  const drawing = new Drawing(kit, fonts, card);
  try {
    return drawing.draw();
  } finally {
    drawing.free();
  }
}

class Drawing {
  /** What lives in the memory of WebAssembly, where nothing is collected. */
  private readonly owned: { delete(): void }[] = [];
  private readonly isMirrored: boolean;

  constructor(
    private readonly kit: CanvasKit,
    private readonly fonts: Fonts,
    private readonly card: Card,
  ) {
    this.isMirrored = direction(card.locale) === 'rtl';
  }

  draw(): Uint8Array {
    const { kit, card } = this;
    const scale = card.width / CARD_SIZE.width;
    const surface = kit.MakeSurface(card.width, Math.round(CARD_SIZE.height * scale));
    if (surface === null) throw new Error('not enough memory for a picture');
    this.own(surface);
    const canvas = surface.getCanvas();
    canvas.scale(scale, scale);
    canvas.clear(kit.parseColorString(PAPER));
    const { width, height } = CARD_SIZE;
    canvas.drawRect(kit.LTRBRect(0, height - BAND, width, height), this.paint(ACCENT));

    canvas.save();
    canvas.translate(this.isMirrored ? width - MARGIN - 46 : MARGIN - 10, 66);
    canvas.scale(1.7, 1.7);
    canvas.drawPath(this.path(MARK.bubble), this.paint(ACCENT));
    canvas.drawPath(this.path(MARK.lines), this.paint(ON_ACCENT, 2.4));
    canvas.restore();

    const write = (paragraph: Paragraph, baseline: number, indent = 0): void => {
      const left = this.isMirrored ? width - MARGIN - indent - paragraph.getMaxWidth() : MARGIN + indent;
      canvas.drawParagraph(paragraph, left, baseline - paragraph.getAlphabeticBaseline());
    };
    const small = { size: 34, weight: 500, width: INNER };
    write(this.set(card.siteName, { ...small, weight: 700, colour: INK, width: INNER * 0.6 }), 106, 60);
    write(this.set(card.number, { ...small, colour: FAINT, isAtEnd: true }), 106);
    const base = height - BAND / 2 + 12;
    write(this.set(card.product, { ...small, weight: 600, colour: ON_ACCENT, width: INNER * 0.62 }), base);
    write(this.set(card.language, { ...small, colour: ON_ACCENT_FAINT, isAtEnd: true }), base);

    const title = this.fitTitle();
    // A short title is placed slightly above the middle.
    const room = Math.max(0, TITLE.bottom - TITLE.top - title.getHeight());
    write(title, TITLE.top + room * 0.42 + title.getAlphabeticBaseline());
    const png = this.own(surface.makeImageSnapshot()).encodeToBytes();
    if (png === null) throw new Error('the picture cannot be encoded as PNG');
    return png;
  }

  free(): void {
    for (const item of this.owned.toReversed()) item.delete();
  }

  /** The title at the largest size at which it fits, in lines of even length. */
  private fitTitle(): Paragraph {
    const text = this.readableTitle();
    let title: Paragraph | undefined;
    for (const { size, mostLines } of TITLE_SIZES) {
      title = this.set(text, { size, mostLines, weight: 680, colour: INK, width: INNER });
      if (!title.didExceedMaxLines()) return balance(title);
    }
    return title ?? this.set(text, { size: 48, weight: 680, colour: INK, width: INNER });
  }

  /** A title without glyphs in any font would be an empty image, so the number replaces it. */
  private readableTitle(): string {
    const { title, number, locale } = this.card;
    const given = title.slice(0, LONGEST_TEXT);
    return countLetters(this.fonts.choose(given, locale).text) > countLetters(given) / 2 ? given : number;
  }

  private set(given: string, style: TextStyle): Paragraph {
    const { kit, fonts, isMirrored } = this;
    const { locale } = this.card;
    const { size, weight, colour, width, mostLines = 1, isAtEnd = false } = style;
    const { text, families } = fonts.choose(given.slice(0, LONGEST_TEXT), locale);
    const builder = kit.ParagraphBuilder.MakeFromFontProvider(
      new kit.ParagraphStyle({
        textStyle: {
          color: kit.parseColorString(colour),
          fontFamilies: families,
          fontSize: size,
          fontVariations: [{ axis: 'wght', value: weight }],
          heightMultiplier: TALL.test(text) ? 1.36 : 1.2,
          locale,
        },
        textAlign: isAtEnd ? kit.TextAlign.End : kit.TextAlign.Start,
        textDirection: isMirrored ? kit.TextDirection.RTL : kit.TextDirection.LTR,
        maxLines: mostLines,
        ellipsis: '…',
      }),
      fonts.provider,
    );
    this.own(builder).addText(joinWords(text, locale));
    const paragraph = this.own(builder.build());
    paragraph.layout(width);
    return paragraph;
  }

  private paint(colour: string, strokeWidth?: number): Paint {
    const paint = this.own(new this.kit.Paint());
    paint.setAntiAlias(true);
    paint.setColor(this.kit.parseColorString(colour));
    if (strokeWidth !== undefined) {
      paint.setStyle(this.kit.PaintStyle.Stroke);
      paint.setStrokeCap(this.kit.StrokeCap.Round);
      paint.setStrokeWidth(strokeWidth);
    }
    return paint;
  }

  private path(svg: string): Path {
    const path = this.kit.Path.MakeFromSVGString(svg);
    if (path === null) throw new Error('not an SVG path');
    return this.own(path);
  }

  private own<Item extends { delete(): void }>(item: Item): Item {
    this.owned.push(item);
    return item;
  }
}

/** Narrow a paragraph as far as possible without adding lines or breaking words, so that no line is nearly empty. */
function balance(paragraph: Paragraph): Paragraph {
  const lines = paragraph.getNumberOfLines();
  let high = paragraph.getMaxWidth();
  let low = Math.min(high, Math.max(high / 2, paragraph.getMinIntrinsicWidth()));
  while (lines > 1 && high - low > 4) {
    const width = (low + high) / 2;
    paragraph.layout(width);
    if (paragraph.getNumberOfLines() > lines || paragraph.didExceedMaxLines()) low = width;
    else high = width;
  }
  paragraph.layout(high);
  return paragraph;
}

/**
 * Keep the words of Chinese and Japanese whole: with word joiners in them, no line ends within one.
 *
 * What must not begin or end a line, and where words of Thai end, the layout knows by itself.
 */
export function joinWords(text: string, locale: string): string {
  const words = new Intl.Segmenter(locale, { granularity: 'word' }).segment(text);
  return Array.from(words, ({ segment }) =>
    UNSPACED_WORD.test(segment) ? Array.from(segment).join('\u2060') : segment,
  ).join('');
}

function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

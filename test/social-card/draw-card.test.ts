import canvasKit from 'canvaskit-wasm';
import { describe, expect, it } from 'vitest';
import { createStrings } from '../../src/locale/strings.js';
import type { Card } from '../../src/social-card/card.js';
import { drawCard, joinWords } from '../../src/social-card/draw-card.js';
import { Fonts } from '../../src/social-card/fonts.js';

const kit = await canvasKit.default();
const fonts = new Fonts(kit);

const card = (given: Partial<Card> = {}): Card => ({
  title: 'Die Lampe blinkt',
  number: 'KA-90001',
  product: 'Lantern',
  locale: 'de',
  language: 'Deutsch',
  siteName: 'Parlance',
  width: 1200,
  ...given,
});

const draw = (given: Partial<Card> = {}): Promise<Uint8Array> => drawCard(card(given));

/** Colour of a pixel: red, green, blue. */
const colourAt = (png: Uint8Array, x: number, y: number): readonly number[] => {
  const image = kit.MakeImageFromEncoded(png);
  const info = {
    width: 1,
    height: 1,
    colorType: kit.ColorType.RGBA_8888,
    alphaType: kit.AlphaType.Unpremul,
    colorSpace: kit.ColorSpace.SRGB,
  };
  return [...(image?.readPixels(x, y, info) ?? [])].slice(0, 3);
};

describe('the picture', () => {
  it('is a PNG of 1200 × 630, whatever the title', async () => {
    const titles = [
      'Die Lampe blinkt',
      '',
      '😀',
      '\u0000\uD800',
      'x'.repeat(5000),
      '<svg onload="x"/>&amp;]]>',
    ];
    for (const title of titles) {
      const png = Buffer.from(await draw({ title }));
      expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001A\n');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    }
  });

  it('comes in smaller sizes of the same shape', async () => {
    const png = Buffer.from(await draw({ width: 400 }));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([400, 210]);
  });

  it('differs for another title', async () => {
    expect(await draw()).not.toEqual(await draw({ title: 'Die Lampe glimmt' }));
  });

  it('draws Han characters in the locale’s form', async () => {
    const [ja, hans, hant] = await Promise.all(
      ['ja', 'zh-Hans', 'zh-Hant'].map((locale) => draw({ title: '骨直', locale })),
    );
    expect(ja).not.toEqual(hans);
    expect(hans).not.toEqual(hant);
    expect(ja).not.toEqual(hant);
  });

  it('shows the number if no font has the title', async () => {
    const byNumber = await draw({ title: 'KA-90001' });
    expect(await draw({ title: 'ᚠᚢᚦᚨᚱᚲ' })).toEqual(byNumber);
    expect(await draw({ title: '' })).toEqual(byNumber);
  });

  it('omits a character that no font has', async () => {
    expect(await draw({ title: '😀 Lampe 😀' })).toEqual(await draw({ title: 'Lampe' }));
  });

  it('truncates long titles and product lists', async () => {
    const long = { title: 'Lampe '.repeat(50), product: 'Lantern, '.repeat(20) };
    const longer = { title: 'Lampe '.repeat(200), product: 'Lantern, '.repeat(90) };
    expect(await draw(longer)).toEqual(await draw(long));
  });

  it('starts on the right in right-to-left locales', async () => {
    const accent = [11, 95, 86];
    expect(colourAt(await draw(), 80, 100)).toEqual(accent);
    const arabic = await draw({ title: 'خطأ', locale: 'ar' });
    expect(colourAt(arabic, 1092, 100)).toEqual(accent);
    expect(colourAt(arabic, 80, 100)).not.toEqual(accent);
  });
});

describe('the fonts', () => {
  it.each(createStrings().locales)('have every letter of the texts of %s', (locale) => {
    const text = ['article.walkDetail', 'notice.machineUnknown', 'permalink.title', 'home.title']
      .map((key) => createStrings().for(locale)(key as 'home.title'))
      .join(' ')
      .normalize('NFC')
      .replace(/\p{Cf}/gu, '')
      .replace(/\s+/gu, ' ');
    expect(fonts.choose(text, locale).text).toBe(text);
  });

  it('have the letters of scripts without UI texts', () => {
    const text = 'Ошибка λάθος خطأ שגיאה ข้อผิดพลาด त्रुटि lỗi';
    expect(fonts.choose(text, 'en').text).toBe(text);
  });

  it('name the typeface of the locale first', () => {
    const [first] = fonts.choose('Lampe 骨', 'ja').families;
    expect(first).toContain('noto-sans-jp');
  });
});

describe('joinWords', () => {
  it('keeps Japanese and Chinese words whole, and leaves other text unchanged', () => {
    expect(joinWords('点滅 する', 'ja')).toBe('点\u2060滅 す\u2060る');
    expect(joinWords('The lamp 램프가 ข้อผิดพลาด', 'en')).toBe('The lamp 램프가 ข้อผิดพลาด');
  });
});

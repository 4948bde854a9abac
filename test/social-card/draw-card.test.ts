import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/social-card/card.js';
import { createCardDrawer } from '../../src/social-card/card-worker.js';
import { createFontCatalog } from '../../src/social-card/font-catalog.js';
import { layOutCard } from '../../src/social-card/lay-out-card.js';
import { createTypesetter, visibleCharacters } from '../../src/social-card/typesetter.js';
import { createStrings } from '../../src/locale/strings.js';

const typesetter = createTypesetter(createFontCatalog());

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

const outlines = async (given: Partial<Card>): Promise<number> =>
  (await layOutCard(card(given), typesetter)).split('<path transform').length;

describe('the picture', () => {
  const draw = createCardDrawer().draw;

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
      const png = Buffer.from(await draw(card({ title })));
      expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001A\n');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    }
  });

  it('shows another picture for another title', async () => {
    expect(await draw(card())).not.toEqual(await draw(card({ title: 'Die Lampe glimmt' })));
  });
});

describe('the layout', () => {
  it.each(createStrings().locales)('has every letter of the texts of %s', async (locale) => {
    const text = visibleCharacters(
      ['article.walkDetail', 'notice.machineUnknown', 'permalink.title', 'home.title']
        .map((key) => createStrings().for(locale)(key as 'home.title'))
        .join(' '),
    );
    await typesetter.open(text, locale);
    expect(typesetter.legible(text, locale)).toBe(text);
  });

  it('has the letters of scripts the house has no texts for', async () => {
    const text = 'Ошибка λάθος خطأ שגיאה ข้อผิดพลาด त्रुटि lỗi';
    await typesetter.open(text, 'en');
    expect(typesetter.legible(text, 'en')).toBe(text);
  });

  it('draws Han characters as the locale writes them', async () => {
    const pictures = await Promise.all(
      ['ja', 'zh-Hans', 'zh-Hant'].map((locale) => layOutCard(card({ title: '骨直', locale }), typesetter)),
    );
    expect(new Set(pictures).size).toBe(3);
  });

  it('holds nothing of what an author wrote as text', async () => {
    const svg = await layOutCard(card({ title: '</svg><script>&lt;', product: '"><x' }), typesetter);
    expect(svg).not.toMatch(/script|&lt;|<x/);
  });

  it('shows the number where no font has the title', async () => {
    expect(await outlines({ title: 'ᚠᚢᚦᚨᚱᚲ' })).toBe(await outlines({ title: 'KA-90001' }));
    expect(await outlines({ title: '' })).toBe(await outlines({ title: 'KA-90001' }));
  });

  it('leaves a character out that no font has', async () => {
    expect(await outlines({ title: '😀 Lampe 😀' })).toBe(await outlines({ title: 'Lampe' }));
  });

  it('cuts long titles and long lists of products', async () => {
    const svg = await layOutCard(
      card({ title: 'Lampe '.repeat(200), product: 'Lantern, '.repeat(90) }),
      typesetter,
    );
    expect(svg.split('<path transform').length).toBeLessThan(320);
  });

  it('begins on the right where the locale is read from there', async () => {
    const svg = await layOutCard(card({ title: 'خطأ', locale: 'ar' }), typesetter);
    expect(svg).toContain('translate(1078 66)');
  });
});

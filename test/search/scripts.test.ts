import { describe, expect, test } from 'vitest';
import { buildSearch } from '../support/build-search.js';

/** Numbers found by a query among one article of the locale and one that has nothing in common with it. */
async function find(locale: string, text: string, query: string): Promise<readonly string[]> {
  const { search } = buildSearch(
    { number: 'KA-90001', locale, title: 'Qwx', sections: { issue: text } },
    { number: 'KA-90002', locale, title: 'Zvb', sections: { issue: 'Zvb zvb.' } },
  );
  return (await search.search({ text: query, locale })).items.map(({ number }) => number);
}

describe('letters of other scripts', () => {
  test.each([
    [
      'tr',
      'IŞIK ayarı İSTANBUL sunucusu ISPARTA',
      ['ışık', 'isik', 'IŞIK', 'istanbul', 'İstanbul', 'ısparta', 'isparta'],
    ],
    [
      'tr',
      'Işık yanıp sönüyor, bağlantı kesildi',
      ['isik', 'isik yanip', 'ışık', 'IŞIK', 'baglanti', 'BAĞLANTI'],
    ],
    ['az', 'İşıq yanıb sönür', ['işıq', 'isiq', 'İŞIQ', 'yanib']],
    ['ar', 'تم تغيير الإعدادات في المـصباح مُحَمَّل', ['المصباح', 'المـصباح', 'محمل', 'الاعدادات']],
    ['ar', 'الخطأ ٤٧١١ في المصباح', ['4711', '٤٧١١']],
    ['fa', 'خطای ۴۷۱۱ در كتابخانه', ['4711', '۴۷۱۱', 'کتابخانه']],
    ['ur', 'خرابی ۴۷۱۱', ['4711']],
    ['he', 'הַמָּנוֹרָה מהבהבת', ['המנורה']],
    ['hi', 'त्रुटि ४७११ लालटेन', ['4711', 'लालटेन']],
    ['bn', 'ত্রুটি ৪৭১১', ['4711']],
    ['th', 'หลอดไฟกะพริบตลอดเวลา ข้อผิดพลาด ๔๗๑๑', ['กะพริบ', 'หลอดไฟ', '4711']],
    ['lo', 'ໂຄມໄຟກະພິບ', ['ໂຄມໄຟ', 'ກະພິບ']],
    ['km', 'ភ្លើងភ្លឹបភ្លែតៗ', ['ភ្លើង', 'ភ្លឹបភ្លែត']],
    ['my', 'မီးအိမ်မှိတ်တုတ်မှိတ်တုတ်', ['မီးအိမ်']],
    ['vi', 'Không thể đăng nhập vào đèn', ['den', 'đèn', 'dang nhap', 'ĐÈN', 'khong the']],
    ['pl', 'Żarówka miga, łącze zerwane', ['zarowka', 'lacze', 'ŁĄCZE']],
    ['da', 'Lygten på øen blinker i æsken', ['oen', 'aesken']],
    ['is', 'Þráður og ljósið', ['thradur', 'þráður']],
    ['el', 'Ο φανός αναβοσβήνει', ['φανος', 'ΦΑΝΟΣ', 'φανός']],
    ['ru', 'Фонарь мигает, всё погасло', ['фонари', 'ФОНАРЬ', 'все']],
    ['uk', 'Ліхтар блимає', ['ліхтар', 'ЛІХТАР']],
    ['ja', '灯が点滅する', ['灯', '点', '滅', '点滅']],
    ['zh-Hans', '按下键后，锁住了。', ['锁', '键', '后', '了', '锁住']],
    ['zh-Hant', '按下鍵後，鎖住了。', ['鎖', '鍵']],
    ['ko', '등이 깜빡인다', ['등', '깜빡인다']],
  ])('finds in %s, within “%s”', async (locale, text, queries) => {
    for (const query of queries)
      expect([query, ...(await find(locale, text, query))]).toEqual([query, 'KA-90001']);
  });

  test('keeps Indic vowel signs distinct', async () => {
    expect(await find('hi', 'कला दीवार', 'काला')).toEqual([]);
  });

  test('does not find a single character that does not occur', async () => {
    expect(await find('ja', '灯が点滅する', '鍵')).toEqual([]);
  });
});

describe('the language of a query', () => {
  const { search } = buildSearch(
    {
      number: 'KA-90001',
      locale: 'en',
      title: 'Why does the lantern go out when it is cold',
      sections: { issue: 'The lantern goes out.' },
    },
    {
      number: 'KA-90001',
      locale: 'de',
      title: 'Laterne geht bei Kälte aus',
      sections: { issue: 'Die Laterne geht aus.' },
    },
    { number: 'KA-90001', locale: 'ja', title: '寒いとランタンが消える' },
    { number: 'KA-90002', locale: 'en', title: 'Bell', sections: { issue: 'It is cold.' } },
    {
      number: 'KA-90002',
      locale: 'de',
      title: 'Glocke, the lantern does not go when cold',
      sections: { issue: 'Kalt.' },
    },
  );

  test.each(['en', 'de', 'ja', 'fr'])(
    'finds the article for an English question asked from %s',
    async (locale) => {
      const [first] = (await search.search({ text: 'why does the lantern go out when it is cold', locale }))
        .items;
      expect(first).toMatchObject({ number: 'KA-90001', matchedLocale: 'en' });
    },
  );

  test('finds a Japanese question from an English page', async () => {
    expect((await search.search({ text: 'ランタンが消える', locale: 'en' })).items[0]).toMatchObject({
      number: 'KA-90001',
      matchedLocale: 'ja',
    });
  });
});

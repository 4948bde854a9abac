import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { checkedArticle } from '../support/checked-article.js';

/** One article, well translated into many languages, with the digits, quotes and spaces of each. */
const FOLDER = new URL('../fixtures/typography/', import.meta.url);
const LOCALES = readdirSync(FOLDER).map((file) => file.replace('.md', ''));

const settings = createCheckSettings({});
const article = (locale: string) =>
  checkedArticle(readFileSync(new URL(`${locale}.md`, FOLDER), 'utf8'), locale);
const found = (locale: string, change = (text: string) => text) => {
  const source = locale === 'en' ? undefined : article('en');
  const { text, ...rest } = article(locale);
  return checkTranslation({ ...rest, text: change(text) }, source, settings).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );
};

describe('a good translation', () => {
  it.each(LOCALES)('into %s has no findings', (locale) => {
    expect(found(locale)).toEqual([]);
  });
});

describe('a fault', () => {
  it.each([
    ['hi', '१२,५००', '१२,०५०', 'number-lost: the number 12,500 from the source is missing or altered'],
    ['ar', '١٢٬٥٠٠', '١٢٬٠٥٠', 'number-lost: the number 12,500 from the source is missing or altered'],
    [
      'ja',
      '1 万 2,500',
      '1 万 2,050',
      'number-lost: the number 12,500 from the source is missing or altered',
    ],
    ['zh-Hans', '1.25 万', '1.52 万', 'number-lost: the number 12,500 from the source is missing or altered'],
    ['zh-Hans', 'nms:webApp', 'nms：webApp', 'identifier-lost: the prefixed name "nms:webApp"'],
    ['th', 'SCM-120008: ', 'SCM-12008: ', 'identifier-lost: the error code "SCM-120008"'],
    ['ar', 'nms:webApp', 'nms:\u200FwebApp', 'identifier-lost: the prefixed name "nms:webApp"'],
    [
      'fr',
      '«\u202FFichiers journaux\u202F»',
      '"Fichiers journaux"pour',
      'quote-glued: no space between the closing quote and "pour"',
    ],
    [
      'cs',
      '„Nastavení“, kterou',
      '„Nastavení“kterou',
      'quote-glued: no space between the closing quote and "kterou"',
    ],
    ['tr', 'NullPointerException ile', 'NullPointerException NullPointerException ile', 'word-doubled'],
    ['ru', 'Эта статья', 'Эта Эта статья', 'word-doubled: "Эта" is repeated'],
    ['th', 'https://lantern.example/docs หรือ', 'https://lantern.example/docsหรือ', 'autolink-swallows'],
    ['ar', 'https://lantern.example/docs أو', 'https://lantern.example/docs، أو', 'autolink-swallows'],
    ['he', "title: 'השגיאה", 'title: \'"השגיאה', 'quotes-unbalanced'],
  ])('in %s is found where %s became %s', (locale, before, after, finding) => {
    const findings = found(locale, (text) => {
      expect(text).toContain(before);
      return text.replace(before, after);
    });
    expect(findings.join('\n')).toContain(finding);
  });

  it.each(['cs', 'de', 'fr', 'hu', 'id', 'ja', 'ro', 'ru', 'tr', 'vi'])(
    'is an English text in the folder of %s, even without word lists',
    (locale) => {
      const { text } = article('en');
      const english = { ...article('en'), locale, path: `${locale}/KA-90001.md`, text };
      const rules = checkTranslation(english, undefined, settings).map(({ message }) => message);
      expect(rules).toContain(`the text is in "en", but its folder is "${locale}"`);
    },
  );
});

describe('the language of a text', () => {
  const judge = (body: string, locale: string): readonly string[] =>
    checkTranslation(checkedArticle(body, locale), undefined, createCheckSettings({}))
      .filter(({ rule }) => rule === 'language-differs')
      .map(({ message }) => message);

  it.each([
    [
      'zh-Hant',
      '升級至 Lantern Control 2.4.3 或 2.3.7-p1 時，Lantern Control 與 Lantern Open Source 出現 PHP 錯誤。\n\n* Lantern Control（所有部署方法）2.4.3。\n* Lantern Open Source 2.3.7-p1。\n\n1. 下載 Lantern Control Patch Composer。\n2. 安裝 Lantern Open Source Hotfix Package。',
    ],
    [
      'ko',
      'Lantern Control Center for Large Installations 및 Lantern Open Source의 오류입니다.\n\n* Lantern Control for the Cloud, Lantern Control on the Desk\n* The Lantern Package of the Year',
    ],
    [
      'ja',
      'Lantern Control Patch Composer for the Cloud と Lantern Open Source Hotfix Package of the Year で発生します。',
    ],
    [
      'de',
      '- Lantern Control\n- Lantern Open Source\n- Lantern on the Cloud\n- Lantern for the Desk and the Wall',
    ],
  ])('is not questioned in %s because of Latin names', (locale, body) => {
    expect(judge(body.repeat(4), locale)).toEqual([]);
  });

  it.each([
    [
      'zh',
      'ランプは更新のたびに三回点滅し、そのあと消えたままになります。ケーブルを確認してください。',
      'ja',
    ],
    ['ja', '每次更新之后，灯会闪烁三次，然后一直不亮。请检查电缆是否已连接，并与支持部门联系。', 'zh'],
    ['ko', '每次更新之后，灯会闪烁三次，然后一直不亮。请检查电缆是否已连接，并与支持部门联系。', 'zh'],
    [
      'de',
      'Лампа мигает три раза после каждого обновления и затем остается выключенной. Проверьте кабель.',
      'ru',
    ],
    [
      'ja',
      'The lamp blinks three times after each update and then it stays dark. Check that the cable is in.',
      'en',
    ],
    [
      'tr',
      'The lamp blinks three times after each update and then it stays dark. Check that the cable is in.',
      'en',
    ],
  ])('is detected in a folder of %s', (locale, sentence, language) => {
    expect(judge(`${sentence} `.repeat(4), locale)).toEqual([
      `the text is in "${language}", but its folder is "${locale}"`,
    ]);
  });
});

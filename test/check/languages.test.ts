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
  it.each(LOCALES)('into %s has no finding, however its language writes', (locale) => {
    expect(found(locale)).toEqual([]);
  });
});

describe('a fault', () => {
  it.each([
    ['hi', '१२,५००', '१२,०५०', 'number-lost: the number 12,500 of the source is missing or altered'],
    ['ar', '١٢٬٥٠٠', '١٢٬٠٥٠', 'number-lost: the number 12,500 of the source is missing or altered'],
    ['ja', '1 万 2,500', '1 万 2,050', 'number-lost: the number 12,500 of the source is missing or altered'],
    ['zh-Hans', '1.25 万', '1.52 万', 'number-lost: the number 12,500 of the source is missing or altered'],
    ['zh-Hans', 'nms:webApp', 'nms：webApp', 'identifier-lost: the name with a prefix "nms:webApp"'],
    ['th', 'SCM-120008: ', 'SCM-12008: ', 'identifier-lost: the error code "SCM-120008"'],
    ['ar', 'nms:webApp', 'nms:\u200FwebApp', 'identifier-lost: the name with a prefix "nms:webApp"'],
    [
      'fr',
      '«\u202FFichiers journaux\u202F»',
      '"Fichiers journaux"pour',
      'quote-glued: the closing quote sticks to "pour"',
    ],
    ['cs', '„Nastavení“, kterou', '„Nastavení“kterou', 'quote-glued: the closing quote sticks to "kterou"'],
    ['tr', 'NullPointerException ile', 'NullPointerException NullPointerException ile', 'word-doubled'],
    ['ru', 'Эта статья', 'Эта Эта статья', 'word-doubled: "Эта" stands twice in a row'],
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
    'is an English text in the folder of %s, also where its own words are not known',
    (locale) => {
      const { text } = article('en');
      const english = { ...article('en'), locale, path: `${locale}/KA-90001.md`, text };
      const rules = checkTranslation(english, undefined, settings).map(({ message }) => message);
      expect(rules).toContain(`the text is in "en", its folder says "${locale}"`);
    },
  );
});

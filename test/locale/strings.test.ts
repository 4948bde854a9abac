import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SECTION_NAMES } from '../../src/article/article.js';
import { createStrings } from '../../src/locale/strings.js';
import { PROBLEMS } from '../../src/problem.js';

const DIRECTORY = new URL('../../src/locale/texts/', import.meta.url);
const LOCALES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pt', 'sv', 'zh-Hans', 'zh-Hant'];
const PLURAL = /_(zero|one|two|few|many|other)$/;

const table = (locale: string) =>
  JSON.parse(readFileSync(new URL(`${locale}/strings.json`, DIRECTORY), 'utf8')) as Record<string, string>;
const baseKeys = (locale: string) =>
  [...new Set(Object.keys(table(locale)).map((key) => key.replace(PLURAL, '')))].sort();
const placeholders = (text: string) => [...text.matchAll(/\{\s*(\w+)/g)].map(([, name]) => name).sort();

describe('the text files', () => {
  it('exist for the twelve languages', () => {
    expect(readdirSync(DIRECTORY).sort()).toEqual(LOCALES);
  });

  describe.each(LOCALES)('%s', (locale) => {
    it('has the keys of English', () => {
      expect(baseKeys(locale)).toEqual(baseKeys('en'));
    });

    it('has the plural forms its language needs, and no others', () => {
      const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
      const texts = table(locale);
      const plurals = new Set(
        Object.keys(texts)
          .filter((key) => PLURAL.test(key))
          .map((key) => key.replace(PLURAL, '')),
      );
      expect(plurals.size).toBeGreaterThan(0);
      for (const base of plurals) {
        const had = Object.keys(texts).filter((key) => key.replace(PLURAL, '') === base && PLURAL.test(key));
        expect(had.sort(), base).toEqual(forms.map((form) => `${base}_${form}`));
      }
    });

    it('has the placeholders of English, in every plural form', () => {
      const english = table('en');
      for (const [key, text] of Object.entries(table(locale))) {
        const model = english[key] ?? english[`${key.replace(PLURAL, '')}_other`] ?? '';
        expect(placeholders(text), key).toEqual(placeholders(model));
      }
    });

    it('has no empty, unbalanced or padded texts', () => {
      for (const [key, text] of Object.entries(table(locale))) {
        expect(text.trim(), key).toBe(text);
        expect(text, key).not.toBe('');
        expect(text.replace(/\{\w+(, number)?\}/g, ''), key).not.toMatch(/[{}<>]/);
      }
    });

    it('has a title and a detail for every problem, and a title for every section', () => {
      const keys = baseKeys(locale);
      const problems = Object.keys(PROBLEMS).flatMap((code) => [
        `problem.${code}.detail`,
        `problem.${code}.title`,
      ]);
      expect(keys.filter((key) => key.startsWith('problem.'))).toEqual(problems.sort());
      expect(keys.filter((key) => key.startsWith('section.'))).toEqual(
        SECTION_NAMES.map((name) => `section.${name}`).sort(),
      );
    });
  });
});

describe('createStrings', () => {
  const strings = createStrings('de');

  it.each([
    ['de', 'Ursache'],
    ['de-DE', 'Ursache'],
    ['de-AT', 'Ursache'],
    ['pt', 'Causa'],
    ['pt-BR', 'Causa'],
    ['zh-TW', '原因'],
    ['ja-JP', '原因'],
    ['sv-SE', 'Orsak'],
  ])('serves %s in their language', (locale, cause) => {
    expect(strings.for(locale)('section.cause')).toBe(cause);
  });

  it('distinguishes traditional and simplified Chinese', () => {
    expect(strings.for('zh-TW')('search.submit')).toBe('搜尋');
    expect(strings.for('zh-CN')('search.submit')).toBe('搜索');
  });

  it('uses the default language for unknown languages', () => {
    expect(strings.for('tlh')('section.cause')).toBe('Ursache');
    expect(createStrings('xx').for('tlh')('section.cause')).toBe('Cause');
  });

  it('returns the same translator for the same language', () => {
    expect(strings.for('de-AT')).toBe(strings.for('de'));
  });

  it('chooses the plural form and formats the number for the reader', () => {
    expect(strings.for('en')('list.total', { count: 1 })).toBe('1 article');
    expect(strings.for('de')('list.total', { count: 1180 })).toBe('1.180 Artikel');
    expect(strings.for('es')('list.total', { count: 1_000_000 })).toBe('1.000.000 de artículos');
    expect(strings.for('ja')('list.total', { count: 1 })).toBe('1 件の記事');
  });

  it('inserts values as they are, even if they look like placeholders', () => {
    const product = '$t(nav.home) {product} <b>&amp;</b>';
    expect(strings.for('en')('list.titleFor', { product })).toBe(`Articles on ${product}`);
  });

  it('marks a missing value', () => {
    expect(strings.for('en')('list.titleFor')).toBe('Articles on …');
  });
});

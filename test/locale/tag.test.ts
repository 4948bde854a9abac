import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalTag, direction, isSameReadership, matchSiteLocale } from '../../src/locale/tag.js';

const SITE = ['de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pt-BR', 'sv', 'zh-Hans', 'zh-Hant'];

describe('canonicalTag', () => {
  it.each([
    ['DE-at', 'de-AT'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['iw', 'he'],
    ['zh_TW', 'zh-TW'],
    ['pt_BR', 'pt-BR'],
  ])('writes %s as %s', (text, tag) => {
    expect(canonicalTag(text)).toBe(tag);
  });

  it.each(['', 'd', 'de_', 'de-', '../etc', 'de\0', 'x'.repeat(70), 'de-' + 'a'.repeat(9)])(
    'rejects %j',
    (text) => {
      expect(canonicalTag(text)).toBeUndefined();
    },
  );

  it('is idempotent and never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const once = canonicalTag(text);
        if (once !== undefined) expect(canonicalTag(once)).toBe(once);
      }),
    );
  });
});

describe('matchSiteLocale', () => {
  it.each([
    ['de', 'de'],
    ['DE', 'de'],
    ['de-AT', 'de'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['ja-JP', 'ja'],
  ])('finds for %s the site’s %s', (tag, locale) => {
    expect(matchSiteLocale(tag, SITE)).toBe(locale);
  });

  it.each(['tlh', 'da', 'ca', 'gsw', 'not a tag', ''])('finds nothing for %j', (tag) => {
    expect(matchSiteLocale(tag, SITE)).toBeUndefined();
  });

  it('prefers the reader’s region, then the locale without a region, then the site’s order', () => {
    expect(matchSiteLocale('pt-PT', ['pt-BR', 'pt', 'pt-PT'])).toBe('pt-PT');
    expect(matchSiteLocale('pt-AO', ['pt-BR', 'pt', 'pt-PT'])).toBe('pt');
    expect(matchSiteLocale('de-LI', ['de-CH', 'de-AT'])).toBe('de-CH');
  });

  it('returns another script of the language rather than nothing', () => {
    expect(matchSiteLocale('zh-TW', ['en', 'zh-Hans'])).toBe('zh-Hans');
  });

  it('accepts both written Norwegians if the site has one', () => {
    expect(matchSiteLocale('nb-NO', ['en', 'no'])).toBe('no');
    expect(matchSiteLocale('no', ['en', 'nn'])).toBe('nn');
  });

  it('returns every site locale for itself', () => {
    for (const locale of SITE) expect(matchSiteLocale(locale, SITE)).toBe(locale);
  });
});

describe('isSameReadership', () => {
  it.each([
    ['de-AT', 'de', true],
    ['pt', 'pt-BR', true],
    ['zh-TW', 'zh-Hant', true],
    ['pt-BR', 'pt-PT', false],
    ['zh-Hans', 'zh-Hant', false],
    ['de', 'en', false],
    ['de', 'no tag', false],
  ])('says of %s and %s: %s', (asked, given, expected) => {
    expect(isSameReadership(asked, given)).toBe(expected);
  });
});

describe('direction', () => {
  it('knows right-to-left scripts', () => {
    expect(['ar', 'he', 'fa', 'ur', 'az-Arab'].map(direction)).toEqual(['rtl', 'rtl', 'rtl', 'rtl', 'rtl']);
    expect(['de', 'ja', 'az', 'no tag'].map(direction)).toEqual(['ltr', 'ltr', 'ltr', 'ltr']);
  });
});

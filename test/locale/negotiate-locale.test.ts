import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negotiateLocale, parseAcceptLanguage } from '../../src/locale/negotiate-locale.js';

const SITE = ['de', 'en', 'it', 'pt-BR', 'zh-Hans', 'zh-Hant'];

describe('negotiateLocale', () => {
  it('takes the lang parameter before the cookie, the cookie before the header, the header before the default', () => {
    const preferences = { lang: 'pt', cookie: 'it', acceptLanguage: 'de' };
    expect(negotiateLocale(preferences, SITE, 'en')).toEqual({ locale: 'pt-BR', chosenBy: 'lang' });
    expect(negotiateLocale({ ...preferences, lang: undefined }, SITE, 'en')).toEqual({
      locale: 'it',
      chosenBy: 'cookie',
    });
    expect(negotiateLocale({ acceptLanguage: 'de' }, SITE, 'en')).toEqual({
      locale: 'de',
      chosenBy: 'accept-language',
    });
    expect(negotiateLocale({}, SITE, 'en')).toEqual({ locale: 'en', chosenBy: 'default' });
  });

  it('skips unsupported preferences', () => {
    expect(
      negotiateLocale({ lang: 'tlh', cookie: '<script>', acceptLanguage: 'sv, de-AT;q=0.8' }, SITE, 'en')
        .locale,
    ).toBe('de');
  });

  it('returns the default locale for a wildcard', () => {
    expect(negotiateLocale({ acceptLanguage: 'sv, *;q=0.5, de;q=0.1' }, SITE, 'en')).toEqual({
      locale: 'en',
      chosenBy: 'default',
    });
  });

  it('returns a site locale for any header', () => {
    const text = fc.option(fc.string({ maxLength: 200 }), { nil: undefined });
    fc.assert(
      fc.property(text, text, text, (lang, cookie, acceptLanguage) => {
        expect(SITE).toContain(negotiateLocale({ lang, cookie, acceptLanguage }, SITE, 'en').locale);
      }),
    );
  });
});

describe('parseAcceptLanguage', () => {
  it('orders ranges by weight and keeps the order of equals', () => {
    expect(parseAcceptLanguage('fr;q=0.3, de, en ; q=0.8,it')).toEqual(['de', 'it', 'en', 'fr']);
  });

  it('omits rejected ranges', () => {
    expect(parseAcceptLanguage('de;q=0, en;q=0.000, it;q=0.1')).toEqual(['it']);
  });

  it('ignores a range with an invalid weight', () => {
    expect(parseAcceptLanguage('de;q=banana, en;q=0.9')).toEqual(['en']);
  });

  it('reads only the beginning of a hostile header, without a truncated range', () => {
    const ranges = parseAcceptLanguage('zh-Hant-TW,'.repeat(800));
    expect(ranges.length).toBeLessThanOrEqual(20);
    expect(parseAcceptLanguage(`${' '.repeat(508)}de, pt-BR`)).toEqual(['de']);
    expect(parseAcceptLanguage(`${' '.repeat(505)}de, pt-BR`)).toEqual(['de']);
  });
});

import { describe, expect, it } from 'vitest';
import { formatFor, nativeLanguageName } from '../../src/locale/format.js';

describe('formatFor', () => {
  it('formats dates in UTC, whatever the server’s time zone', () => {
    expect(formatFor('de').date('2022-08-19T23:59:59Z')).toBe('19. August 2022');
    expect(formatFor('ja').date('2022-08-19T00:00:00Z')).toBe('2022年8月19日');
    expect(formatFor('en-GB').date('2022-08-19T00:00:00Z')).toBe('19 August 2022');
  });

  it('formats numbers, percentages and lists for the locale', () => {
    expect(formatFor('de').number(1180)).toBe('1.180');
    expect(formatFor('de').percent(0.014)).toBe('1\u00A0%');
    expect(formatFor('sv').list(['a', 'b', 'c'])).toBe('a, b och c');
  });

  it('names languages in the reader’s language', () => {
    expect(formatFor('de').languageName('pt-BR')).toBe('Portugiesisch (Brasilien)');
  });

  it('caches the formats of a locale', () => {
    expect(formatFor('nl')).toBe(formatFor('nl'));
  });

  it('stays correct when the cache overflows', () => {
    const regions = Array.from({ length: 80 }, (_, i) => `en-u-nu-latn-x-a${i}`);
    for (const locale of regions) expect(formatFor(locale).number(1000)).toBe('1,000');
    expect(formatFor('de').number(1000)).toBe('1.000');
  });
});

describe('nativeLanguageName', () => {
  it('names a language in itself, capitalised', () => {
    expect(['de', 'pt-BR', 'fr', 'zh-Hans', 'ja'].map(nativeLanguageName)).toEqual([
      'Deutsch',
      'Português (Brasil)',
      'Français',
      '简体中文',
      '日本語',
    ]);
  });
});

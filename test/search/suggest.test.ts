import { describe, expect, test } from 'vitest';
import { buildSearch } from '../support/build-search.js';

const { search } = buildSearch(
  { number: 'KA-90001', locale: 'en', title: 'Lantern blinks twice' },
  { number: 'KA-90001', locale: 'de', title: 'Laterne blinkt zweimal' },
  { number: 'KA-90012', locale: 'en', title: 'The bell and the lantern' },
  { number: 'KT-90077', locale: 'en', title: 'Video of a gate' },
  { number: 'KA-90033', locale: 'zh-Hans', title: '灯笼闪烁两次' },
);

function numbers(typed: string, locale = 'en'): string[] {
  return search.suggest(typed, locale).map(({ number }) => number);
}

describe('type-ahead', () => {
  test('completes a partial word, matching title starts first', () => {
    expect(numbers('lan')).toEqual(['KA-90001', 'KA-90012']);
  });

  test('treats the words before the last as complete', () => {
    expect(numbers('bell lan')).toEqual(['KA-90012']);
    expect(numbers('bel lan')).toEqual([]);
  });

  test('suggests titles in the requested locale', () => {
    expect(search.suggest('zwei', 'de')).toEqual([
      { number: 'KA-90001', title: 'Laterne blinkt zweimal', locale: 'de' },
    ]);
  });

  test('suggests another locale if the reader’s has no articles', () => {
    expect(search.suggest('lantern', 'sv').map(({ locale }) => locale)).toEqual(['en', 'en']);
  });

  test.each(['KA-9000', 'ka 90001', '90001'])(
    'suggests the articles whose number starts with %s',
    (typed) => {
      expect(numbers(typed)[0]).toBe('KA-90001');
    },
  );

  test('suggests video pages by number', () => {
    expect(numbers('kt-900')).toEqual(['KT-90077']);
  });

  test('completes one Chinese character', () => {
    expect(numbers('灯', 'zh-Hans')).toEqual(['KA-90033']);
    expect(numbers('闪烁', 'zh-Hans')).toEqual(['KA-90033']);
  });

  test('suggests titles of other languages if the reader’s has none', () => {
    expect(search.suggest('灯笼', 'en').map(({ locale }) => locale)).toEqual(['zh-Hans']);
    expect(search.suggest('zweimal', 'en').map(({ number }) => number)).toEqual(['KA-90001']);
  });

  test('suggests no more than requested', () => {
    expect(search.suggest('lan', 'en', 1)).toHaveLength(1);
  });
});

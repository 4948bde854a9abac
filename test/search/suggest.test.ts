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
  test('goes on from half a word, titles that begin so first', () => {
    expect(numbers('lan')).toEqual(['KA-90001', 'KA-90012']);
  });

  test('takes the words before the last as whole', () => {
    expect(numbers('bell lan')).toEqual(['KA-90012']);
    expect(numbers('bel lan')).toEqual([]);
  });

  test('offers titles in the locale asked for', () => {
    expect(search.suggest('zwei', 'de')).toEqual([
      { number: 'KA-90001', title: 'Laterne blinkt zweimal', locale: 'de' },
    ]);
  });

  test('offers another locale to a reader whose own has no articles', () => {
    expect(search.suggest('lantern', 'sv').map(({ locale }) => locale)).toEqual(['en', 'en']);
  });

  test.each(['KA-9000', 'ka 90001', '90001'])('offers the articles whose number begins with %s', (typed) => {
    expect(numbers(typed)[0]).toBe('KA-90001');
  });

  test('offers video pages by number', () => {
    expect(numbers('kt-900')).toEqual(['KT-90077']);
  });

  test('goes on from one Chinese character', () => {
    expect(numbers('灯', 'zh-Hans')).toEqual(['KA-90033']);
    expect(numbers('闪烁', 'zh-Hans')).toEqual(['KA-90033']);
  });

  test('offers titles of other languages where the reader’s own has none', () => {
    expect(search.suggest('灯笼', 'en').map(({ locale }) => locale)).toEqual(['zh-Hans']);
    expect(search.suggest('zweimal', 'en').map(({ number }) => number)).toEqual(['KA-90001']);
  });

  test('offers no more than asked for', () => {
    expect(search.suggest('lan', 'en', 1)).toHaveLength(1);
  });
});

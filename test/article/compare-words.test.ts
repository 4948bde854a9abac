import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareWords } from '../../src/article/compare-words.js';

describe('compareWords', () => {
  it.each([
    ['the old lamp', 'the new lamp', ['=the ', '-old', '+new', '= lamp']],
    ['same', 'same', ['=same']],
    ['', 'new', ['+new']],
    ['ランプが点滅', 'ランプが消灯', ['=ランプが', '-点滅', '+消灯']],
  ])('of %j and %j', (before, after, expected) => {
    const marks = { same: '=', removed: '-', added: '+' };
    expect(compareWords(before, after).map(({ kind, text }) => marks[kind] + text)).toEqual(expected);
  });

  it('contains both texts in full', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b ', 'c', '漢', '\n'), { maxLength: 30 })
      .map((it) => it.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = compareWords(before, after);
        const without = (kind: string) =>
          runs
            .filter((run) => run.kind !== kind)
            .map((run) => run.text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
      }),
      { numRuns: 60 },
    );
  });
});

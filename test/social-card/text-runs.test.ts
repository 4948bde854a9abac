import { describe, expect, it } from 'vitest';
import { splitRuns, type RunDirection } from '../../src/social-card/text-runs.js';

const fontOf = (character: string): string | undefined => {
  if (character === '😀') return undefined;
  return /[\u0590-\u08FF]/.test(character) ? 'arabic' : 'latin';
};
const runs = (line: string, base: RunDirection = 'ltr'): string[] =>
  splitRuns(line, fontOf, base).map(({ text, direction }) => `${direction} ${text}`);

describe('splitRuns', () => {
  it('leaves a line in one font whole', () => {
    expect(runs('The lamp: on (2)')).toEqual(['ltr The lamp: on (2)']);
  });

  it('leaves out what no font has', () => {
    expect(runs('on 😀 off')).toEqual(['ltr on  off']);
  });

  it('keeps a mark with the letter it stands on', () => {
    expect(runs('x\u0307y')).toEqual(['ltr x\u0307y']);
  });

  it('puts the first word of a line that is read from the right rightmost', () => {
    expect(runs('خطأ xtk', 'rtl')).toEqual(['ltr xtk', 'rtl  ', 'rtl خطأ']);
  });

  it('turns words of the other direction round within a line that is read from the left', () => {
    expect(runs('on خطأ في off')).toEqual([
      'ltr on',
      'ltr  ',
      'rtl في',
      'rtl  ',
      'rtl خطأ',
      'ltr  ',
      'ltr off',
    ]);
  });

  it('reads numbers from the left everywhere', () => {
    expect(runs('خطأ ٤٢', 'rtl')).toEqual(['ltr ٤٢', 'rtl  ', 'rtl خطأ']);
  });
});

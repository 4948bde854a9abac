import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, type LineOptions } from '../../src/social-card/break-lines.js';

/** Every character as wide as the next, those of the East twice as wide. */
const measure = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (/[\u3000-\uFFEF]/.test(character) ? 2 : 1), 0);

const lines = (text: string, width: number, given: Partial<LineOptions> = {}): readonly string[] =>
  breakLines(text, { locale: 'en', width, mostLines: 9, measure, ...given }).lines;

describe('breakLines', () => {
  it('breaks between words, into lines of even length', () => {
    expect(lines('The lamp blinks after the restart', 24)).toEqual(['The lamp blinks', 'after the restart']);
  });

  it('leaves an identifier whole', () => {
    expect(lines('Leerer Fehler von "xtk:session" hier', 20, { locale: 'de' })).toEqual([
      'Leerer Fehler von',
      '"xtk:session" hier',
    ]);
  });

  it('breaks a word that is longer than a line, and loses nothing of it', () => {
    const word = 'Donaudampfschifffahrtsgesellschaft';
    expect(lines(word, 10).join('')).toBe(word);
  });

  it('keeps Japanese words whole and never begins a line with closing punctuation', () => {
    const broken = lines('ランプが「点滅」する、再起動後。', 12, { locale: 'ja' });
    expect(broken.length).toBeGreaterThan(1);
    for (const line of broken) expect(line).not.toMatch(/^[」、。ー]|「$/);
    expect(broken.join('|')).toMatch(/ランプ.*点滅.*起動/);
  });

  it('breaks Korean at its spaces', () => {
    expect(lines('램프가 깜박입니다 다시 시작', 18, { locale: 'ko' })).toEqual([
      '램프가 깜박입니다',
      '다시 시작',
    ]);
  });

  it('cuts what does not fit, with an ellipsis and whole characters', () => {
    const cut = breakLines('ab 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', { locale: 'en', width: 16, mostLines: 1, measure });
    expect(cut.isCut).toBe(true);
    expect(cut.lines).toEqual(['ab 👩‍👩‍👧‍👦…']);
  });

  it('has no line for no text', () => {
    expect(lines(' \n\t', 10)).toEqual([]);
  });

  it('keeps to the width and the number of lines, and loses nothing where it does not say so', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', 'ä', '語', '。', '가', '-', '"'),
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (given, width) => {
        const { lines: broken, isCut } = breakLines(given, { locale: 'ja', width, mostLines: 4, measure });
        expect(broken.length).toBeLessThanOrEqual(4);
        for (const line of broken) expect(measure(line)).toBeLessThanOrEqual(width);
        if (!isCut) expect(broken.join('').replace(/\s/g, '')).toBe(given.replace(/\s/g, ''));
      }),
    );
  });
});

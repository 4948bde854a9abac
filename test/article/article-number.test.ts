import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearNumbers, parseArticleNumber } from '../../src/article/article-number.js';

describe('parseArticleNumber', () => {
  it.each([
    ['KA-90001', 'KA-90001'],
    [' ka-90001 ', 'KA-90001'],
    ['kt-11255', 'KT-11255'],
    ['KA-123456789012', 'KA-123456789012'],
  ])('reads %j as %s', (text, number) => {
    expect(parseArticleNumber(text)).toBe(number);
  });

  it.each([
    '',
    'KA',
    'KA-1234',
    'KA-1234567890123',
    'KB-05406',
    'KA05406',
    'KA-0540６',
    'KA-90001\0',
    'KA-90001.md',
    '../KA-90001',
    'KA-90001\nKA-1',
  ])('rejects %j', (text) => {
    expect(parseArticleNumber(text)).toBeUndefined();
  });
});

describe('nearNumbers', () => {
  const number = fc.stringMatching(/^K[AT]-\d{5,6}$/);

  it('returns distinct numbers of the same kind', () => {
    fc.assert(
      fc.property(number, (from) => {
        const near = nearNumbers(from);
        expect(new Set(near).size).toBe(near.length);
        for (const other of near) {
          expect(other).not.toBe(from);
          expect(parseArticleNumber(other)).toBe(other);
          expect(other.slice(0, 2)).toBe(from.slice(0, 2));
        }
      }),
    );
  });

  it('corrects every single typing error', () => {
    fc.assert(
      fc.property(number, fc.nat(), fc.constantFrom('0', '5', '9'), (meant, at, digit) => {
        const i = 3 + (at % (meant.length - 3));
        const slips = [
          meant.slice(0, i) + digit + meant.slice(i + 1),
          meant.slice(0, i) + digit + meant.slice(i),
        ];
        for (const slip of slips.filter((text) => text !== meant)) {
          expect(nearNumbers(slip), slip).toContain(meant);
        }
      }),
    );
  });
});

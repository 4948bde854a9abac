import { describe, expect, it } from 'vitest';
import { clip, cutParts, tokensOf } from '../../src/mcp/passages.js';
import type { PASSAGE, Wire } from '../../src/presenters/schemas.js';

const passage = (text: string) => ({ text }) as Wire<typeof PASSAGE>;

describe('passages for a model', () => {
  it('count one Japanese or four Latin characters as a token', () => {
    expect(tokensOf('ランプが点滅')).toBe(6);
    expect(tokensOf('The lamp blinks.')).toBe(4);
  });

  it('are truncated at a space, never inside a character', () => {
    expect(clip('The lamp blinks twice and goes out', 5)).toBe('The lamp blinks…');
    expect(clip('ランプが点滅します', 4)).toBe('ランプが…');
    expect(clip('😀'.repeat(20), 3)).not.toMatch(/[\uD800-\uDBFF]…$/);
    expect(clip('Short', 5)).toBe('Short');
  });

  it('come in parts below 2,000 tokens in total, each passage once and complete', () => {
    const passages = Array.from({ length: 12 }, (_, i) => passage(`${i} ${'lamp '.repeat(300)}`));
    const parts = cutParts(passages);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.flat()).toEqual(passages);
    for (const part of parts)
      expect(tokensOf(part.map(({ text }) => text).join('') + JSON.stringify(part))).toBeLessThan(2000);
    expect(cutParts([passage('ラ'.repeat(900)), passage('ラ'.repeat(900))])).toHaveLength(2);
  });
});

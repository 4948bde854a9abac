import { describe, expect, it } from 'vitest';
import { lazy } from '../../src/http/routes.js';

describe('a lazily loaded function', () => {
  it('is loaded once, by its first call', async () => {
    let loads = 0;
    const double = lazy(
      () => {
        loads += 1;
        return Promise.resolve(2);
      },
      (factor) => (number: number) => factor * number,
    );
    expect(loads).toBe(0);
    expect(await Promise.all([double(1), double(2)])).toEqual([2, 4]);
    expect(await double(3)).toBe(6);
    expect(loads).toBe(1);
  });

  it('passes on errors, and can be called again', async () => {
    const parse = lazy(
      () => Promise.resolve(JSON),
      (json) =>
        (text: string): unknown =>
          json.parse(text),
    );
    await expect(parse('{')).rejects.toBeInstanceOf(SyntaxError);
    expect(await parse('{}')).toEqual({});
  });

  it('waits for an asynchronous function', async () => {
    const echo = lazy(
      () => Promise.resolve(),
      () => (text: string) => Promise.resolve(text),
    );
    expect(await echo('hello')).toBe('hello');
  });
});

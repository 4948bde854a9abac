import { describe, expect, it } from 'vitest';
import { restartPause } from '../../../src/server/processes/supervise-workers.js';

describe('the pause before a worker is replaced', () => {
  it('is zero after a long run', () => {
    expect(restartPause(5, 60_000)).toBe(0);
  });

  it('doubles after each early death, up to half a minute', () => {
    const pauses = [0, 1, 2, 3, 20].map((youngDeaths) => restartPause(youngDeaths, 50));
    expect(pauses).toEqual([100, 200, 400, 800, 30_000]);
  });
});

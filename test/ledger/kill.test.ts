import { expect, it } from 'vitest';
import { killWhileWriting } from '../support/kill-while-writing.js';

it('every acknowledged write is stored once, even if the service is killed', async () => {
  const results = await killWhileWriting(2, 200);
  expect(results).toHaveLength(2);
  for (const { acknowledged, lost, doubled, integrity } of results) {
    expect(acknowledged).toBeGreaterThan(0);
    expect(acknowledged).toBeLessThan(200);
    expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
    expect(integrity).toContain('"ok"');
  }
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killWhileWriting } from '../support/kill-while-writing.js';
import { LEDGER_DATABASES, type LedgerPlaces } from '../support/ledger-places.js';

describe.each(LEDGER_DATABASES)('a service killed while it writes to %s', (_, open) => {
  let places: LedgerPlaces;
  beforeAll(async () => {
    places = await open();
  });
  afterAll(() => places.remove());

  it('has kept every acknowledged write, each once', { timeout: 120_000 }, async () => {
    const place = places.make();
    const results = await killWhileWriting(2, 200, 'url' in place ? place.url : undefined);
    expect(results).toHaveLength(2);
    for (const { acknowledged, lost, doubled, integrity } of results) {
      expect(acknowledged).toBeGreaterThan(0);
      expect(acknowledged).toBeLessThan(200);
      expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
      if ('file' in place) expect(integrity).toContain('"ok"');
    }
  });
});

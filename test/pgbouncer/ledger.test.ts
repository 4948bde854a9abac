import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLedger } from '../../src/ledger/ledger.js';
import { testLedger } from '../ledger/ledger-suite.js';
import { killWhileWriting } from '../support/kill-while-writing.js';
import { openPooledServer, type LedgerPlaces } from '../support/ledger-places.js';

describe('the ledger through PgBouncer in transaction mode', () => {
  testLedger(openPooledServer);

  describe('shared with other processes', () => {
    let places: LedgerPlaces;
    beforeAll(async () => {
      places = await openPooledServer();
    });
    afterAll(() => places.remove());

    it('is migrated by one of several processes, without leaving a lock', async () => {
      for (let round = 0; round < 5; round++) {
        const place = places.make();
        const ledgers = Array.from({ length: 6 }, () => createLedger({ place }));
        await Promise.all(ledgers.map((ledger) => ledger.tidy()));
        const next = createLedger({ place });
        await next.tidy();
        await Promise.all([next, ...ledgers].map((ledger) => ledger.close()));
      }
    });

    it('keeps every acknowledged write when the service is killed', async () => {
      const place = places.make();
      if (!('url' in place)) throw new Error('a server has an address');
      for (const { acknowledged, lost, doubled } of await killWhileWriting(2, 200, place.url)) {
        expect(acknowledged).toBeGreaterThan(0);
        expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
      }
    }, 120_000);
  });
});

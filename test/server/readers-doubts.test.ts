import request from 'supertest';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createLedger } from '../../src/ledger/ledger.js';
import { buildApp, type TestApp } from '../support/build-app.js';

const DOUBTED = { number: 'KA-90005', locale: 'de', version: 3 };
const PLACES = [
  '/api/v1/articles/KA-90005?locale=de',
  '/api/v1/articles/KA-90005/passages?locale=de',
  '/api/v1/articles?locale=de',
  '/api/v1/search?q=Anzeige&locale=de',
  '/de/articles/KA-90005.md',
  '/de/articles/KA-90005',
  '/de/llms.txt',
  '/de/feed.atom',
];
let site: TestApp;
let now = Date.parse('2026-03-01T12:00:00.000Z');

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'de', now: () => now });
});

afterAll(() => site.close());

/** How often the band `raised` is shown, as data or in words. */
const raised = async (path: string): Promise<number> => {
  const { text } = await request(site.cached).get(path).expect(200);
  return [...text.matchAll(/risk"?[:=] ?"?raised|Fehlerrisiko erhöht/g)].length;
};

it('an open report raises the risk band everywhere within a minute; its end lowers it', async () => {
  const before = await Promise.all(PLACES.map(raised));
  const fault = { ...DOUBTED, kind: 'translation', step: undefined, quote: undefined } as const;
  const { report } = await site.ledger.reports.add(
    { ...fault, proposal: undefined, comment: undefined },
    { address: '192.0.2.1', userAgent: 'Firefox' },
  );
  now += 60_000;
  site.ledger.reports.doubted();
  await vi.waitFor(() => expect(site.ledger.reports.doubted().size).toBe(1));
  for (const [i, path] of PLACES.entries())
    await vi.waitFor(async () => expect([path, await raised(path)]).not.toEqual([path, before[i]]));
  await site.ledger.reports.decide(report.id, 'declined', 'It is right.');
  now += 60_000;
  for (const [i, path] of PLACES.entries())
    await vi.waitFor(async () => expect([path, await raised(path)]).toEqual([path, before[i]]));
});

it('without the ledger, the band is the one found while compiling', async () => {
  const ledger = createLedger({ place: { file: '/dev/null/ledger.sqlite' } });
  const away = await buildApp({ ledger });
  await request(away.app)
    .get(PLACES[0] ?? '')
    .expect(200, /"risk":"low"/);
  await away.close();
  await ledger.close();
});

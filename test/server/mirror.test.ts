import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import request from 'supertest';
import { expect, it } from 'vitest';
import { createLedger } from '../../src/ledger/ledger.js';
import { type SenderDeps, WebhookSender } from '../../src/server/webhook-sender.js';
import { buildApp } from '../support/build-app.js';
import { ContentWorld, WORLD_STEPS } from '../support/content-world.js';
import { differences, Mirror, readSite, type AskApi } from '../support/mirror.js';

/** More than any pause between two attempts. */
const LATER = 3_600_000;

const HAPPENING = fc.record({
  steps: fc.array(fc.tuple(fc.constantFrom(...WORLD_STEPS), fc.nat(500)), { minLength: 1, maxLength: 4 }),
  /** Whether the sender ends and another begins. */
  isRestart: fc.boolean(),
});

it('a mirror by change feed, or by unreliable webhooks, equals the site', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(HAPPENING, { minLength: 1, maxLength: 6 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
      async (happenings, refusals) => {
        const folder = mkdtempSync(path.join(tmpdir(), 'parlance-mirror-'));
        const world = new ContentWorld(path.join(folder, 'content'));
        world.do('add', 1);
        let now = Date.now();
        const place = { file: path.join(folder, 'ledger.sqlite') };
        const ledger = createLedger({ place, now: () => now });
        const site = await buildApp({ contentDir: world.root, ledger });
        const ask: AskApi = async (address) => await request(site.app).get(`/api/v1${address}`);
        const [byFeed, byWebhooks] = [new Mirror(ask), new Mirror(ask)];
        let attempts = 0;
        const messenger: SenderDeps['messenger'] = {
          send: async ({ body }) => {
            const { data } = JSON.parse(body) as { data: Parameters<Mirror['apply']>[0] };
            const isRefused = refusals[attempts++ % refusals.length] === true && attempts % 8 !== 0;
            // It may act on a message and still fail to say so.
            if (!isRefused || attempts % 2 === 0) await byWebhooks.apply(data);
            return { isDelivered: !isRefused, status: isRefused ? 500 : 204, fault: undefined };
          },
          close: () => undefined,
        };
        const logger = { warn: () => undefined, error: () => undefined };
        const open = () =>
          new WebhookSender({
            ...{ outbox: ledger.outbox, links: ledger.links, library: site.library, site: site.deps.site },
            ...{ messenger, logger, now: () => now },
          });
        let sender = open();
        try {
          await ledger.webhooks.add('https://copy.example/', ['article.changed']);
          for (const { steps, isRestart } of happenings) {
            for (const [step, pick] of steps) world.do(step, pick);
            await site.sync();
            await sender.poll();
            if (isRestart) {
              await sender.close();
              sender = open();
            }
          }
          for (let rounds = 0; rounds < 50; rounds++) {
            await sender.poll();
            await sender.settled();
            now += LATER;
          }
          await byFeed.follow();
          const copy = await readSite(ask);
          expect(differences(byFeed.articles, copy)).toEqual([]);
          expect(differences(byWebhooks.articles, copy)).toEqual([]);
          expect(await ledger.outbox.waiting()).toEqual([]);
        } finally {
          await sender.close();
          await site.close();
          await ledger.close();
          rmSync(folder, { recursive: true });
        }
      },
    ),
    { numRuns: 12 },
  );
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { expect, it } from 'vitest';
import type { PASSAGE, Wire } from '../../src/presenters/schemas.js';
import { buildApp } from '../support/build-app.js';
import { articleFile } from '../support/compile.js';

/** Grounding of the passages of one German article whose English source says something else. */
async function groundingOf(german: string, english: string): Promise<Record<string, readonly string[]>> {
  const contentDir = mkdtempSync(path.join(tmpdir(), 'parlance-grounding-'));
  for (const [locale, body] of Object.entries({ de: german, en: english })) {
    mkdirSync(path.join(contentDir, locale));
    const front = { 'article-number': 'KA-90001', title: 'Lamp' };
    writeFileSync(path.join(contentDir, locale, 'KA-90001.md'), articleFile(body, front));
  }
  const site = await buildApp({ contentDir });
  const { body } = (await request(site.app).get('/api/v1/articles/KA-90001/passages?locale=de')) as {
    body: { items: Wire<typeof PASSAGE>[] };
  };
  await site.close();
  rmSync(contentDir, { recursive: true });
  return Object.fromEntries(
    body.items.map(({ id, grounding }) => [id.replace(/^.*#/, ''), grounding.reasons]),
  );
}

const write = (resolution: string, description: string) =>
  `## Description {#description}\n\n${description}\n\n## Resolution {#resolution}\n\n${resolution}\n`;

const STEPS = [
  'Read /etc/lamp/socket.',
  'Turn the lamp off and wait until it is cold.',
  'Take the bulb out of its socket and clean it.',
];
const DEUTSCH = [
  'Lesen Sie /etc/lamp/socket.',
  'Schalten Sie die Lampe aus und warten Sie, bis sie kalt ist.',
  'Nehmen Sie die Birne aus der Fassung und reinigen Sie sie.',
];
const list = (steps: readonly string[]) => steps.map((step, index) => `${index + 1}. ${step}`).join('\n');

it('a checker error in one step makes only that step ungrounded', async () => {
  const reasons = await groundingOf(
    write(list(['Lesen Sie /etc/Lampe/Ort.', ...DEUTSCH.slice(1)]), 'Sie blinkt.'),
    write(list(STEPS), 'It blinks.'),
  );
  const withError = Object.keys(reasons).filter((id) => reasons[id]?.includes('checker-error'));
  expect(withError).toEqual(['step-1']);
});

it('a suppressed finding does not count', async () => {
  const reason = '<!-- parlance-disable-file identifier-lost -- the path differs there -->';
  const reasons = await groundingOf(
    write(list(['Lesen Sie /etc/Lampe/Ort.', ...DEUTSCH.slice(1)]), `Sie blinkt.\n\n${reason}`),
    write(list(STEPS), 'It blinks.'),
  );
  expect(Object.values(reasons).flat()).not.toContain('checker-error');
});

it('in a section of several passages only the one with the error is concerned', async () => {
  const parts = (path: string) =>
    `### Lamp\n\nThe file /etc/lamp/socket is missing.\n\n### Bulb\n\nThe file ${path} is missing.`;
  const reasons = await groundingOf(
    write('Ersetzen.', parts('/etc/Birne')),
    write('Replace.', parts('/etc/bulb/socket')),
  );
  expect(
    Object.entries(reasons).flatMap(([id, said]) => (said.includes('checker-error') ? [id] : [])),
  ).toEqual(['description.2']);
});

it('a text in another language than its folder says is not to be answered from anywhere', async () => {
  const english = 'It is dark in the room and the lamp is not on, but it was on when we went to it. '.repeat(
    3,
  );
  const reasons = await groundingOf(write(list(STEPS), english), write(list(STEPS), english));
  expect(Object.values(reasons).every((said) => said.includes('checker-error'))).toBe(true);
});

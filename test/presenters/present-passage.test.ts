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

it('a passage that lost a name only machines read is not to be answered from, and its neighbour is', async () => {
  const reasons = await groundingOf(
    write('Die Datei /etc/Lampe/Ort fehlt.', 'Sie blinkt.'),
    write('The file /etc/lamp/socket is missing.', 'It blinks.'),
  );
  expect(reasons['resolution']).toContain('checker-error');
  expect(reasons['description']).not.toContain('checker-error');
});

it('a name that stands elsewhere in the translation, or in other letters, is not lost', async () => {
  const reasons = await groundingOf(
    write('Siehe oben.', 'Die Datei /etc/lamp/socket fehlt, LAMP_mode ist aus.'),
    write('The file /etc/lamp/socket is missing.', 'lamp_mode is off since v6.5.2.'),
  );
  expect(Object.values(reasons).flat()).not.toContain('checker-error');
});

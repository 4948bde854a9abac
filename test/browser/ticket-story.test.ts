import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { openHostPage } from '../support/host-page.js';
import { LOG_LINE, makeWalkContent } from '../support/walk-site.js';
import { openSite } from './open-site.js';

/** Eight, and nothing typed: the ticket is read, the log is in it, every answer is a button. */
const MOST_CLICKS = 8;

it('a Portuguese ticket with a pasted log is answered from its own page, linked and rated with eight clicks', async () => {
  using content = makeWalkContent();
  const ticket = `Olá,\no temporizador lampSync falha todas as manhãs.\nEis o registro:\n\n${LOG_LINE}\n`;
  const host = await openHostPage('any-page', 'index.html', (text) =>
    text.replace(/(<textarea id="message"[^>]*>)[^]*?(<\/textarea)/, `$1\n${ticket}$2`),
  );
  const site = await openSite({ contentDir: content.contentDir, frameAncestors: [host.origin] });
  try {
    host.siteUrl = site.address;
    const page = await site.open(`${host.origin}/`, { timezoneId: 'Europe/Berlin' });
    const panel = page.frameLocator('parlance-panel iframe');
    let clicks = 0;
    const click = async (selector: string): Promise<void> => {
      clicks += 1;
      await panel.locator(selector).first().click();
    };
    const reach = (part: string) =>
      expect.poll(() => page.frames().find((frame) => frame.url().includes(part))).toBeDefined();

    await panel.locator('.suggest-answered').first().waitFor();
    expect(clicks).toBe(0);
    await click('.suggest-next .button-primary');
    await click('[data-own-zone]');
    await reach('zone=');
    for (const parameter of ['restart=', 'period=']) {
      await click('.walk-question .button-primary');
      await reach(parameter);
    }
    for (const parameter of ['reschedule=', 'worked=']) {
      await click('.walk-choices button');
      await reach(parameter);
    }
    expect(await panel.locator('#answer-customer').getAttribute('lang')).toBe('pt');
    expect(await panel.locator('#answer-note').getAttribute('lang')).toBe('de');
    const answer = await panel.locator('#answer-customer').inputValue();
    await click('[data-host-send="insert"]');
    await panel.getByRole('button', { name: 'Eingefügt' }).waitFor();
    expect(await page.locator('#reply').inputValue()).toBe(answer);
    expect(await page.locator('#links').textContent()).toBe('KA-91206 (pt): sent');
    await click('[data-host-send="resolved"]');
    await panel.getByRole('button', { name: 'Als Lösung notiert' }).waitFor();
    expect(await page.locator('#links').textContent()).toBe('KA-91206 (pt): resolved');
    expect(clicks).toBe(MOST_CLICKS);
  } finally {
    await site.close();
    host.close();
  }
});

it('an article of an internal instance passes axe, and is linked to a ticket with one click', async () => {
  const site = await openSite({ agentsOnly: { authHeader: 'X-User' }, trustProxy: 'loopback' });
  try {
    const options = { extraHTTPHeaders: { 'X-User': 'agent' }, viewport: { width: 320, height: 700 } };
    const page = await site.open('/de/articles/KA-90001', options);
    await page.locator('.agents-part').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.locator('#link-system').fill('zendesk');
    await page.locator('#link-ticket').fill('4711');
    await page.locator('.agents-part button').first().click();
    await page.locator('.agents-part [role=status]', { hasText: 'In diesem Ticket verwendet' }).waitFor();
    expect(await page.locator('#link-ticket').inputValue()).toBe('4711');
  } finally {
    await site.close();
  }
});

import { expect, it } from 'vitest';
import { LOG_LINE, makeWalkContent } from '../support/walk-site.js';
import { openZendeskPage } from '../support/zendesk-page.js';
import { openSite } from './open-site.js';

declare global {
  /** Kept by the stand-in for Zendesk's SDK. */
  var zaf: {
    readonly replies: readonly string[];
    readonly ticket: Record<string, string | number>;
    readonly handlers: Readonly<Record<string, () => void>>;
  };
}

it('the Zendesk app reads the ticket, inserts the answer into the reply, and links the article through the proxy', async () => {
  using content = makeWalkContent();
  const ticket = {
    'ticket.id': 4711,
    'ticket.subject': 'Temporizador parado',
    'ticket.description': `Olá,\n\no temporizador lampSync falha todas as manhãs.\n\n${LOG_LINE}\n`,
    'currentUser.locale': 'de',
  };
  const zendesk = await openZendeskPage(ticket);
  const site = await openSite({ contentDir: content.contentDir, frameAncestors: [zendesk.origin] });
  try {
    zendesk.siteUrl = site.address;
    zendesk.key = (await site.keys.create('Zendesk', ['links:read', 'links:write'])).token;
    const page = await site.open(`${zendesk.origin}/`);
    const panel = page.frameLocator('parlance-panel iframe');
    const links = async () => {
      const answer = await fetch(`${site.address}/api/v1/tickets/zendesk/4711`, {
        headers: { Authorization: `Bearer ${zendesk.key}` },
      });
      return ((await answer.json()) as { items: unknown[] }).items;
    };

    await panel.locator('.suggest-answered').first().waitFor();
    expect(await panel.locator('#ticket-text').inputValue()).toContain('Temporizador parado');
    await panel.locator('.suggest-actions a', { hasText: 'Kunden antworten' }).first().click();
    await panel.locator('#answer-customer').fill('Olá!\n\n1. Reinicie mais tarde.');
    await panel.getByRole('button', { name: 'In die Antwort einfügen' }).click();
    await panel.getByRole('button', { name: 'Eingefügt' }).waitFor();
    const [reply] = await page.evaluate(() => globalThis.zaf.replies);
    expect(reply).toContain('Reinicie mais tarde.');
    expect(reply).toContain('<');
    expect(await links()).toMatchObject([{ number: 'KA-91206', relation: 'sent' }]);
    expect(await panel.locator('[data-host-used]').first().isVisible()).toBe(true);
    // The next ticket: its own text, nothing used in it yet.
    await page.evaluate(() => {
      Object.assign(globalThis.zaf.ticket, { 'ticket.id': 4712, 'ticket.subject': 'Lantern' });
      globalThis.zaf.handlers['app.activated']?.();
    });
    await expect.poll(() => panel.locator('#ticket-text').inputValue()).toContain('Lantern');
    expect(await page.content()).not.toContain(zendesk.key);
    expect(site.complaints).toEqual([]);
  } finally {
    await site.close();
    zendesk.close();
  }
});

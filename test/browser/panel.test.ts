import { AxeBuilder } from '@axe-core/playwright';
import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openHostPage, type HostPage } from '../support/host-page.js';
import { LOG_LINE, makeWalkContent } from '../support/walk-site.js';
import { openSite, type OpenSite } from './open-site.js';

const content = makeWalkContent();
let host: HostPage;
let stranger: HostPage;
let site: OpenSite;

beforeAll(async () => {
  host = await openHostPage('any-page');
  stranger = await openHostPage('any-page');
  site = await openSite({ contentDir: content.contentDir, frameAncestors: [host.origin] });
  host.siteUrl = site.address;
  stranger.siteUrl = site.address;
});
afterAll(async () => {
  await site.close();
  host.close();
  stranger.close();
  content[Symbol.dispose]();
});
const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});

async function openHost(options: Parameters<OpenSite['open']>[1] = {}): Promise<[Page, FrameLocator]> {
  const page = await site.open(`${host.origin}/`, options);
  pages.push(page);
  return [page, page.frameLocator('parlance-panel iframe')];
}

it('shows suggestions for the ticket in an allowed application', async () => {
  const [, panel] = await openHost();
  await panel.locator('.suggest-results li').first().waitFor();
  expect(await panel.locator('#ticket-text').inputValue()).toContain('Lantern');
});

it('is blocked by the browser unless FRAME_ANCESTORS names the application', async () => {
  const page = await site.open('/de/');
  pages.push(page);
  await page.goto(`${stranger.origin}/`);
  await expect.poll(() => page.frames().some((frame) => frame.url().startsWith('chrome-error:'))).toBe(true);
  const framed = page.frames().filter((frame) => frame.url().includes('/embed/'));
  expect(framed).toEqual([]);
});

it('inserts the edited answer into the reply, and reports the link', async () => {
  const [page, panel] = await openHost();
  await panel.locator('.suggest-actions a', { hasText: 'Kunden antworten' }).first().click();
  const editor = panel.locator('#answer-customer');
  await editor.waitFor();
  expect(await editor.getAttribute('lang')).toBe('pt');
  await editor.fill('Olá!\n\n1. Desligue a luz.');
  await panel.getByRole('button', { name: 'In die Antwort einfügen' }).click();
  await panel.getByRole('button', { name: 'Eingefügt' }).waitFor();
  expect(await page.locator('#reply').inputValue()).toBe('Olá!\n\n1. Desligue a luz.');
  expect(await page.locator('#links').textContent()).toMatch(/^K[AT]-\d+ \(\w+\): sent$/);
});

it('inserts a link and links the ticket from the article page', async () => {
  const [page, panel] = await openHost();
  await panel.locator('.suggest-results .item-title a').first().click();
  await panel.getByRole('button', { name: 'Link einfügen' }).click();
  await panel.getByRole('button', { name: 'Eingefügt' }).waitFor();
  expect(await page.locator('#reply').inputValue()).toContain(site.address);
  await panel.getByRole('button', { name: 'Mit dem Ticket verknüpfen' }).click();
  await panel.getByRole('button', { name: 'Verknüpft' }).waitFor();
  expect(await page.locator('#links').textContent()).toContain('reference');
  expect(await panel.locator('[data-host-used]').first().isVisible()).toBe(true);
});

it('runs walks and forms inside the frame without cookies', async () => {
  const [page, panel] = await openHost();
  await panel.locator('.suggest-results li').first().waitFor();
  await page.evaluate((text) => {
    document.querySelector('parlance-panel')!.setAttribute('text', text);
  }, `Olá, o relógio não é ajustado depois do reinício.\n\n${LOG_LINE}\n`);
  await panel.locator('.suggest-answered').first().waitFor();
  await panel.locator('.suggest-next .button-primary').first().click();
  await panel.locator('.walk-now').waitFor();
  const frame = page.frames().find((one) => one.url().includes('/walk'));
  expect(frame?.url()).toMatch(/\/de\/embed\/articles\/KA-91206\/walk\?.*_customer=pt/);
  await panel
    .locator('.walk-question input[type=text], .walk-question input:not([type=hidden])')
    .first()
    .fill('Europe/Berlin');
  await panel.locator('form.walk-question button.button-primary').first().click();
  await expect
    .poll(() => frame?.url())
    .toMatch(/\/de\/embed\/articles\/KA-91206\/walk\?.*zone=Europe\/Berlin.*_customer=pt/);
});

it('exchanges messages only with its own application', async () => {
  const [page, panel] = await openHost();
  await panel.locator('.suggest-results li').first().waitFor();
  const frame = page.frames().find((one) => one.url().includes('/embed/'))!;
  // From the frame itself, not from the application around it.
  await frame.evaluate(() => {
    window.postMessage({ parlance: 1, type: 'ticket', text: 'x', product: '', used: [] }, '*');
  });
  // To the element, from a window that is not its frame.
  await page.evaluate(() => {
    const article = { number: 'KA-00001', title: '', locale: 'de', href: '' };
    window.postMessage(
      { parlance: 1, type: 'insert', id: 1, article, text: 'forged', html: '', markdown: '' },
      '*',
    );
  });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(await page.locator('#reply').inputValue()).toBe('');
});

it.each([
  'suggest',
  'search?q=Lantern',
  'articles/KA-90001',
  'articles/KA-90001/answer',
  'articles/KA-91206/walk',
  'articles/KA-99999',
])('fits 320 px and passes axe, light and dark: %s', async (path) => {
  const page = await site.open(`/de/embed/${path}`, { viewport: { width: 320, height: 640 } });
  pages.push(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  // Shown by the application's answer.
  await page.evaluate(() => {
    for (const group of document.querySelectorAll<HTMLElement>('[data-host]')) group.hidden = false;
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
      colorScheme,
    ).toEqual([]);
  }
});

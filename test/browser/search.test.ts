import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type OpenSite } from './open-site.js';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

const field = (page: Page) => page.locator('input[type="search"]').first();
const options = (page: Page) => page.locator('[role="option"]');

/** Type into the page's search box and wait for what it offers. */
async function typed(page: Page, text: string): Promise<void> {
  await field(page).click();
  await page.keyboard.type(text);
  await options(page).first().waitFor();
}

/** The text of the option that the field points at. */
const activeOption = (page: Page) =>
  field(page).evaluate(
    (input) => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent,
  );

describe('the search box', () => {
  it('suggests titles while typing, and announces their number', async () => {
    const page = await site.open('/de/articles');
    expect(await field(page).getAttribute('aria-expanded')).toBe('false');
    await typed(page, 'lam');
    expect(await field(page).getAttribute('aria-expanded')).toBe('true');
    expect(await options(page).allTextContents()).toEqual([
      'KA-90001 Die Lampe blinkt nach einem Neustart',
      'Nach „lam“ suchen',
    ]);
    expect(await options(page).first().locator('mark').textContent()).toBe('Lam');
    expect(
      await page.getByRole('combobox', { name: 'Artikel durchsuchen' }).getAttribute('aria-controls'),
    ).toBe(await page.getByRole('listbox', { name: 'Vorschläge' }).getAttribute('id'));
    expect(await page.getByRole('status').textContent()).toBe('1 Vorschlag');
    expect(site.complaints).toEqual([]);
  });

  it('opens a title by arrow keys and Enter, with the focus in the field', async () => {
    const page = await site.open('/de/articles/KA-90003');
    await typed(page, 'lam');
    await page.keyboard.press('ArrowDown');
    expect(await activeOption(page)).toContain('KA-90001');
    expect(await options(page).first().getAttribute('aria-selected')).toBe('true');
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/de/articles/KA-90001');
  });

  it('wraps around from the last title to the typed text', async () => {
    const page = await site.open('/it/');
    await typed(page, 'corda');
    await page.keyboard.press('ArrowUp');
    expect(await activeOption(page)).toContain('Cerca «corda»');
    await page.keyboard.press('ArrowUp');
    expect(await activeOption(page)).toContain('KA-90010');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await activeOption(page)).toBeUndefined();
    await page.keyboard.press('ArrowDown');
    expect(await activeOption(page)).toContain('KA-90009');
  });

  it.each(['/', 'ControlOrMeta+k'])('is reached by %s from anywhere', async (key) => {
    const page = await site.open('/de/articles/KA-90001');
    await page.keyboard.press(key);
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await field(page).inputValue()).toBe('');
  });

  it('is listed in the keyboard help (?)', async () => {
    const page = await site.open('/de/');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Tastenkürzel' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('searches for the typed text on Enter if no title is selected', async () => {
    const page = await site.open('/de/');
    await typed(page, 'lam');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/de/search?q=lam');
  });

  it('closes on Escape and keeps the text; an arrow key opens it at the first title', async () => {
    const page = await site.open('/de/');
    await typed(page, 'lam');
    await page.keyboard.press('Escape');
    expect(await field(page).getAttribute('aria-expanded')).toBe('false');
    expect(await options(page).first().isVisible()).toBe(false);
    expect(await field(page).inputValue()).toBe('lam');
    await page.keyboard.press('ArrowDown');
    await options(page).first().waitFor();
    expect(await activeOption(page)).toContain('KA-90001');
  });

  it('closes when it loses the focus', async () => {
    const page = await site.open('/de/');
    await typed(page, 'lam');
    await page.keyboard.press('Tab');
    await options(page).first().waitFor({ state: 'hidden' });
    expect(await field(page).getAttribute('aria-expanded')).toBe('false');
  });

  it('opens a title on click', async () => {
    const page = await site.open('/de/');
    await typed(page, 'KA-9000');
    await options(page).filter({ hasText: 'KA-90003' }).click();
    await page.waitForURL('**/de/articles/KA-90003');
  });

  it('opens a title on tap', async () => {
    const page = await site.open('/pt/articles/KA-90007', {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 740 },
    });
    await field(page).tap();
    await page.keyboard.type('lamp');
    await options(page).first().waitFor();
    const box = await options(page).first().boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    await options(page).first().tap();
    await page.waitForURL('**/pt/articles/KA-90001');
  });

  it('ignores a response that arrives after a newer one', async () => {
    const page = await site.open('/de/');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const asked = page.waitForRequest('**/suggest?*q=KA');
    await page.route('**/suggest?*q=KA', async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await field(page).click();
    await page.keyboard.type('KA');
    await asked;
    await page.keyboard.type('-90003');
    await options(page).first().waitFor();
    release();
    await page.unrouteAll({ behavior: 'wait' });
    expect(await options(page).allTextContents()).toEqual([
      'KA-90003 Der Anker hält nicht',
      'Nach „KA-90003“ suchen',
    ]);
  });

  it('is a plain form without suggestions', async () => {
    const page = await site.open('/de/');
    const before = site.complaints.length;
    await page.route('**/suggest?*', (route) => route.abort());
    const failed = page.waitForEvent('requestfailed');
    await field(page).click();
    await page.keyboard.type('Lampe');
    await failed;
    await page.keyboard.press('Enter');
    await page.waitForURL('**/de/search?q=Lampe');
    expect(site.complaints.slice(before).filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual(
      [],
    );
  });

  it.each(['light', 'dark'] as const)('passes axe while open, in %s', async (colorScheme) => {
    for (const width of [360, 1440]) {
      const page = await site.open('/it/', { colorScheme, viewport: { width, height: 800 } });
      await typed(page, 'corda');
      await page.keyboard.press('ArrowDown');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([]);
    }
  });
});

describe('a pasted log', () => {
  const LOG = `${'INFO heartbeat ok\n'.repeat(60)}ERROR clock not set\n`;

  async function paste(page: Page, text: string): Promise<void> {
    await field(page).click();
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await page.keyboard.press('ControlOrMeta+V');
  }

  const permissions = ['clipboard-read', 'clipboard-write'];

  it('gets a multi-line field, stays out of URLs, and is restored on the way back', async () => {
    const page = await site.open('/en/', { permissions });
    await paste(page, LOG);
    const area = page.locator('.search-box textarea');
    expect(await area.inputValue()).toBe(LOG);
    expect(await area.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.waitForURL('**/en/search');
    expect(await page.locator('#search-text').inputValue()).toBe(LOG);
    await page.locator('.items a', { hasText: 'The lamp blinks' }).click();
    await page.waitForURL('**/en/articles/KA-90001');
    await page.goBack();
    expect(await page.locator('.items a').first().textContent()).toContain('The lamp blinks');
  });

  it('restores the single-line field when emptied', async () => {
    const page = await site.open('/en/', { permissions });
    await paste(page, LOG);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    expect(await page.locator('.search-box textarea').count()).toBe(0);
    await typed(page, 'lamp');
    expect(await page.locator('.search-box').getAttribute('method')).toBe('get');
  });

  it('is filtered without its text in the URL', async () => {
    const page = await site.open('/en/search', { permissions });
    await paste(page, 'Lantern Harbour\n'.repeat(20));
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('#filter-product').selectOption('Harbour');
    await page.locator('#filter-product option[value="Harbour"][selected]').waitFor({ state: 'attached' });
    expect(new URL(page.url()).search).toBe('');
  });

  it('of one short line stays in the single-line field', async () => {
    const page = await site.open('/en/', { permissions });
    await paste(page, 'ERROR clock not set\n');
    expect(await field(page).inputValue()).toContain('ERROR clock not set');
  });
});

it('a filter applies at once, and what is not chosen stays out of the URL', async () => {
  const page = await site.open('/de/search?q=Lantern+Harbour');
  await page.locator('#filter-product').selectOption('Lantern');
  await page.waitForURL('**/de/search?q=Lantern+Harbour&product=Lantern');
});

describe('without JavaScript', () => {
  const open = (path: string) => site.open(path, { javaScriptEnabled: false });

  it('a reader searches, filters and opens a result', async () => {
    const page = await open('/de/');
    await field(page).fill('Lantern Harbour');
    await page.locator('.search-box button').click();
    await page.waitForURL('**/de/search?q=Lantern+Harbour');
    await page.locator('#filter-product').selectOption('Lantern');
    await page.locator('.search-filters button').click();
    await page.waitForURL('**/de/search?q=Lantern+Harbour&product=Lantern&*');
    await page.locator('.items a').first().click();
    await page.waitForURL('**/de/articles/*');
  });

  it('a reader searches with a log', async () => {
    const page = await open('/de/search');
    await page.locator('.search-log summary').click();
    await page.locator('#search-text').fill('ERROR\nclock not set');
    await page.locator('.search-paste button').click();
    expect(await page.locator('.items a').first().textContent()).toContain('Die Lampe blinkt');
  });

  it('a number opens its article', async () => {
    const page = await open('/de/articles');
    await field(page).fill('ka-90003');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/de/articles/KA-90003');
  });
});

describe('the header on a phone', () => {
  it('fits on one line, whatever the language is called', async () => {
    const own = await openSite({ locales: ['de', 'en', 'es', 'fr', 'nl', 'pt-BR', 'zh-Hans'] });
    try {
      for (const locale of ['de', 'es', 'fr', 'nl', 'pt-BR', 'zh-Hans']) {
        const page = await own.open(`/${locale}/search`, { viewport: { width: 360, height: 740 } });
        for (const width of [320, 360]) {
          await page.setViewportSize({ width, height: 740 });
          const height = await page.locator('.site-header-bar').evaluate((bar) => bar.clientHeight);
          expect(height, `${locale} at ${width} px`).toBeLessThan(70);
        }
        const alone = locale.replace('-BR', '');
        expect(await page.locator('.language-switch-tag').innerText()).toBe(alone);
        const name = await page
          .locator('.language-switch summary')
          .evaluate((summary) => summary.textContent);
        expect(name).toContain(new Intl.DisplayNames(locale, { type: 'language' }).of(alone)?.slice(1));
      }
    } finally {
      await own.close();
    }
  });
});

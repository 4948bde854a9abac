import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type OpenSite } from './open-site.js';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

/** Press Tab until something has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${selector}`);
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** Whether what has the focus can be seen to have it, by an outline or by that of the field it is part of. */
const hasFocusRing = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement === null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(activeElement);
    if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) return true;
    const field = activeElement.closest('.search-box');
    return field !== null && getComputedStyle(field).boxShadow !== 'none';
  });

describe('with the keyboard alone', () => {
  it('the first stop is the skip link', async () => {
    const page = await site.open('/de/articles/KA-90001');
    await page.keyboard.press('Tab');
    const skip = page.locator(':focus');
    expect(await skip.textContent()).toBe('Zum Inhalt springen');
    const box = await skip.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  it('the language is switched, staying on the article', async () => {
    const page = await site.open('/de/articles/KA-90001');
    await tabTo(page, '.language-switch summary');
    expect(await hasFocusRing(page)).toBe(true);
    await page.keyboard.press('Enter');
    await tabTo(page, '.language-switch a[hreflang="pt"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/pt/articles/KA-90001');
    expect(await page.locator('html').getAttribute('lang')).toBe('pt');
  });

  it('Escape closes the language menu and restores the focus', async () => {
    const page = await site.open('/de/articles/KA-90001');
    await tabTo(page, '.language-switch summary');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await page.locator('.language-switch').getAttribute('open')).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.matches('.language-switch summary'))).toBe(true);
  });

  it('a step is copied with its URL', async () => {
    const page = await site.open('/de/articles/KA-90001', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await tabTo(page, '[data-copy-step="step-2"]');
    expect(await hasFocusRing(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('[data-copy-status]').filter({ hasText: 'Kopiert' }).waitFor({ state: 'attached' });
    expect(await clipboard(page)).toBe(
      `Stellen Sie die Uhr auf 00:00.\n${site.address}/KA-90001?lang=de#step-2`,
    );
  });

  it('the permalink is copied from its menu', async () => {
    const page = await site.open('/de/articles/KA-90001', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await tabTo(page, '.copy-link summary');
    await page.keyboard.press('Enter');
    await tabTo(page, '[data-copy="permalink-markdown"]');
    await page.keyboard.press('Space');
    await page.locator('[data-copy-status]').filter({ hasText: 'Kopiert' }).waitFor({ state: 'attached' });
    expect(await clipboard(page)).toBe(
      `[KA-90001: Die Lampe blinkt nach einem Neustart](${site.address}/KA-90001?lang=de)`,
    );
  });

  it('every control is reachable and shows its focus', async () => {
    const page = await site.open('/en/articles/KA-90005');
    const count = await page.evaluate(
      () =>
        [
          ...document.querySelectorAll<HTMLElement>(
            'a[href], button, input, select, textarea, summary, [tabindex="0"]',
          ),
        ].filter((element) => element.checkVisibility({ visibilityProperty: true })).length,
    );
    expect(count).toBeGreaterThan(20);
    for (let i = 0; i < count; i++) {
      await page.keyboard.press('Tab');
      expect(
        await hasFocusRing(page),
        await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120)),
      ).toBe(true);
    }
  });
});

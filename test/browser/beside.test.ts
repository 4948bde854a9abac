import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type OpenSite } from './open-site.js';

const BESIDE = '/de/articles/KA-90001?beside=it';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Whether the first steps of both languages stand one above the other. */
function isStacked(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const [own, other] = ['step-1', 'beside-step-1'].map((id) =>
      document.getElementById(id)?.getBoundingClientRect(),
    );
    if (own === undefined || other === undefined) throw new Error('a step is not there');
    return other.top >= own.bottom;
  });
}

describe('two languages side by side', () => {
  it('copy a step in the other language, with a URL in that language', async () => {
    const page = await site.open(BESIDE, { permissions: ['clipboard-read', 'clipboard-write'] });
    const button = page.locator('[data-copy-step="beside-step-2"]');
    await button.focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-copy-status]').filter({ hasText: 'Kopiert' }).waitFor({ state: 'attached' });
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const step = await page.locator('#beside-step-2 .step-text').innerText();
    expect(copied).toBe(`${step}\n${site.address}/KA-90001?lang=it#step-2`);
  });

  it.each<[number, boolean]>([
    [1440, false],
    [360, true],
  ])('on a screen of %i px are stacked: %j', async (width, expected) => {
    const page = await site.open(BESIDE, { viewport: { width, height: 800 } });
    expect(await isStacked(page)).toBe(expected);
  });

  it('are chosen beside the link for tickets, and again in the form', async () => {
    const page = await site.open('/de/articles/KA-90001');
    await page.locator('details:has(> .menu-columns) summary').click();
    await page.locator('.menu-columns a[href$="?beside=it"]').click();
    await page.waitForURL(/beside=it$/);
    await page.locator('#beside-language').selectOption('en');
    await page.locator('.beside-form button').click();
    await page.waitForURL(/beside=en/);
    expect(await page.locator('#beside-step-1').count()).toBe(1);
    expect(site.complaints).toEqual([]);
  });
});

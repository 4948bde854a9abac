import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type OpenSite } from './open-site.js';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

const DOCS = '/api/v1/docs';

describe('the page of the API', () => {
  it('lets an operation be tried, and nothing of it offends the policy of every page', async () => {
    const page = await site.open(DOCS, { viewport: { width: 1440, height: 900 } });
    const suggest = page.locator('#operations-Search-suggestTitles');
    await suggest.locator('.opblock-summary-control').click();
    await suggest.locator('input[placeholder="q"]').fill('Lampe');
    await suggest.locator('.execute').click();
    const answer = suggest.locator('.live-responses-table .highlight-code').first();
    await answer.waitFor();
    expect(await answer.textContent()).toContain('"KA-90001"');
    expect(await page.locator('.opblock').count()).toBeGreaterThan(6);
    expect(site.complaints).toEqual([]);
  });

  it('fits a narrow window', async () => {
    const page = await site.open(DOCS, { viewport: { width: 360, height: 700 } });
    await page.locator('.opblock').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it('is a table of all operations without script', async () => {
    const page = await site.open(DOCS, { javaScriptEnabled: false, viewport: { width: 360, height: 700 } });
    expect(await page.locator('main tr').count()).toBeGreaterThan(6);
    expect(await page.locator('main').textContent()).toContain('GET /api/v1/search');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type OpenSite } from './open-site.js';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

const DOCS = '/api/v1/docs';

describe('the page of the API', () => {
  it('runs an operation within the content security policy', async () => {
    const page = await site.open(DOCS, { viewport: { width: 1440, height: 900 } });
    const suggest = page.locator('#suggestTitles');
    await suggest.locator('summary').click();
    await suggest.locator('input[name="q"]').fill('Lampe');
    await suggest.locator('button').click();
    const answer = suggest.locator('output pre');
    await answer.waitFor();
    await answer.filter({ hasText: '"KA-90001"' }).waitFor();
    expect(await page.locator('.docs-operation').count()).toBeGreaterThan(6);
    expect(site.complaints).toEqual([]);
  });

  it.each([360, 1440])('fits a window of %i', async (width) => {
    const page = await site.open(DOCS, { viewport: { width, height: 700 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it('has the same content without JavaScript', async () => {
    const page = await site.open(DOCS, { javaScriptEnabled: false, viewport: { width: 360, height: 700 } });
    expect(await page.locator('.docs-operation').count()).toBeGreaterThan(6);
    expect(await page.locator('main').textContent()).toContain('GET /api/v1/search');
  });
});

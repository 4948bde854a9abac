import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSite, type OpenSite } from './open-site.js';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

it.each([true, false])('feedback is sent and acknowledged (JavaScript: %s)', async (javaScriptEnabled) => {
  const page = await site.open('/de/articles/KA-90001', { javaScriptEnabled });
  const form = page.locator('.feedback form').first();
  const thanks = page.locator('.feedback-thanks');
  expect(await thanks.isVisible()).toBe(false);
  await form.locator('summary').click();
  await form.locator('input[value="unclear"]').check();
  await form.locator('textarea').fill('Schritt 2 war unklar.');
  await form.locator('button[name="helpful"][value="no"]').click();
  await page.waitForURL('**/de/articles/KA-90001#thanks');
  expect(await thanks.isVisible()).toBe(true);
  expect(await thanks.innerText()).toContain('Danke');
  expect(await form.isVisible()).toBe(false);
  expect(site.complaints).toEqual([]);
});

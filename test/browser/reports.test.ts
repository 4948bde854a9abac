import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSite, type OpenSite } from './open-site.js';

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

it('reports selected words next to the original sentence', async () => {
  const page = await site.open('/pt/articles/KA-90001');
  await page.locator('#step-2 .step-text').evaluate((element) => {
    document.getSelection()?.selectAllChildren(element);
  });
  await page.locator('.flag-mark').click();
  expect(page.url()).toContain('step=2');
  expect(await page.locator('blockquote[lang=en]').textContent()).toBe('Set the clock to 00:00.');
  expect(await page.locator('#report-quote').inputValue()).toBe('Acerte o relógio para 00:00.');
  await page.getByLabel('A tradução está errada').check();
  await page.locator('#report-proposal').fill('Ajuste o relógio para 00:00.');
  await page.getByRole('button', { name: 'Enviar' }).click();
  await page.locator('#thanks').waitFor();
  expect(await page.locator('.reports-list li').count()).toBe(1);
});

it('reports a step without JavaScript', async () => {
  const page = await site.open('/de/articles/KA-90001', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Problem mit Schritt 1 melden' }).click();
  await page.getByLabel('Der Text ist veraltet').check();
  await page.getByRole('button', { name: 'Senden' }).click();
  expect(page.url()).toContain('#thanks');
  expect(await page.locator('.reports-list').textContent()).toContain('Schritt 1');
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type OpenSite } from './open-site.js';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

const open = (path: string) => site.open(path, { javaScriptEnabled: false });

describe('without JavaScript', () => {
  it('a reader goes from the home page to an article and into another language', async () => {
    const page = await open('/de/');
    await page.locator('.home-all a').click();
    await page.waitForURL('**/de/articles');
    await page.locator('.items a', { hasText: 'Die Lampe blinkt' }).click();
    await page.waitForURL('**/de/articles/KA-90001');
    expect(await page.locator('#step-1').innerText()).toContain('Öffnen Sie die Klappe mit Service.');
    await page.locator('.language-switch summary').click();
    await page.locator('.language-switch a[hreflang="it"]').click();
    await page.waitForURL('**/it/articles/KA-90001');
    expect(await page.locator('h1').innerText()).toBe('La lampada lampeggia dopo il riavvio');
  });

  it('the list is filtered and sorted', async () => {
    const page = await open('/de/articles');
    await page.locator('#filter-product').selectOption('Harbour');
    await page.locator('#filter-sort').selectOption('oldest');
    await page.locator('.list-filter button').click();
    await page.waitForURL(
      ({ searchParams }) =>
        searchParams.get('product') === 'Harbour' && searchParams.get('sort') === 'oldest',
    );
    expect(await page.locator('.items .number').allInnerTexts()).toEqual([
      'KA-90007',
      'KT-90008',
      'KA-90009',
      'KA-90010',
      'KA-90003',
      'KA-90002',
    ]);
  });

  it('the link for tickets can be selected in five formats', async () => {
    const page = await open('/de/articles/KA-90001');
    await page.locator('.copy-link summary').click();
    const url = `${site.address}/KA-90001`;
    const title = 'KA-90001: Die Lampe blinkt nach einem Neustart';
    expect(await page.locator('#permalink-plain').inputValue()).toBe(`${title}\n${url}`);
    expect(await page.locator('#permalink-markdown').inputValue()).toBe(`[${title}](${url})`);
    expect(await page.locator('#permalink-jira').inputValue()).toBe(`[${title}|${url}]`);
    expect(await page.locator('#permalink-html').inputValue()).toBe(`<a href="${url}">${title}</a>`);
    expect(await page.locator('#permalink-rich a').getAttribute('href')).toBe(url);
    expect(await page.locator('#permalink-rich').innerText()).toBe(title);
    for (const id of ['jira', 'plain', 'markdown', 'html'])
      expect(await page.locator(`#permalink-${id}`).isVisible()).toBe(true);
  });

  it('nothing that needs JavaScript is shown', async () => {
    const page = await open('/de/articles/KA-90001');
    expect(await page.locator('.needs-script').count()).toBeGreaterThan(2);
    for (const button of await page.locator('.needs-script').all())
      expect(await button.isVisible()).toBe(false);
  });

  it('every section, step and note of an article can be read', async () => {
    const page = await open('/de/articles/KA-90001');
    const text = await page.locator('main').innerText();
    for (const words of [
      'Umgebung',
      'Hafenmauer',
      'Problem',
      'clock not set',
      'Ursache',
      'Batterie',
      'Lösung',
      'Stellen Sie die Uhr',
      'Wait until the lamp is steady',
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/12\s?%/);
  });

  it('an error page has links', async () => {
    const page = await open('/de/articles/KA-90011');
    await page.locator('.error-near a', { hasText: 'KA-90001' }).click();
    await page.waitForURL('**/de/articles/KA-90001');
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type OpenSite } from './open-site.js';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

/** What lies on the clipboard, by media type. */
const clipboard = (page: Page) =>
  page.evaluate(async () => {
    const held: Record<string, string> = {};
    for (const item of await navigator.clipboard.read())
      for (const type of item.types) held[type] = await (await item.getType(type)).text();
    return held;
  });

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe('copying', () => {
  it('puts a link in the customer’s language on the clipboard with one click, and remembers the language', async () => {
    const page = await site.open('/de/articles/KA-90001', CLIPBOARD);
    await page.locator('[data-customer-language]').selectOption('pt');
    await page.locator('[data-copy-link]').click();
    await page.locator('[data-copy-link]').filter({ hasText: 'Kopiert' }).waitFor();
    const url = `${site.address}/KA-90001?lang=pt`;
    const [name = '', address] = (await clipboard(page))['text/plain']?.split('\n') ?? [];
    expect(name).toMatch(/^KA-90001: .*âmpada/);
    expect(address).toBe(url);
    await page.reload();
    expect(await page.locator('[data-customer-language]').inputValue()).toBe('pt');
  });

  it('puts the whole article on the clipboard, with numbered steps', async () => {
    const page = await site.open('/de/articles/KA-90001', CLIPBOARD);
    for (const [kind, expected] of [
      [
        'text',
        /^Die Lampe blinkt[^]*\n1\. Öffnen Sie die Klappe mit Service\.\n2\. [^]*\/KA-90001\?lang=de$/,
      ],
      ['html', /^Die Lampe blinkt[^]*\/KA-90001\?lang=de$/],
      ['markdown', /^# Die Lampe blinkt[^]*\n1\. [^]*\/KA-90001\?lang=de$/],
    ] as const) {
      await page.locator('details:has([data-copy-article]) summary').click();
      const button = page.locator(`[data-copy-article="${kind}"]`);
      await button.click();
      await button.filter({ hasText: 'Kopiert' }).waitFor();
      const held = await clipboard(page);
      expect(held['text/plain']).toMatch(expected);
      if (kind === 'html') expect(held['text/html']).toMatch(/<h1[^>]*>Die Lampe[^]*<ol class="steps"/);
      await page.keyboard.press('Escape');
    }
  });

  it('says next to the button which step was copied', async () => {
    const page = await site.open('/de/articles/KA-90001', CLIPBOARD);
    await page.locator('[data-copy-step="step-2"]').click();
    await page.locator('.copy-hint').filter({ hasText: 'Schritt 2 kopiert' }).waitFor();
  });

  it.each([
    ['plain', (url: string) => `KA-90001: Die Lampe blinkt nach einem Neustart\n${url}`],
    ['markdown', (url: string) => `[KA-90001: Die Lampe blinkt nach einem Neustart](${url})`],
    ['html', (url: string) => `<a href="${url}">KA-90001: Die Lampe blinkt nach einem Neustart</a>`],
  ])('puts the link on the clipboard, %s', async (shape, expected) => {
    const page = await site.open('/de/articles/KA-90001', CLIPBOARD);
    await page.locator('.copy-link summary').click();
    const button = page.locator(`[data-copy="permalink-${shape}"]`);
    await button.click();
    await button.filter({ hasText: 'Kopiert' }).waitFor();
    expect(await clipboard(page)).toEqual({ 'text/plain': expected(`${site.address}/KA-90001?lang=de`) });
  });

  it('puts the link on the clipboard as rich text', async () => {
    const page = await site.open('/de/articles/KA-90001', CLIPBOARD);
    await page.locator('.copy-link summary').click();
    const button = page.locator('[data-copy="permalink-rich"]');
    await button.click();
    await button.filter({ hasText: 'Kopiert' }).waitFor();
    const held = await clipboard(page);
    expect(held['text/html']).toMatch(
      new RegExp(`<a href="${site.address}/KA-90001\\?lang=de"[^>]*>KA-90001: `),
    );
    expect(held['text/plain']).toContain(`${site.address}/KA-90001`);
  });

  it.each([
    ['jira', (url: string) => `[KA-90001: Die Lampe blinkt nach einem Neustart (Schritt 2)|${url}]`],
    ['markdown', (url: string) => `[KA-90001: Die Lampe blinkt nach einem Neustart (Schritt 2)](${url})`],
    ['plain', (url: string) => `KA-90001: Die Lampe blinkt nach einem Neustart (Schritt 2)\n${url}`],
  ])(
    'puts a link to a step on the clipboard, %s, and goes back to the whole article',
    async (shape, expected) => {
      const page = await site.open('/de/articles/KA-90001', CLIPBOARD);
      await page.locator('.copy-link summary').click();
      const button = page.locator(`[data-copy="permalink-${shape}"]`);
      await page.locator('[data-ticket-target]').selectOption('step-2');
      await button.click();
      await button.filter({ hasText: 'Kopiert' }).waitFor();
      expect(await clipboard(page)).toEqual({
        'text/plain': expected(`${site.address}/KA-90001?lang=de#step-2`),
      });
      await page.locator('[data-ticket-target]').selectOption('');
      expect(await page.locator(`#permalink-${shape}`).inputValue()).not.toMatch(/Schritt|step-2/);
    },
  );

  it('puts a link to a step on the clipboard as rich text', async () => {
    const page = await site.open('/de/articles/KA-90001', CLIPBOARD);
    await page.locator('.copy-link summary').click();
    await page.locator('[data-ticket-target]').selectOption('step-2');
    const button = page.locator('[data-copy="permalink-rich"]');
    await button.click();
    await button.filter({ hasText: 'Kopiert' }).waitFor();
    const held = await clipboard(page);
    const url = `${site.address}/KA-90001?lang=de#step-2`;
    expect(held['text/html']).toContain(`<a href="${url}"`);
    expect(held['text/plain']).toBe(`KA-90001: Die Lampe blinkt nach einem Neustart (Schritt 2)\n${url}`);
    await page.goto(url);
    expect(page.url()).toBe(`${site.address}/de/articles/KA-90001#step-2`);
  });

  it('puts a step on the clipboard as rich text', async () => {
    const page = await site.open('/de/articles/KA-90001', CLIPBOARD);
    await page.locator('[data-copy-step="step-1"]').click();
    await page
      .locator('[data-copy-status]')
      .filter({ hasText: 'Schritt 1 kopiert' })
      .waitFor({ state: 'attached' });
    const held = await clipboard(page);
    expect(held['text/html']).toContain('Öffnen Sie die Klappe');
    expect(held['text/html']).toContain(`<a href="${site.address}/KA-90001?lang=de#step-1"`);
    expect(held['text/html']).not.toMatch(/(?:href|src)="\//);
  });

  it('works without the clipboard API, as on sites without TLS', async () => {
    const page = await site.open('/de/articles/KA-90001', CLIPBOARD);
    await page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new Error('not here'));
    });
    await page.locator('[data-copy-step="step-1"]').click();
    await page
      .locator('[data-copy-status]')
      .filter({ hasText: 'Schritt 1 kopiert' })
      .waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `Öffnen Sie die Klappe mit Service.\n${site.address}/KA-90001?lang=de#step-1`,
    );
  });
});

describe('the theme', () => {
  it('follows the system until chosen, and remembers the choice', async () => {
    const page = await site.open('/de/', { colorScheme: 'light' });
    const light = await background(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await background(page);
    expect(dark).not.toBe(light);
    const toggle = page.locator('[data-theme-toggle]');
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
    await toggle.click();
    expect(await background(page)).toBe(light);
    expect(await toggle.getAttribute('aria-pressed')).toBe('false');
    await page.goto('/de/articles/KA-90001');
    expect(await background(page)).toBe(light);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
  });
});

describe('the language switch', () => {
  it('stays on the article and step, and is remembered for URLs without a locale', async () => {
    const page = await site.open('/de/articles/KA-90001#step-2');
    await page.locator('.language-switch summary').click();
    await page.locator('.language-switch a[hreflang="pt"]').click();
    await page.waitForURL('**/pt/articles/KA-90001#step-2');
    const cookies = await page.context().cookies();
    expect(cookies.find((cookie) => cookie.name === 'locale')).toMatchObject({
      value: 'pt',
      sameSite: 'Lax',
      path: '/',
    });
    await page.goto('/KA-90001#step-1');
    expect(page.url()).toBe(`${site.address}/pt/articles/KA-90001#step-1`);
    await page.goto('/');
    expect(page.url()).toBe(`${site.address}/pt/`);
  });

  it('is also remembered on the error codes page', async () => {
    const page = await site.open('/problems/internal');
    await page.locator('.language-switch summary').click();
    await page.locator('.language-switch a[hreflang="it"]').click();
    await page.waitForURL('**/problems/internal?lang=it');
    await page.goto('/problems/internal');
    expect(await page.locator('html').getAttribute('lang')).toBe('it');
  });

  it('offers on a page served by fallback the languages the article exists in', async () => {
    const page = await site.open('/pt/articles/KA-90005');
    await page.locator('.language-switch summary').click();
    expect(await page.locator('.language-switch a[data-locale]').allInnerTexts()).toEqual([
      'Deutsch',
      'English',
    ]);
  });
});

describe('on paper', () => {
  it('an article is printed without menus and buttons, on white', async () => {
    const page = await site.open('/de/articles/KA-90001', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    for (const gone of [
      '.site-nav',
      '.search-box',
      '.site-footer',
      '.language-switch',
      '[data-theme-toggle]',
      '[data-copy-step]',
      '.copy-link',
      '.skip-link',
    ])
      for (const element of await page.locator(gone).all())
        expect(await element.isVisible(), gone).toBe(false);
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(await page.locator('#step-1').isVisible()).toBe(true);
    expect(await background(page)).toMatch(/^rgb\(255, 255, 255\)$|^rgba\(0, 0, 0, 0\)$/);
    expect(await page.locator('main').innerText()).toContain(`${site.address}/KA-90001`);
  });
});

describe('the browser', () => {
  it('reports no console errors or CSP violations on any page, including hostile ones', async () => {
    const before = site.complaints.length;
    for (const path of [
      '/de/',
      '/de/articles',
      '/de/articles/KA-90001',
      '/de/articles/KA-90005',
      '/en/articles/KA-90006',
      '/problems',
    ]) {
      const page = await site.open(path);
      expect(await page.evaluate(() => 'canary' in window)).toBe(false);
    }
    expect(site.complaints.slice(before)).toEqual([]);
  });

  it('runs no script from an article', async () => {
    const page = await site.open('/de/');
    await page.addInitScript(() => {
      Object.assign(window, { canary: () => (document.title = 'CANARY') });
    });
    for (const path of [
      '/de/',
      '/de/articles',
      '/de/articles/KA-90006',
      '/en/articles/KA-90006',
      '/de/articles?product=%3Cimg%20src=x%20onerror=canary()%3E',
    ]) {
      await page.goto(path);
      for (const link of await page.locator('main a').all())
        expect(await link.evaluate((element) => (element as HTMLAnchorElement).protocol)).toMatch(
          /^(?:https?|mailto):$/,
        );
      expect(await page.title()).not.toBe('CANARY');
    }
  });
});

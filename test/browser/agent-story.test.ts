import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOG_LINE, makeWalkContent } from '../support/walk-site.js';
import { openSite, type OpenSite } from './open-site.js';

/** What a support agent does with a case, and how many clicks it takes. */
describe('a support agent', () => {
  const content = makeWalkContent();
  const options = {
    permissions: ['clipboard-read', 'clipboard-write'],
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
  };
  let site: OpenSite;
  let clicks = 0;

  beforeAll(async () => {
    site = await openSite({ contentDir: content.contentDir });
  });
  afterAll(async () => {
    await site.close();
    content[Symbol.dispose]();
  });
  beforeEach(() => (clicks = 0));

  const click = async (page: Page, selector: string): Promise<void> => {
    clicks += 1;
    await page.locator(selector).first().click();
  };
  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

  it('finds the article by a pasted Portuguese error with one click', async () => {
    const page = await site.open('/pt/', options);
    await page.locator('#home-search').fill("Retorno vazio para o método 'Logon' do serviço 'xtk:session'");
    await page.locator('#home-search').press('Enter');
    await click(page, '.search-results .item a');
    await page.waitForURL('**/pt/articles/KA-91206');
    expect(clicks).toBe(1);
  });

  it('copies a link in the customer’s language, once chosen, with one click', async () => {
    const page = await site.open('/de/articles/KA-91206', options);
    await page.locator('[data-customer-language]').selectOption('pt');
    await page.goto('/de/articles/KA-90001');
    await click(page, '[data-copy-link]');
    await page.locator('[data-copy-link][data-state="copied"]').waitFor();
    expect(await clipboard(page)).toContain('/KA-90001?lang=pt');
    expect(clicks).toBe(1);
    await page.goto('/de/articles/KA-90001/answer');
    expect(await page.locator('#answer-language').inputValue()).toBe('pt');
  });

  it('has step 2 in Portuguese beside the German with two clicks', async () => {
    const page = await site.open('/de/articles/KA-91206', options);
    await click(page, 'summary:has-text("Zweisprachig lesen")');
    await click(page, 'details[open] a[lang="pt"]');
    const step = page.locator('#beside-step-2');
    await step.waitFor();
    expect(await step.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('pt');
    expect(clicks).toBe(2);
  });

  it('goes through the guide with a log with six clicks, and copies the text for the ticket with one', async () => {
    const page = await site.open('/de/articles/KA-91206/walk', options);
    const log = { name: 'wf.log', mimeType: 'text/plain', buffer: Buffer.from(LOG_LINE) };
    await page.locator('#file').setInputFiles(log);
    await click(page, '.walk-question .button-primary');
    await click(page, '[data-own-zone]');
    await page.waitForURL('**zone=**');
    for (const parameter of ['restart', 'period']) {
      await click(page, '.walk-question .button-primary');
      await page.waitForURL(`**${parameter}=**`);
    }
    for (const parameter of ['reschedule', 'worked']) {
      await click(page, '.walk-choices button');
      await page.waitForURL(`**${parameter}=**`);
    }
    await page.locator('.walk-outcome').waitFor();
    expect(clicks).toBe(6);
    await click(page, '[data-copy-answer="plain"]');
    await page.locator('[data-copy-answer="plain"][data-state="copied"]').waitFor();
    expect(clicks).toBe(7);
    expect(await clipboard(page)).toBe(await page.locator('#answer-customer').inputValue());
  });
});

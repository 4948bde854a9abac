import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOG_LINE, HOUSE_CONTENT, makeWalkContent } from '../support/walk-site.js';
import { openSite, type OpenSite } from '../browser/open-site.js';

const content = makeWalkContent(HOUSE_CONTENT);
let site: OpenSite;

beforeAll(async () => {
  site = await openSite({ contentDir: content.contentDir });
});

afterAll(async () => {
  await site.close();
  content[Symbol.dispose]();
});

const question = (page: Page) => page.locator('#question').innerText();
const answered = (page: Page) => page.locator('.walk-answers-text').allInnerTexts();
const proposed = (page: Page) => page.locator('.walk-start-time').first().innerText();

/** Press what sends an answer, and wait for the page it leads to. */
async function send(page: Page, button: string): Promise<void> {
  await Promise.all([
    page.waitForEvent('framenavigated'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await page.waitForLoadState('domcontentloaded');
}

async function pasteLog(page: Page): Promise<void> {
  await page
    .getByLabel('Zeilen aus dem Protokoll')
    .fill(`19.08.2022 06:00:01 Workflow wird ausgeführt\n${LOG_LINE}`);
  await send(page, 'Weiter');
}

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('%s', (_, javaScriptEnabled) => {
  it('a person goes from the German article to resolved, switching to Portuguese in the middle', async () => {
    const page = await site.open('/de/articles/KA-05406', { javaScriptEnabled });
    await page.locator('main a[href$="/walk"]').first().click();
    await page.waitForURL('**/de/articles/KA-05406/walk');
    expect(await question(page)).toBe('Wann ist der technische Workflow fehlgeschlagen?');

    await pasteLog(page);
    expect(await page.locator('.walk-understood').innerText()).toContain('19.08.2022');
    expect(await question(page)).toBe('In welcher Zeitzone wurde dieses Protokoll geschrieben?');
    await page.locator('#answer').fill('Europe/Berlin');
    await send(page, 'Weiter');

    expect(await page.locator('#time').inputValue()).toBe('06:00');
    expect(await page.locator('#zone').inputValue()).toBe('Europe/Berlin');
    await send(page, 'Weiter');
    expect(await page.locator('.walk-verdict').innerText()).toContain('06:00');

    const german = new URL(page.url());
    await page.locator('.language-switch summary').click();
    await page.locator('.language-switch a[hreflang="pt"]').click();
    await page.waitForURL('**/pt/articles/KA-05406/walk?**');
    expect(new URL(page.url()).search).toBe(german.search);
    expect(await page.locator('html').getAttribute('lang')).toBe('pt');
    expect(await answered(page)).toHaveLength(3);
    expect(await page.locator('.walk-verdict-same').innerText()).toContain('06:00');
    expect(await question(page)).toContain('minutos');

    await page.locator('#answer').fill('60');
    await send(page, 'Continuar');
    expect(await question(page)).toContain('06:05');
    expect(await page.locator('.walk-instructions li').count()).toBeGreaterThan(3);
    expect(await page.locator('.walk-timeline svg').first().isVisible()).toBe(true);
    expect(await proposed(page)).toContain('06:05');
    await send(page, 'Feito');
    await send(page, 'Sim');

    expect(await page.locator('.walk-outcome').getAttribute('class')).toContain('walk-outcome-resolved');
    // Whoever has solved it is offered no other start.
    expect(await page.locator('.walk-start-time').count()).toBe(0);
    expect(await answered(page)).toHaveLength(6);
    expect(await page.locator('#answer-customer').inputValue()).toContain('KA-05406');
    expect(await page.locator('#answer-note').inputValue()).toContain(site.address);
    expect(await page.locator('#answer-note').getAttribute('lang')).toBe('pt');
  });

  it('the back button leads from answer to answer', async () => {
    const page = await site.open('/de/articles/KA-05406/walk', { javaScriptEnabled });
    await pasteLog(page);
    await page.locator('#answer').fill('Europe/Berlin');
    await send(page, 'Weiter');
    expect(await answered(page)).toHaveLength(2);
    await page.goBack();
    expect(await question(page)).toBe('In welcher Zeitzone wurde dieses Protokoll geschrieben?');
    await page.goBack();
    expect(await question(page)).toBe('Wann ist der technische Workflow fehlgeschlagen?');
    await page.goForward();
    expect(await answered(page)).toHaveLength(1);
  });

  it('an earlier answer is changed, and what depends on it is worked out again', async () => {
    const page = await site.open(
      '/de/articles/KA-05406/walk?v=1&logs=2022-08-19T06:00:12;fault.logon&zone=Europe/Berlin&restart=06:00,Europe/Berlin,daily&period=60',
      { javaScriptEnabled },
    );
    expect(await proposed(page)).toContain('06:05');
    await page.locator('.walk-answers li', { hasText: 'startet der Ausführungsserver' }).locator('a').click();
    await page.waitForURL('**_change=restart');
    expect(await page.locator('#time').inputValue()).toBe('06:00');
    await page.locator('#time').fill('05:58');
    await send(page, 'Weiter');
    expect(await page.locator('.walk-verdict-same').innerText()).toContain('05:58');
    await page.locator('#answer').fill('60');
    await send(page, 'Weiter');
    expect(await proposed(page)).toContain('06:03');
    expect(page.url()).not.toContain('_change');
  });

  it('a misspelt zone is asked for again, with a suggestion and nothing lost', async () => {
    const page = await site.open('/de/articles/KA-05406/walk', { javaScriptEnabled });
    await pasteLog(page);
    await page.locator('#answer').fill('Europe/Pariis');
    await send(page, 'Weiter');
    expect(await page.getByRole('alert').innerText()).toContain('Europe/Paris');
    expect(await page.locator('#answer').inputValue()).toBe('Europe/Pariis');
    expect(await page.locator('#answer').evaluate((field) => field.matches(':focus'))).toBe(true);
    await page.locator('#answer').fill('Europe/Paris');
    await send(page, 'Weiter');
    expect(await answered(page)).toHaveLength(2);
  });

  it('a log is uploaded as a file', async () => {
    const page = await site.open('/de/articles/KA-05406/walk', { javaScriptEnabled });
    const log = { name: 'wf.log', mimeType: 'text/plain', buffer: Buffer.from(LOG_LINE) };
    await page.locator('#file').setInputFiles(log);
    await send(page, 'Weiter');
    expect(await page.locator('.walk-understood').innerText()).toContain('06:00:12');
  });
});

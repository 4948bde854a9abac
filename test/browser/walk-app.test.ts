import { AxeBuilder } from '@axe-core/playwright';
import type { Client } from '@modelcontextprotocol/client';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectClient } from '../mcp/mcp-client.js';
import { SITE_CONTENT } from '../support/build-app.js';
import { LOG_LINE, makeWalkContent } from '../support/walk-site.js';
import { openSite, type OpenSite } from './open-site.js';

const APP = 'ui://parlance/walk.html';
const content = makeWalkContent();
const arabic = readFileSync(path.join(SITE_CONTENT, 'de/KA-90001.md'), 'utf8');
mkdirSync(path.join(content.contentDir, 'ar'));
writeFileSync(path.join(content.contentDir, 'ar/KA-90001.md'), arabic);

let site: OpenSite;
let client: Client & AsyncDisposable;

beforeAll(async () => {
  site = await openSite({ contentDir: content.contentDir });
  client = await connectClient(site.address);
});
afterAll(async () => {
  await client.close();
  await site.close();
  content[Symbol.dispose]();
});
const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});

interface Heard {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

interface Chat {
  readonly page: Page;
  readonly app: Frame;
  /** What the app asked of its host. */
  readonly heard: readonly Heard[];
}

/** A page that stands in for a chat: it frames the app as hosts do, and hands its calls to the service. */
async function openChat(
  tool: string,
  given: Record<string, unknown>,
  context: Record<string, unknown> = {},
  options: BrowserContextOptions = {},
): Promise<Chat> {
  const { contents } = await client.readResource({ uri: APP });
  const html = (contents[0] as { text: string }).text;
  const result = await client.callTool({ name: tool, arguments: given });
  const page = await site.open('about:blank', { viewport: { width: 800, height: 900 }, ...options });
  pages.push(page);
  const heard: Heard[] = [];
  await page.exposeFunction('hear', (message: Heard) => void heard.push(message));
  await page.exposeFunction('callTool', (params: { name: string; arguments: Record<string, unknown> }) =>
    client.callTool(params),
  );
  await page.setContent('<!doctype html><title>Chat</title><body style="margin:0"></body>');
  await page.evaluate(standIn, { html, given, result: JSON.parse(JSON.stringify(result)), context });
  await page.waitForSelector('iframe');
  const app = page.frames().find((frame) => frame !== page.mainFrame())!;
  await app.waitForSelector('.walk-frame, [role="alert"]');
  return { page, app, heard };
}

/** Runs in the page of the chat. @see https://github.com/modelcontextprotocol/ext-apps */
function standIn({ html, given, result, context }: Record<string, unknown>): void {
  const frame = document.createElement('iframe');
  // No forms, no origin: the least that hosts give.
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.style.cssText = 'inline-size:100%;block-size:100px;border:0';
  frame.title = 'Walk';
  frame.srcdoc = String(html);
  const host = globalThis as unknown as {
    hear: (message: unknown) => void;
    callTool: (params: unknown) => Promise<unknown>;
    send: (message: object) => void;
  };
  host.send = (message) => frame.contentWindow?.postMessage({ jsonrpc: '2.0', ...message }, '*');
  const answer = async (method: string, params: unknown): Promise<unknown> => {
    if (method === 'tools/call') return host.callTool(params);
    if (method !== 'ui/initialize') return {};
    return {
      protocolVersion: '2026-01-26',
      hostInfo: { name: 'chat', version: '1' },
      hostCapabilities: { openLinks: {}, serverTools: {}, updateModelContext: { text: {} } },
      hostContext: context,
    };
  };
  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow) return;
    const {
      id,
      method,
      params = {},
    } = event.data as { id?: number; method?: string; params?: { height?: number } };
    if (method === undefined) return;
    host.hear({ method, params });
    if (method === 'ui/notifications/initialized') {
      host.send({ method: 'ui/notifications/tool-input', params: { arguments: given } });
      host.send({ method: 'ui/notifications/tool-result', params: result });
    }
    if (method === 'ui/notifications/size-changed' && params.height)
      frame.style.blockSize = `${params.height}px`;
    if (id === undefined) return;
    void answer(method, params).then(
      (result) => host.send({ id, result }),
      () => host.send({ id, error: { code: -32000, message: 'gone' } }),
    );
  });
  document.body.append(frame);
}

const methods = ({ heard }: Chat) => heard.map(({ method }) => method);

describe('the walk as an MCP App', () => {
  it('initialises, shows the question of the result, and resizes the frame', async () => {
    const chat = await openChat('start_walk', { number: 'KA-91206', locale: 'de' });
    expect(methods(chat).slice(0, 2)).toEqual(['ui/initialize', 'ui/notifications/initialized']);
    expect(await chat.app.locator('#question').textContent()).toMatch(/\?$/);
    expect(await chat.app.locator('html').getAttribute('lang')).toBe('de');
    await expect.poll(() => methods(chat)).toContain('ui/notifications/size-changed');
    await expect
      .poll(() => chat.app.evaluate(() => document.documentElement.scrollHeight - innerHeight))
      .toBeLessThanOrEqual(1);
    expect(site.complaints).toEqual([]);
  });

  it('shows the card that the page of the walk shows', async () => {
    const { app } = await openChat('start_walk', { number: 'KA-91206', locale: 'pt' });
    const page = await site.open('/pt/articles/KA-91206/walk');
    pages.push(page);
    const words = (text: string | null) => text?.replaceAll(/\s+/g, ' ').trim();
    expect(words(await app.locator('.walk-question').textContent())).toBe(
      words(await page.locator('.walk-question').textContent()),
    );
  });

  it('submits answers by form and keyboard, and updates the model', async () => {
    const chat = await openChat('start_walk', { number: 'KA-91206', locale: 'de' });
    const { app, heard } = chat;
    await app.locator('textarea').fill(LOG_LINE);
    await app.locator('.button-primary').click();
    await expect.poll(() => app.locator('.walk-answers li').count()).toBe(1);
    const told = () => heard.filter(({ method }) => method === 'ui/update-model-context');
    await expect.poll(() => told().length).toBe(1);
    expect(JSON.stringify(told()[0]!.params)).toContain('Answers so far');
    expect(await app.evaluate(() => document.activeElement?.id)).toBe('now');
    await app.locator('.walk-question input:not([type=hidden])').first().fill('Europe/Berlin');
    await app.locator('.walk-question input:not([type=hidden])').first().press('Enter');
    await expect.poll(() => app.locator('.walk-answers li').count()).toBe(2);
  });

  it('shows an invalid input next to its field, as it was typed', async () => {
    const given = { number: 'KA-91206', locale: 'en', answers: { logs: LOG_LINE } };
    const { app } = await openChat('answer_walk', given);
    const field = app.locator('.walk-question input:not([type=hidden])').first();
    await field.fill('Europe/Pariis');
    await app.locator('.button-primary').click();
    await app.locator('[role="alert"]').waitFor();
    expect(await app.locator('.walk-errors').textContent()).toContain('Europe/Paris');
    expect(await app.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('Europe/Pariis');
  });

  it('accepts a log file, and changes an answer', async () => {
    const { app } = await openChat('start_walk', { number: 'KA-91206', locale: 'de' });
    const file = { name: 'log.txt', mimeType: 'text/plain', buffer: Buffer.from(LOG_LINE) };
    await app.locator('input[type=file]').setInputFiles(file);
    await app.locator('.button-primary').click();
    await expect.poll(() => app.locator('.walk-answers li').count()).toBe(1);
    await app.locator('.walk-answers a').click();
    await expect.poll(() => app.locator('textarea').count()).toBe(1);
  });

  it('opens links through its host', async () => {
    const chat = await openChat('start_walk', { number: 'KA-91206', locale: 'de' });
    await chat.app.locator('.walk-article a').click();
    await expect.poll(() => methods(chat)).toContain('ui/open-link');
    const { params } = chat.heard.find(({ method }) => method === 'ui/open-link')!;
    expect(params).toEqual({ url: `${site.address}/de/articles/KA-91206` });
  });

  it('follows the host’s theme, and its language if the call names none', async () => {
    const { app, page } = await openChat(
      'start_walk',
      { number: 'KA-91206' },
      { theme: 'dark', locale: 'it' },
    );
    expect(await app.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await app.locator('html').getAttribute('lang')).toBe('it');
    const ground = () => app.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await page.evaluate(() => {
      const { send } = globalThis as unknown as { send: (message: object) => void };
      send({ method: 'ui/notifications/host-context-changed', params: { theme: 'light' } });
    });
    await expect.poll(ground).not.toBe(dark);
  });

  it('reads from right to left in Arabic', async () => {
    const { app } = await openChat('start_walk', { number: 'KA-90001', locale: 'ar' });
    expect(await app.locator('html').getAttribute('dir')).toBe('rtl');
    const { left, right } = await app.locator('.walk-progress strong').evaluate((element) => {
      return {
        left: element.getBoundingClientRect().left,
        right: innerWidth - element.getBoundingClientRect().right,
      };
    });
    expect(right).toBeLessThan(left);
  });

  it('says in the user’s language why there is no walk', async () => {
    const { app } = await openChat('start_walk', { number: 'KA-90003', locale: 'de' });
    expect(await app.locator('[role="alert"]').textContent()).toBe(
      'Zu diesem Artikel gibt es keine Schritt-für-Schritt-Anleitung',
    );
  });

  it('says in the user’s language that the service cannot be reached', async () => {
    const { app, page } = await openChat('start_walk', { number: 'KA-91206', locale: 'ja' });
    await page.evaluate(() => {
      Object.assign(globalThis, { callTool: () => Promise.reject(new Error('gone')) });
    });
    await app.locator('button[type="submit"]').first().click();
    await expect.poll(() => app.locator('[role="alert"]').textContent()).toBe('実行できませんでした');
  });

  it.each(['light', 'dark'])('passes axe, %s and narrow', async (theme) => {
    const given = { number: 'KA-91206', locale: 'ja' };
    const { page } = await openChat(
      'start_walk',
      given,
      { theme },
      { viewport: { width: 360, height: 800 } },
    );
    const { violations } = await new AxeBuilder({ page }).include('iframe').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

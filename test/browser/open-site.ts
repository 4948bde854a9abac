import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import chromiumBinary from '@sparticuz/chromium';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { buildApp, type AppGiven, type TestApp } from '../support/build-app.js';

/** The package's switches that make the browser less strict or less robust than a normal one. */
const UNWANTED = /^--(?:single-process|no-zygote|disable-web-security|allow-running-insecure-content)$/;
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A running site and a browser. */
export interface OpenSite {
  readonly address: string;
  /** Creates API keys. */
  readonly keys: TestApp['ledger']['keys'];
  /** Errors on pages: script errors, blocked resources. */
  readonly complaints: readonly string[];
  /** A new window with its own cookies; closed with the site. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Start a browser and the site of the invented articles, in German by default. */
export async function openSite(given: AppGiven = {}): Promise<OpenSite> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const site = await buildApp({ url: address, defaultLocale: 'de', ...given });
  server.on('request', site.app);
  const browser = await (sharedBrowser ??= launch());
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  return {
    address,
    keys: site.ledger.keys,
    complaints,
    open: async (path, options = {}) => {
      const context = await browser.newContext({ baseURL: address, locale: 'de-DE', ...options });
      contexts.push(context);
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${path}: ${message.text()}`);
      });
      await page.goto(path);
      return page;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      server.closeAllConnections();
      server.close();
      await site.close();
    },
  };
}

/** One for all test files of a process; closed with the process. */
let sharedBrowser: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
  const args = [...chromiumBinary.args.filter((arg) => !UNWANTED.test(arg)), ...QUIET];
  return chromium.launch({ executablePath: await chromiumBinary.executablePath(), args, headless: true });
}

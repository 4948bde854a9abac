import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KNOWN_QUERY, makeWalkContent } from '../support/walk-site.js';
import { openSite, type OpenSite } from './open-site.js';

const content = makeWalkContent();
let site: OpenSite;

beforeAll(async () => {
  site = await openSite({ contentDir: content.contentDir });
});

afterAll(async () => {
  await site.close();
  content[Symbol.dispose]();
});

const WALK = '/articles/KA-05406/walk';

/** One of each kind of page. */
const KINDS: Readonly<Record<string, string>> = {
  'the home page': '/de/',
  'the list': '/de/articles?sort=oldest',
  'an empty list': '/de/articles?product=Nothing',
  'an article': '/de/articles/KA-90001',
  'a long article': '/pt/articles/KA-90007',
  'an article with pictures, a table and code': '/en/articles/KA-90005',
  'an article served by fallback': '/ja/articles/KA-90002',
  'an archived article': '/de/articles/KA-90004',
  'a video page': '/de/articles/KT-90008',
  'two languages side by side': '/de/articles/KA-90001?beside=it',
  'findings in two languages side by side': '/pt/articles/KA-90001?beside=en&faults=1',
  'a hostile article': '/de/articles/KA-90006',
  'a search': '/de/search?q=Lantern+Harbour',
  'a search narrowed down': '/ja/search?q=lampeggia+Lantern&product=Lantern&foundIn=it',
  'a search that finds nothing': '/de/search?q=xqzzyv',
  'a search with a mistyped number': '/de/search?q=KA-90011',
  'a search for pasted text': `/de/search?q=${'clock+not+set%0A'.repeat(50)}`,
  'the place to begin a search': '/de/search',
  'the first question of a walk': `/de${WALK}`,
  'a refused answer': `/pt${WALK}?v=1&logs=2022-08-19T06:00:12;fault.logon&zone=Europe/Pariis`,
  'a restart asked for': `/ja${WALK}?v=1&logs=2022-08-19T06:00:12;fault.logon&zone=Europe/Paris`,
  'a timeline and a new start': `/de${WALK}?${KNOWN_QUERY}`,
  'the end of a walk': `/it${WALK}?${KNOWN_QUERY}&reschedule=done&worked=yes`,
  'a walk that leads elsewhere': `/de${WALK}?v=1&logs=;fault.deadlock`,
  'a plain walk with a step of the source': '/de/articles/KA-90001/walk?step-1=done&step-2=done',
  'the answer to a customer': '/de/articles/KA-90001/answer?_customer=pt',
  'suggestions for a ticket': '/de/suggest',
  'reports of an article': '/de/articles/KA-90001/reports',
  'what is wrong with a step': '/pt/articles/KA-90001/reports?step=2&quote=Acerte',
  'a walk as a picture': '/de/articles/KA-90001/walk/graph',
  'an error page': '/de/articles/KA-90011',
  'an error page with parts': '/de/articles?sort=best',
  'the page of the API': '/api/v1/docs',
  'the error codes': '/problems?lang=de',
  'an error code': '/problems/article-not-found?lang=pt',
};

/** @param rules - Only these; all when not given. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // No page has a frame: what axe does to look into frames is left out.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (rules !== undefined) axe.withRules(rules);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}

/** What makes a page scroll sideways, outermost first. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5)
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
  });
}

describe.each(Object.entries(KINDS))('%s', (_kind, path) => {
  let page: Page;
  beforeAll(async () => {
    page = await site.open(path, { colorScheme: 'light', reducedMotion: 'reduce' });
  });
  afterAll(() => page.context().close());

  it('fits narrow screens and wide ones', async () => {
    for (const isOpen of [false, true]) {
      if (isOpen) await openMenus(page);
      for (const width of [320, 360, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await overflowing(page), `${width} px`).toEqual([]);
      }
    }
  });

  it('passes axe, narrow and wide, light and dark', async () => {
    for (const width of [360, 1440]) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width, height: 900 });
      await openMenus(page);
      expect(await violations(page), `${width} px, light`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      // The style sheets for the dark set colours, nothing else.
      expect(await violations(page, ['color-contrast', 'link-in-text-block']), `${width} px, dark`).toEqual(
        [],
      );
    }
    // The page of the API has some thousand elements.
  }, 120_000);
});

async function openMenus(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const menu of document.querySelectorAll('details')) menu.open = true;
  });
}

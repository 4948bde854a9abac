import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KNOWN_QUERY, makeWalkContent } from '../support/walk-site.js';
import { openSite, type OpenSite } from './open-site.js';

const content = makeWalkContent();
let site: OpenSite;
/** One for all kinds: what they share, such as fonts and style sheets, is loaded once. */
let page: Page;

beforeAll(async () => {
  site = await openSite({ contentDir: content.contentDir });
  page = await site.open('/de/', { reducedMotion: 'reduce' });
});

afterAll(async () => {
  await site.close();
  content[Symbol.dispose]();
});

const WALK = '/articles/KA-91206/walk';

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

declare global {
  /** On a page that `AxeBuilder` has examined. */
  var axe: {
    run: (context: string, options: object) => Promise<{ readonly violations: readonly Violation[] }>;
  };
  /** The looks of a page in its theme so far. */
  var looks: Set<string>;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string | undefined }[];
}

const describeAll = (found: readonly Violation[]): string[] =>
  found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );

/** Every rule, on the page as it is. */
async function violations(page: Page): Promise<string[]> {
  // No page has a frame: what axe does to look into frames is left out. What passes need not be described.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  return describeAll((await axe.analyze()).violations);
}

/** Some rules, on a page that axe has examined already: loading it again takes longer than the rules. */
async function violationsOf(rules: object, page: Page, selector = 'html'): Promise<string[]> {
  const found = await page.evaluate(
    async ([context, options]) => (await globalThis.axe.run(context, options)).violations,
    [selector, { resultTypes: ['violations'], ...rules }] as const,
  );
  return describeAll(found);
}

/**
 * Mark one element for each new look of text: its colour and size, and the grounds it is on.
 *
 * Contrast depends on nothing else, so what looks the same need not be examined again.
 *
 * @param isFirst - Whether the page is new, or its theme.
 * @returns Whether there is a new look.
 */
async function markNewLooks(page: Page, isFirst: boolean): Promise<boolean> {
  return page.evaluate((isNew) => {
    if (isNew) globalThis.looks = new Set();
    const before = globalThis.looks.size;
    const grounds = new Map<Element | null, string>();
    for (const element of document.querySelectorAll('body, body *')) {
      const style = getComputedStyle(element);
      const { color, fontSize, fontWeight, textShadow, textDecorationLine } = style;
      const ground = [style.backgroundColor, style.backgroundImage, style.opacity].join();
      const isPlain = ground === 'rgba(0, 0, 0, 0),none,1';
      const below = grounds.get(element.parentElement) ?? '';
      grounds.set(element, isPlain ? below : `${below};${ground}`);
      const hasText =
        element.matches('input, textarea, select') ||
        [...element.childNodes].some(
          ({ nodeType, nodeValue }) => nodeType === Node.TEXT_NODE && nodeValue?.trim() !== '',
        );
      const look = [color, fontSize, fontWeight, textShadow, textDecorationLine, grounds.get(element)].join();
      const isMarked = hasText && element.checkVisibility() && !globalThis.looks.has(look);
      if (isMarked) globalThis.looks.add(look);
      element.toggleAttribute('data-new-look', isMarked);
    }
    return globalThis.looks.size > before;
  }, isFirst);
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
  beforeAll(async () => {
    await page.context().clearCookies();
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(path);
  });

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
    await resize(page, 360);
    await openMenus(page);
    expect(await violations(page), '360 px, light').toEqual([]);
    await markNewLooks(page, true);
    await resize(page, 1440);
    expect(await violationsOf({ rules: { 'color-contrast': { enabled: false } } }, page), '1440 px').toEqual(
      [],
    );
    if (await markNewLooks(page, false)) expect(await newContrast(page), '1440 px, light').toEqual([]);
    // The style sheets for the dark set colours, nothing else.
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violationsOf({ runOnly: ['link-in-text-block'] }, page), '1440 px, dark').toEqual([]);
    expect(await markNewLooks(page, true)).toBe(true);
    expect(await newContrast(page), '1440 px, dark').toEqual([]);
    await resize(page, 360);
    expect(await violationsOf({ runOnly: ['link-in-text-block'] }, page), '360 px, dark').toEqual([]);
    if (await markNewLooks(page, false)) expect(await newContrast(page), '360 px, dark').toEqual([]);
    // The page of the API has some thousand elements.
  }, 120_000);
});

const newContrast = (page: Page): Promise<string[]> =>
  violationsOf({ runOnly: ['color-contrast'] }, page, '[data-new-look]');

const resize = (page: Page, width: number): Promise<void> => page.setViewportSize({ width, height: 900 });

async function openMenus(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const menu of document.querySelectorAll('details')) menu.open = true;
  });
}

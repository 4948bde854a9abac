import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatFor } from '../../src/locale/format.js';
import { createStrings } from '../../src/locale/strings.js';
import { buildReport } from '../../src/report/report.js';
import { renderReportPage } from '../../src/report/page/report-page.js';
import { buildArticle, buildTranslation } from '../support/build-article.js';
import { buildFinding } from '../support/build-finding.js';
import { openSite, type OpenSite } from './open-site.js';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const finding = buildFinding();

function render(locale: string): string {
  const outcome = { number: 'KA-90001', locale: 'de', outcome: 'fixed', outcomeKind: 'resolved' };
  const report = buildReport({
    articles: [
      buildArticle([buildTranslation(), buildTranslation({ locale: 'en', version: 4 })]),
      buildArticle([buildTranslation()], { number: 'KA-90002' }),
    ],
    locales: ['de', 'en', 'ja'],
    sourceLocale: 'en',
    findings: [finding, { ...finding, locale: 'en', severity: 'warning' }],
    usage: {
      reuse: new Map([['KA-90001', 3]]),
      outcomes: [{ ...outcome, lastQuestion: 'step-3', count: 4 }],
      citations: [
        {
          hash: 'p1-a',
          number: 'KA-90001',
          locale: 'de',
          fragment: 'step-2',
          ...{ shown: 9, cited: 7, resolved: 5, reopened: 2 },
        },
      ],
      searches: {
        months: [
          { month: '2026-10', locale: 'de', asked: 40, unanswered: 3 },
          { month: '2026-11', locale: 'und', asked: 2, unanswered: 2 },
        ],
        terms: [{ term: 'blink code 7', locale: 'de', readers: 6, month: '2026-11' }],
      },
    },
  });
  return renderReportPage(report, {
    locale,
    t: createStrings('en').for(locale),
    format: formatFor(locale),
    madeAt: '2026-11-21T07:00:00Z',
    siteName: 'Parlance',
    siteUrl: 'https://help.example',
  });
}

describe.each(['ja', 'pt'])('the page of the report in %s', (locale) => {
  it.each([360, 1440])('passes axe and fits, light and dark, at %i px', async (width) => {
    const page = await site.open('/robots.txt', { viewport: { width, height: 800 } });
    await page.setContent(render(locale));
    await page.evaluate(() => {
      for (const menu of document.querySelectorAll('details')) menu.open = true;
    });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const faults = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
      );
      expect(faults, colorScheme).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});

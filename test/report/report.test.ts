import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/check/finding.js';
import { createStrings } from '../../src/locale/strings.js';
import { formatFor } from '../../src/locale/format.js';
import { buildReport, type ReportInput } from '../../src/report/report.js';
import { heatLevel } from '../../src/report/page/report-table.js';
import { renderReportPage } from '../../src/report/page/report-page.js';
import { buildArticle, buildSteps, buildTranslation } from '../support/build-article.js';

const english = buildTranslation({
  locale: 'en',
  title: 'The <lamp> & more',
  version: 4,
  steps: buildSteps('Open.', 'Set.', 'Wait.'),
  origin: { kind: 'human', humanDegree: undefined },
});
const outdated = buildTranslation({ version: 3 });
const current = buildTranslation({ locale: 'it', version: 4, steps: english.steps });
const facts = (...products: string[]) => ({ products, appliesTo: [], isBug: false, isHidden: false });

const finding = (number: string, locale: string, severity: Finding['severity'] = 'error'): Finding => ({
  rule: `${severity}-rule`,
  severity,
  number,
  locale,
  file: `${locale}/${number}.md`,
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  message: 'wrong',
  fingerprint: `${number}${locale}`,
});

const input = (given: Partial<ReportInput> = {}): ReportInput => ({
  articles: [
    buildArticle([outdated, english, current], { facts: facts('Lantern', 'Harbour') }),
    buildArticle([english], { number: 'KA-90002', facts: facts('Lantern') }),
    buildArticle([outdated], { number: 'KA-90003', facts: facts('Buoy') }),
  ],
  locales: ['de', 'en', 'it'],
  sourceLocale: 'en',
  findings: [
    finding('KA-90001', 'de'),
    finding('KA-90001', 'it', 'warning'),
    finding('KA-90003', 'de'),
    finding('KA-90003', 'de', 'note'),
  ],
  usage: undefined,
  ...given,
});

const NO_USE = { citations: [], reuse: new Map(), outcomes: [], searches: { months: [], terms: [] } };

const render = (given: Partial<ReportInput> = {}, locale = 'en', siteUrl = 'http://localhost:3000') =>
  renderReportPage(buildReport(input(given)), {
    locale,
    t: createStrings('en').for(locale),
    format: formatFor(locale),
    madeAt: '2026-11-21T07:00:00Z',
    siteName: 'Parlance',
    siteUrl,
  });

describe('a report', () => {
  const report = buildReport(input());

  it('counts existing, current and incomparable articles by product and locale', () => {
    expect(report.products.map(({ product, articles }) => [product, articles])).toEqual([
      ['Lantern', 2],
      ['Buoy', 1],
      ['Harbour', 1],
    ]);
    expect(report.products[0]?.cells).toEqual([
      { locale: 'de', existing: 1, upToDate: 0, unknown: 0 },
      { locale: 'en', existing: 2, upToDate: 2, unknown: 0 },
      { locale: 'it', existing: 1, upToDate: 1, unknown: 0 },
    ]);
    expect(report.products[1]?.cells[0]).toEqual({ locale: 'de', existing: 1, upToDate: 0, unknown: 1 });
  });

  it('counts missing articles, states and human share by locale', () => {
    expect(report.byLocale[0]).toEqual({
      locale: 'de',
      existing: 2,
      missing: 1,
      states: { source: 0, current: 0, outdated: 1, ahead: 0, unversioned: 0, 'no-source': 1 },
      withMissingSteps: 1,
      machine: 2,
      humanDegree: 0.01,
    });
    expect(report.byLocale[1]).toMatchObject({ states: { source: 2 }, machine: 0, humanDegree: null });
  });

  it('counts findings by rule and locale', () => {
    expect(report.findings?.rules[0]).toEqual({
      rule: 'error-rule',
      severity: 'error',
      total: 2,
      byLocale: { de: 2 },
    });
  });

  it('ranks articles by findings, without notes', () => {
    expect(report.findings?.worst.map(({ number, weight }) => [number, weight])).toEqual([
      ['KA-90001', 6],
      ['KA-90003', 5],
    ]);
    expect(report.findings?.worst[0]).toMatchObject({
      titleLocale: 'en',
      locales: ['de', 'it'],
      reuse: null,
    });
  });

  it('ranks used articles first if usage is known', () => {
    const used = buildReport(input({ usage: { ...NO_USE, reuse: new Map([['KA-90003', 40]]) } }));
    expect(used.findings?.worst.map(({ number, weight, reuse }) => [number, weight, reuse])).toEqual([
      ['KA-90003', 200, 40],
      ['KA-90001', 6, 0],
    ]);
  });

  it('lists at most twenty articles', () => {
    const numbers = Array.from({ length: 30 }, (_, i) => `KA-${91000 + i}`);
    const many = input({
      articles: numbers.map((number) => buildArticle([english], { number })),
      findings: numbers.map((number) => finding(number, 'de')),
    });
    expect(buildReport(many).findings?.worst).toHaveLength(20);
  });

  it('omits findings while they are being computed', () => {
    expect(buildReport(input({ findings: undefined }))).toMatchObject({ findings: null });
  });

  it('can be built without data', () => {
    expect(buildReport(input({ articles: [], locales: [], findings: [] }))).toMatchObject({
      articles: 0,
      products: [],
      findings: { worst: [] },
    });
  });
});

describe('a report page', () => {
  const html = render();

  it('is self-contained, without requests or scripts', () => {
    expect(html).not.toMatch(/<script|<link|<img|src=|@import|\son\w+=/);
    const fetched = html.replaceAll('http://www.w3.org/2000/svg', '').replace(/<a href="[^"]*"/g, '');
    expect(fetched).not.toMatch(/https?:/);
  });

  it('colours cells by value and prints the value in each', () => {
    expect(html).toMatch(
      /<th scope="row">Lantern<\/th><td class="number">2<\/td><td class="number heat-0"><b>0<\/b>/,
    );
    expect(html).toMatch(/<td class="number heat-7"><b>100<\/b><small>2\/2<\/small>/);
    expect(html).toMatch(/<td class="number heat-none"><b>\?<\/b><small>0\/1 \(1 \?\)<\/small>/);
    expect(html).toMatch(/<td class="number heat-0"><b>–<\/b>/);
    expect(html.match(/<table/g)).toHaveLength(4);
  });

  it('distinguishes parts of a bar by pattern and numbers, not just by colour', () => {
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
    for (const kind of ['outdated', 'ahead', 'unversioned', 'no-source', 'missing'])
      expect(style).toMatch(new RegExp(`\\.part-${kind} \\{[^}]*--drawn: [a-z-]+-gradient`));
    expect(html).toMatch(/<span class="part part-outdated" style="flex-grow: ?1;?">/);
    expect(html).toMatch(/\(de\)<\/th>.*?(<td class="number">[\d.%]+<\/td>){5}/s);
  });

  it('escapes article text', () => {
    const hostile = buildArticle([{ ...english, title: '</table><script>x</script>' }], {
      facts: facts('<script>y</script>'),
    });
    const page = render({ articles: [hostile], findings: [finding('KA-90001', 'de')] });
    expect(page).not.toContain('<script');
  });

  it('names unknown data instead of showing zeros', () => {
    expect(html).toContain('kept only if 5 different people');
    expect(html).toContain('nothing is recorded yet');
    expect(render({ findings: undefined })).toContain('its numbers will follow');
  });

  it('shows walk outcomes if known', () => {
    const end = {
      number: 'KA-90001',
      locale: 'de',
      outcome: 'resolved',
      outcomeKind: 'solved',
      lastQuestion: 'step-3',
      count: 7,
    };
    const other = { ...end, locale: 'it', outcome: 'handover', lastQuestion: 'blinks', count: 2 };
    const page = render({ usage: { ...NO_USE, outcomes: [end, other] } });
    expect(page).toMatch(
      />Step 3<\/td><td>de<\/td><td><code>resolved<\/code><\/td><td class="number heat-7">7</,
    );
    expect(page).toMatch(
      />blinks<\/td><td>it<\/td><td><code>handover<\/code><\/td><td class="number heat-4">2</,
    );
    expect(page).toContain('>The &lt;lamp> &amp; more<');
  });

  it('shows the share of searches with no results by month and language, and frequent ones', () => {
    const searches = {
      months: [
        { month: '2026-10', locale: 'de', asked: 40, unanswered: 10 },
        { month: '2026-11', locale: 'und', asked: 2, unanswered: 2 },
      ],
      terms: [{ term: 'blink <7>', locale: 'de', readers: 6, month: '2026-11' }],
    };
    const page = render({ usage: { ...NO_USE, searches } });
    expect(page).toMatch(/2026-10<\/th><td>de<\/td>(<td class="number[^"]*">(40|10|25%)<\/td>){3}/);
    expect(page).toMatch(/2026-11<\/th><td>unknown<\/td>/);
    expect(page).toContain('<bdi>blink &lt;7></bdi>');
    expect(render({ usage: { ...NO_USE, searches: { ...searches, terms: [] } } })).toContain(
      'by so many people',
    );
  });

  it('shows which passages resolve cases and which are reopened', () => {
    const counts = { shown: 90, cited: 70, resolved: 50, reopened: 20 };
    const passage = { hash: 'p1-abc', number: 'KA-90001', locale: 'de', fragment: 'step-2' };
    const page = render({ usage: { ...NO_USE, citations: [{ ...passage, ...counts }] } });
    expect(page).toMatch(/<a href="[^"]*\/c\/p1-abc">KA-90001 #step-2<\/a><\/th><td>de<\/td>/);
    expect(page).toMatch(/(<td class="number">(90|70|50|20)<\/td>){4}/);
  });

  it('distinguishes 87 of 100 from 98 of 100 by colour', () => {
    expect(heatLevel(0.87 ** 4)).toBeLessThan(heatLevel(0.98 ** 4) ?? 0);
    expect([undefined, 0, 0.001, 0.999, 1].map(heatLevel)).toEqual([undefined, 0, 1, 6, 7]);
  });

  it('links to articles at SITE_URL', () => {
    expect(render({}, 'en', 'https://help.example')).toContain('<a href="https://help.example/KA-90001">');
  });

  it('is in the requested language, even without data', () => {
    const page = render({ articles: [], locales: [], findings: [] }, 'ja');
    expect(page).toContain('<html lang="ja" dir="ltr">');
    expect(page).toContain('記事はまだありません。');
  });
});

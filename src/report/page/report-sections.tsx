import type { JSX } from 'preact';
import { PROVENANCE_STATES } from '../../article/reading.js';
import type { ProductTrust, Report, RuleCount, TrustCell } from '../report-data.js';
import { drawHeatMap, heatLevel, type HeatCell } from './heat-map.js';
import { partInk, StateLegend } from './part-patterns.js';
import type { ReportPageContext } from './report-page-context.js';
import { Chart, ReportTable } from './report-table.js';
import { drawStackedBars } from './stacked-bars.js';

/** What every section is made of. */
export interface SectionProps {
  readonly report: Report;
  readonly page: ReportPageContext;
}

/** Rows of a chart; tables have all. */
export const MOST_ROWS = 30;

/** Coverage and trust: how much of each product is up to date in each locale. */
export function CoverageSection({ report, page }: SectionProps): JSX.Element {
  const { t } = page;
  const shown = report.products.slice(0, MOST_ROWS);
  const options = {
    label: t('report.coverage'),
    rows: shown.map(({ product }) => product),
    columns: report.locales,
    cells: shown.flatMap((row) => row.cells.map((cell) => trustField(row, cell))),
  };
  return (
    <section>
      <h2>{t('report.coverage')}</h2>
      <p class="note">{t('report.coverageNote')}</p>
      <Chart svg={drawHeatMap(options)} label={t('report.coverage')} />
      <details>
        <summary>{t('report.table')}</summary>
        <ReportTable
          caption={t('report.coverage')}
          rows={report.products}
          columns={[
            { title: t('list.product'), cell: (row) => row.product },
            { title: t('report.all'), isNumber: true, cell: (row) => page.format.number(row.articles) },
            ...report.locales.map((locale) => ({
              title: locale,
              isNumber: true,
              cell: (row: ProductTrust) => trustText(row, locale, page),
            })),
          ]}
        />
      </details>
    </section>
  );
}

function trustField({ product, articles }: ProductTrust, cell: TrustCell): HeatCell {
  const { locale, existing, upToDate, unknown } = cell;
  const place = { row: product, column: locale };
  if (existing > 0 && unknown === existing) return { ...place, level: undefined, value: '?' };
  // What cannot be compared is neither: the table names it.
  const share = articles === unknown ? 0 : upToDate / (articles - unknown);
  // Most shares are near the top, where 87 and 98 must look different.
  const level = heatLevel(share ** 4);
  // Whole only when it is: 1,179 of 1,180 are 99.
  return { ...place, level, value: existing === 0 ? '–' : String(Math.floor(share * 100)) };
}

/** `41/50`: up to date of those there could be; in brackets those that cannot be compared. */
function trustText({ articles, cells }: ProductTrust, locale: string, { format }: ReportPageContext): string {
  const cell = cells.find((other) => other.locale === locale);
  const text = `${format.number(cell?.upToDate ?? 0)}/${format.number(articles)}`;
  return cell === undefined || cell.unknown === 0 ? text : `${text} (${format.number(cell.unknown)} ?)`;
}

/** What exists in each locale and how it stands beside the source. */
export function StateSection({ report, page }: SectionProps): JSX.Element {
  const { t, format } = page;
  const kinds = [...PROVENANCE_STATES, 'missing'] as const;
  const present = kinds.filter((kind) =>
    report.byLocale.some((row) => (kind === 'missing' ? row.missing : row.states[kind]) > 0),
  );
  const name = (kind: (typeof kinds)[number]): string =>
    kind === 'missing' ? t('report.missing') : t(`provenance.state.${kind}`);
  const parts = report.byLocale.flatMap((row) =>
    kinds.map((kind) => {
      const count = kind === 'missing' ? row.missing : row.states[kind];
      return { row: row.locale, kind, count, value: format.number(count), ink: partInk(kind) };
    }),
  );
  const label = t('report.states');
  const draw = (width: number): string =>
    drawStackedBars({ label, rows: report.locales, kinds, parts, width });
  return (
    <section>
      <h2>{label}</h2>
      <StateLegend kinds={present.map((kind) => ({ kind, name: name(kind) }))} />
      <Chart svg={draw(760)} narrow={draw(312)} label={label} />
      <details>
        <summary>{t('report.table')}</summary>
        <ReportTable
          caption={label}
          rows={report.byLocale}
          columns={[
            {
              title: t('language.label'),
              cell: (row) => `${format.languageName(row.locale)} (${row.locale})`,
            },
            { title: t('report.existing'), isNumber: true, cell: (row) => format.number(row.existing) },
            ...present.map((kind) => ({
              title: name(kind),
              isNumber: true,
              cell: (row: Report['byLocale'][number]) =>
                format.number(kind === 'missing' ? row.missing : row.states[kind]),
            })),
            {
              title: t('report.withMissingSteps'),
              isNumber: true,
              cell: (row) => format.number(row.withMissingSteps),
            },
            { title: t('provenance.machine'), isNumber: true, cell: (row) => format.number(row.machine) },
            {
              title: t('report.humanShare'),
              isNumber: true,
              cell: (row) =>
                row.humanDegree === undefined ? t('report.unknown') : format.percent(row.humanDegree),
            },
          ]}
        />
      </details>
    </section>
  );
}

/** Findings of each rule in each locale. */
export function FindingSection({ report, page }: SectionProps): JSX.Element {
  const { t, format } = page;
  const { rules } = report;
  return (
    <section>
      <h2>{t('report.findings')}</h2>
      {rules === undefined && <p>{t('report.pending')}</p>}
      {rules?.length === 0 && <p>{t('beside.clean')}</p>}
      {rules !== undefined && rules.length > 0 && (
        <>
          <Chart svg={drawFindings(report, rules, page)} label={t('report.findings')} />
          <details>
            <summary>{t('report.table')}</summary>
            <ReportTable
              caption={t('report.findings')}
              rows={rules}
              columns={[
                { title: t('report.rule'), cell: (row) => <code>{row.rule}</code> },
                { title: t('report.severity'), cell: (row) => t(`beside.severity.${row.severity}`) },
                { title: t('report.all'), isNumber: true, cell: (row) => format.number(row.total) },
                ...report.locales.map((locale) => ({
                  title: locale,
                  isNumber: true,
                  cell: (row: RuleCount) => format.number(row.byLocale.get(locale) ?? 0),
                })),
              ]}
            />
          </details>
        </>
      )}
    </section>
  );
}

function drawFindings({ locales }: Report, rules: readonly RuleCount[], page: ReportPageContext): string {
  const shown = rules.slice(0, MOST_ROWS);
  const most = Math.max(1, ...shown.flatMap(({ byLocale }) => [...byLocale.values()]));
  return drawHeatMap({
    label: page.t('report.findings'),
    rows: shown.map(({ rule }) => rule),
    columns: locales,
    cells: shown.flatMap(({ rule, byLocale }) =>
      locales.map((column) => {
        const count = byLocale.get(column) ?? 0;
        return { row: rule, column, level: countLevel(count, most), value: page.format.number(count) };
      }),
    ),
  });
}

/** How full a field of counts is. By square root: one rule with thousands leaves the others to be told apart. */
export function countLevel(count: number, most: number): number {
  return heatLevel(Math.sqrt(count / most));
}

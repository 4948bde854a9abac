import type { JSX } from 'preact';
import { CITATION_USES, type PassageUse } from '../../ledger/citations.js';
import { FEWEST_READERS } from '../../ledger/term-gate.js';
import type { Report, Searches, WalkEnd } from '../report-data.js';
import { drawHeatMap } from './heat-map.js';
import type { ReportPageContext } from './report-page-context.js';
import { countLevel, MOST_ROWS, type SectionProps } from './report-sections.js';
import { ArticleLink, Chart, ReportTable } from './report-table.js';

/** Months of a chart; tables have all. */
const MOST_MONTHS = 12;

/** How walks ended, and after which step. */
export function WalkSection({ report: { walkEnds = [], walkTitles }, page }: SectionProps): JSX.Element {
  const { t, format } = page;
  const label = t('report.walks');
  return (
    <section>
      <h2>{label}</h2>
      {walkEnds.length === 0 ? (
        <p>{t('report.noUsage')}</p>
      ) : (
        <>
          <p class="note">{t('report.walksNote')}</p>
          <Chart svg={drawWalks(walkEnds, walkTitles, page)} label={label} />
          <details>
            <summary>{t('report.table')}</summary>
            <ReportTable
              caption={label}
              rows={walkEnds}
              columns={[
                {
                  title: t('report.article'),
                  cell: (row) => <ArticleLink number={row.number} page={page} />,
                },
                {
                  title: t('report.articleTitle'),
                  cell: ({ number }) => (
                    <span lang={walkTitles.get(number)?.titleLocale}>{walkTitles.get(number)?.title}</span>
                  ),
                },
                { title: t('report.lastQuestion'), cell: (row) => stepName(row, page) },
                { title: t('language.label'), cell: (row) => row.locale },
                { title: t('report.outcome'), cell: (row) => <code>{row.outcome}</code> },
                { title: t('report.count'), isNumber: true, cell: (row) => format.number(row.count) },
              ]}
            />
          </details>
        </>
      )}
    </section>
  );
}

/** Steps by name where a walk goes by the article's steps, questions by their id. */
function stepName({ lastQuestion }: WalkEnd, { t }: ReportPageContext): string {
  const step = /^step-(\d+)$/.exec(lastQuestion ?? '')?.[1];
  return step === undefined ? (lastQuestion ?? '–') : t('step.name', { number: step });
}

function drawWalks(ends: readonly WalkEnd[], titles: Report['walkTitles'], page: ReportPageContext): string {
  const counts = new Map<string, Map<string, number>>();
  for (const end of ends) {
    const row = `${titles.get(end.number)?.title ?? end.number}: ${stepName(end, page)}`;
    const byLocale = counts.get(row) ?? new Map<string, number>();
    counts.set(row, byLocale.set(end.locale, (byLocale.get(end.locale) ?? 0) + end.count));
  }
  const total = (byLocale: ReadonlyMap<string, number>): number =>
    [...byLocale.values()].reduce((sum, count) => sum + count, 0);
  const shown = [...counts].sort(([, a], [, b]) => total(b) - total(a)).slice(0, MOST_ROWS);
  const columns = [...new Set(ends.map(({ locale }) => locale))].sort();
  const most = Math.max(...shown.flatMap(([, byLocale]) => [...byLocale.values()]));
  return drawHeatMap({
    label: page.t('report.walks'),
    rows: shown.map(([row]) => row),
    columns,
    cells: shown.flatMap(([row, byLocale]) =>
      columns.map((column) => {
        const count = byLocale.get(column) ?? 0;
        return { row, column, level: countLevel(count, most), value: page.format.number(count) };
      }),
    ),
  });
}

/** What became of passages in answers. */
export function PassageSection({ report: { citations = [] }, page }: SectionProps): JSX.Element {
  const { t, format, siteUrl } = page;
  const label = t('report.passages');
  return (
    <section>
      <h2>{label}</h2>
      {citations.length === 0 ? (
        <p>{t('report.noUsage')}</p>
      ) : (
        <>
          <p class="note">{t('report.passagesNote')}</p>
          <ReportTable
            caption={label}
            rows={citations}
            columns={[
              {
                title: t('report.passage'),
                cell: ({ hash, number, fragment }) => (
                  <a href={`${siteUrl}/c/${hash}`}>{`${number} #${fragment}`}</a>
                ),
              },
              { title: t('language.label'), cell: (row) => row.locale },
              ...CITATION_USES.map((use) => ({
                title: t(`report.${use}`),
                isNumber: true,
                cell: (row: PassageUse) => format.number(row[use]),
              })),
            ]}
          />
        </>
      )}
    </section>
  );
}

/** Searches with no results, and their queries as far as they are stored. */
export function SearchSection({ report: { searches }, page }: SectionProps): JSX.Element {
  const { t, format } = page;
  const label = t('report.searches');
  const months = searches?.months ?? [];
  return (
    <section>
      <h2>{label}</h2>
      <p class="note">{t('report.searchesNote', { readers: format.number(FEWEST_READERS) })}</p>
      {months.length === 0 ? (
        <p>{t('report.noUsage')}</p>
      ) : (
        <>
          <Chart svg={drawSearches(months, page)} label={label} />
          <details>
            <summary>{t('report.table')}</summary>
            <ReportTable
              caption={label}
              rows={months.toReversed()}
              columns={[
                { title: t('report.month'), cell: (row) => row.month },
                { title: t('language.label'), cell: (row) => localeName(row.locale, page) },
                { title: t('report.asked'), isNumber: true, cell: (row) => format.number(row.asked) },
                {
                  title: t('report.unanswered'),
                  isNumber: true,
                  cell: (row) => format.number(row.unanswered),
                },
                {
                  title: t('report.share'),
                  isNumber: true,
                  cell: (row) => format.percent(row.unanswered / row.asked),
                },
              ]}
            />
          </details>
          <TermTable terms={searches?.terms ?? []} page={page} />
        </>
      )}
    </section>
  );
}

function TermTable({
  terms,
  page,
}: {
  readonly terms: Searches['terms'];
  readonly page: ReportPageContext;
}): JSX.Element {
  const { t, format } = page;
  return (
    <>
      <h3>{t('report.sought')}</h3>
      {terms.length === 0 ? (
        <p>{t('report.noTerms')}</p>
      ) : (
        <ReportTable
          caption={t('report.sought')}
          kind="terms"
          rows={terms}
          columns={[
            { title: t('report.term'), cell: (row) => <bdi>{row.term}</bdi> },
            { title: t('language.label'), cell: (row) => localeName(row.locale, page) },
            { title: t('report.readers'), isNumber: true, cell: (row) => format.number(row.readers) },
            { title: t('report.month'), cell: (row) => row.month },
          ]}
        />
      )}
    </>
  );
}

function localeName(locale: string, { t }: ReportPageContext): string {
  return locale === 'und' ? t('report.unknown') : locale;
}

function drawSearches(months: Searches['months'], page: ReportPageContext): string {
  const columns = [...new Set(months.map(({ month }) => month))].slice(-MOST_MONTHS);
  const rows = [...new Set(months.map(({ locale }) => locale))].sort();
  return drawHeatMap({
    label: page.t('report.searches'),
    rows: rows.map((locale) => localeName(locale, page)),
    columns,
    cells: rows.flatMap((locale) =>
      columns.map((column) => {
        const row = localeName(locale, page);
        const found = months.find((other) => other.locale === locale && other.month === column);
        if (found === undefined) return { row, column, level: undefined, value: '–' };
        const share = found.unanswered / found.asked;
        return { row, column, level: countLevel(share, 1), value: String(Math.round(share * 100)) };
      }),
    ),
  });
}

import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { direction } from '../../locale/tag.js';
import type { Report } from '../report-data.js';
import { PartPatterns } from './part-patterns.js';
import type { ReportPageContext } from './report-page-context.js';
import { CoverageSection, FindingSection, StateSection } from './report-sections.js';
import { REPORT_STYLE } from './report-style.js';
import { ArticleLink, ReportTable } from './report-table.js';
import { PassageSection, SearchSection, WalkSection } from './usage-sections.js';

/** Write a report as one HTML file that needs nothing else: styles and charts are in it, and no script. */
export function renderReportPage(report: Report, page: ReportPageContext): string {
  return `<!doctype html>\n${renderToString(<ReportPage report={report} page={page} />)}\n`;
}

interface ReportPageProps {
  readonly report: Report;
  readonly page: ReportPageContext;
}

function ReportPage({ report, page }: ReportPageProps): JSX.Element {
  const { t, format, locale } = page;
  const title = `${t('report.title')} · ${page.siteName}`;
  return (
    <html lang={locale} dir={direction(locale)}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <style dangerouslySetInnerHTML={{ __html: REPORT_STYLE }} />
      </head>
      <body>
        <PartPatterns />
        <header>
          <h1>{title}</h1>
          <p class="lead">
            {t('report.made', {
              date: format.date(page.madeAt),
              articles: format.number(report.articles),
              locales: format.number(report.locales.length),
            })}
          </p>
        </header>
        <main>
          {report.articles === 0 ? <p>{t('report.empty')}</p> : <Sections report={report} page={page} />}
        </main>
      </body>
    </html>
  );
}

function Sections({ report, page }: ReportPageProps): JSX.Element {
  return (
    <>
      <CoverageSection report={report} page={page} />
      <StateSection report={report} page={page} />
      <FindingSection report={report} page={page} />
      <WorstSection report={report} page={page} />
      <WalkSection report={report} page={page} />
      <PassageSection report={report} page={page} />
      <SearchSection report={report} page={page} />
    </>
  );
}

function WorstSection({ report: { worst }, page }: ReportPageProps): JSX.Element {
  const { t, format } = page;
  return (
    <section>
      <h2>{t('report.worst')}</h2>
      <p class="note">{t('report.worstNote')}</p>
      {worst === undefined && <p>{t('report.pending')}</p>}
      {worst?.length === 0 && <p>{t('beside.clean')}</p>}
      {worst !== undefined && worst.length > 0 && (
        <ReportTable
          caption={t('report.worst')}
          kind="articles"
          rows={worst}
          columns={[
            {
              title: t('report.article'),
              cell: ({ number }) => <ArticleLink number={number} page={page} />,
            },
            {
              title: t('report.articleTitle'),
              cell: (row) => <span lang={row.titleLocale}>{row.title}</span>,
            },
            { title: t('beside.severity.error'), isNumber: true, cell: (row) => format.number(row.errors) },
            {
              title: t('beside.severity.warning'),
              isNumber: true,
              cell: (row) => format.number(row.warnings),
            },
            {
              title: t('report.reuse'),
              isNumber: true,
              cell: ({ reuse }) => (reuse === undefined ? t('report.unknown') : format.number(reuse)),
            },
            { title: t('report.weight'), isNumber: true, cell: (row) => format.number(row.weight) },
            { title: t('language.label'), cell: (row) => row.locales.join(' ') },
          ]}
        />
      )}
    </section>
  );
}

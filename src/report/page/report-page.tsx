import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { direction } from '../../locale/tag.js';
import type { Report } from '../report.js';
import { CoverageSection, FindingSection, StateSection, WorstSection } from './content-sections.js';
import { REPORT_STYLE } from './report-style.js';
import type { ReportPageContext, SectionProps } from './report-table.js';
import { PassageSection, SearchSection, WalkSection } from './usage-sections.js';

/** Render a report as one self-contained HTML file without scripts. */
export function renderReportPage(report: Report, page: ReportPageContext): string {
  return `<!doctype html>\n${renderToString(<ReportPage report={report} page={page} />)}\n`;
}

function ReportPage({ report, page }: SectionProps): JSX.Element {
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
          {report.articles === 0 ? (
            <p>{t('report.empty')}</p>
          ) : (
            [
              CoverageSection,
              StateSection,
              FindingSection,
              WorstSection,
              WalkSection,
              PassageSection,
              SearchSection,
            ].map((Section) => (
              <section>
                <Section report={report} page={page} />
              </section>
            ))
          )}
        </main>
      </body>
    </html>
  );
}

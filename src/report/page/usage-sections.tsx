import type { JSX } from 'preact';
import { CITATION_USES, type PassageUse } from '../../ledger/citations.js';
import { FEWEST_READERS } from '../../ledger/term-gate.js';
import { ArticleLink, ReportTable, type ReportPageContext, type SectionProps } from './report-table.js';

/** How walks ended, and after which step. */
export function WalkSection({ report: { usage, walkTitles }, page }: SectionProps): JSX.Element {
  const { t, format } = page;
  const label = t('report.walks');
  const ends = usage?.outcomes ?? [];
  const most = Math.max(...ends.map(({ count }) => count));
  return (
    <>
      <h2>{label}</h2>
      {ends.length === 0 ? (
        <p>{t('report.noUsage')}</p>
      ) : (
        <ReportTable
          caption={label}
          kind="articles"
          rows={ends}
          columns={[
            { title: t('report.article'), cell: ({ number }) => <ArticleLink number={number} page={page} /> },
            {
              title: t('report.articleTitle'),
              cell: ({ number }) => {
                const named = walkTitles.get(number);
                return <span lang={named?.titleLocale}>{named?.title}</span>;
              },
            },
            { title: t('report.lastQuestion'), cell: ({ lastQuestion }) => stepName(lastQuestion, page) },
            { title: t('language.label'), cell: (row) => row.locale },
            { title: t('report.outcome'), cell: (row) => <code>{row.outcome}</code> },
            {
              title: t('report.count'),
              isNumber: true,
              cell: (row) => format.number(row.count),
              share: (row) => Math.sqrt(row.count / most),
            },
          ]}
        />
      )}
    </>
  );
}

/** Label of a question: the step in plain walks, else its id. */
function stepName(question: string | undefined, { t }: ReportPageContext): string {
  const step = /^step-(\d+)$/.exec(question ?? '')?.[1];
  return step === undefined ? (question ?? '–') : t('step.name', { number: step });
}

/** What became of passages in answers. */
export function PassageSection({ report: { usage }, page }: SectionProps): JSX.Element {
  const { t, format, siteUrl } = page;
  const label = t('report.passages');
  const citations = usage?.citations ?? [];
  return (
    <>
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
    </>
  );
}

/** Searches with no results, and their queries as far as they are stored. */
export function SearchSection({ report: { usage }, page }: SectionProps): JSX.Element {
  const { t, format } = page;
  const label = t('report.searches');
  const { months = [], terms = [] } = usage?.searches ?? {};
  return (
    <>
      <h2>{label}</h2>
      <p class="note">{t('report.searchesNote', { readers: format.number(FEWEST_READERS) })}</p>
      {months.length === 0 ? (
        <p>{t('report.noUsage')}</p>
      ) : (
        <>
          <ReportTable
            caption={label}
            rows={months.toReversed()}
            columns={[
              { title: t('report.month'), cell: (row) => row.month },
              { title: t('language.label'), cell: (row) => localeName(row.locale, page) },
              { title: t('report.asked'), isNumber: true, cell: (row) => format.number(row.asked) },
              { title: t('report.unanswered'), isNumber: true, cell: (row) => format.number(row.unanswered) },
              {
                title: t('report.share'),
                isNumber: true,
                cell: (row) => format.percent(row.unanswered / row.asked),
                share: (row) => Math.sqrt(row.unanswered / row.asked),
              },
            ]}
          />
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
      )}
    </>
  );
}

function localeName(locale: string, { t }: ReportPageContext): string {
  return locale === 'und' ? t('report.unknown') : locale;
}

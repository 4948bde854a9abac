import type { JSX } from 'preact';
import { CITATION_USES, type PassageUse } from '../../ledger/citations.js';
import { FEWEST_READERS } from '../../ledger/term-gate.js';
import { articleColumns, ReportTable, type ReportPageContext, type SectionProps } from './report-table.js';

/** How walks ended, and after which step. */
export function WalkSection({ report: { usage, walkTitles }, page }: SectionProps): JSX.Element {
  const { t } = page;
  const ends = usage?.outcomes ?? [];
  const most = Math.max(...ends.map(({ count }) => count));
  return (
    <ReportTable
      page={page}
      title={t('report.walks')}
      kind="articles"
      empty={t('report.noUsage')}
      rows={ends}
      columns={[
        ...articleColumns<(typeof ends)[number]>(page, ({ number }) => walkTitles.get(number)),
        { title: t('report.lastQuestion'), cell: ({ lastQuestion }) => stepName(lastQuestion, page) },
        { title: t('language.label'), cell: (row) => row.locale },
        { title: t('report.outcome'), cell: (row) => <code>{row.outcome}</code> },
        {
          title: t('report.count'),
          number: (row) => row.count,
          share: (row) => Math.sqrt(row.count / most),
        },
      ]}
    />
  );
}

/** Label of a question: the step in plain walks, else its id. */
function stepName(question: string | undefined, { t }: ReportPageContext): string {
  const step = /^step-(\d+)$/.exec(question ?? '')?.[1];
  return step === undefined ? (question ?? '–') : t('step.name', { number: step });
}

/** What became of passages in answers. */
export function PassageSection({ report: { usage }, page }: SectionProps): JSX.Element {
  const { t, siteUrl } = page;
  const citations = usage?.citations ?? [];
  return (
    <ReportTable
      page={page}
      title={t('report.passages')}
      {...(citations.length > 0 && { note: t('report.passagesNote') })}
      empty={t('report.noUsage')}
      rows={citations}
      columns={[
        {
          title: t('report.passage'),
          cell: ({ hash, number, fragment }) => (
            <a href={`${siteUrl}/c/${hash}`}>{`${number} #${fragment}`}</a>
          ),
        },
        { title: t('language.label'), cell: (row) => row.locale },
        ...CITATION_USES.map((use) => ({ title: t(`report.${use}`), number: (row: PassageUse) => row[use] })),
      ]}
    />
  );
}

/** Searches with no results, and their queries as far as they are stored. */
export function SearchSection({ report: { usage }, page }: SectionProps): JSX.Element {
  const { t, format } = page;
  const { months = [], terms = [] } = usage?.searches ?? {};
  const language = {
    title: t('language.label'),
    cell: ({ locale }: { readonly locale: string }) => (locale === 'und' ? t('report.unknown') : locale),
  };
  return (
    <>
      <ReportTable
        page={page}
        title={t('report.searches')}
        note={t('report.searchesNote', { readers: format.number(FEWEST_READERS) })}
        empty={t('report.noUsage')}
        rows={months.toReversed()}
        columns={[
          { title: t('report.month'), cell: (row) => row.month },
          language,
          { title: t('report.asked'), number: (row) => row.asked },
          { title: t('report.unanswered'), number: (row) => row.unanswered },
          {
            title: t('report.share'),
            isNumber: true,
            cell: (row) => format.percent(row.unanswered / row.asked),
            share: (row) => Math.sqrt(row.unanswered / row.asked),
          },
        ]}
      />
      {months.length > 0 && (
        <ReportTable
          page={page}
          title={t('report.sought')}
          level={3}
          kind="terms"
          empty={t('report.noTerms')}
          rows={terms}
          columns={[
            { title: t('report.term'), cell: (row) => <bdi>{row.term}</bdi> },
            language,
            { title: t('report.readers'), number: (row) => row.readers },
            { title: t('report.month'), cell: (row) => row.month },
          ]}
        />
      )}
    </>
  );
}

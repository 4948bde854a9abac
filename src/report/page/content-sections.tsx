import type { JSX } from 'preact';
import { PROVENANCE_STATES } from '../../article/reading.js';
import type { LocaleTrust, ProductTrust, RuleCount } from '../report.js';
import {
  articleColumns,
  ReportTable,
  type Column,
  type ReportPageContext,
  type SectionProps,
} from './report-table.js';

/** Coverage and trust: how much of each product is up to date in each locale. */
export function CoverageSection({ report, page }: SectionProps): JSX.Element {
  const { t } = page;
  return (
    <ReportTable
      page={page}
      title={t('report.coverage')}
      note={t('report.coverageNote')}
      kind="heat"
      empty=""
      rows={report.products}
      columns={[
        { title: t('list.product'), cell: (row) => row.product },
        { title: t('report.all'), number: (row) => row.articles },
        ...report.locales.map((title, i): Column<ProductTrust> => {
          return {
            title,
            isNumber: true,
            cell: (row) => <TrustValue row={row} cell={row.cells[i]} page={page} />,
            // Most shares are high, and 87 and 98 must look different.
            share: (row) => {
              const share = trustShare(row, row.cells[i]);
              return share === undefined ? undefined : share ** 4;
            },
          };
        }),
      ]}
    />
  );
}

/** Share of up-to-date articles; undefined when nothing can be compared. */
function trustShare(
  { articles }: ProductTrust,
  cell: ProductTrust['cells'][number] | undefined,
): number | undefined {
  if (cell === undefined || cell.existing === 0) return 0;
  if (cell.unknown === cell.existing) return undefined;
  return cell.upToDate / (articles - cell.unknown);
}

interface TrustValueProps {
  readonly row: ProductTrust;
  readonly cell: ProductTrust['cells'][number] | undefined;
  readonly page: ReportPageContext;
}

/** `82` above `41/50`: up to date of total, and the number that cannot be compared in brackets. */
function TrustValue({ row, cell, page: { format } }: TrustValueProps): JSX.Element {
  const share = trustShare(row, cell);
  const unknown = cell?.unknown ?? 0;
  // Rounded down, so that 1,179 of 1,180 are 99.
  const percent = share === undefined ? '?' : String(Math.floor(share * 100));
  return (
    <>
      <b>{cell === undefined || cell.existing === 0 ? '–' : percent}</b>
      <small>
        {format.number(cell?.upToDate ?? 0)}/{format.number(row.articles)}
        {unknown > 0 && ` (${format.number(unknown)} ?)`}
      </small>
    </>
  );
}

const KINDS = [...PROVENANCE_STATES, 'missing'] as const;
type Kind = (typeof KINDS)[number];

function countOf(row: LocaleTrust, kind: Kind): number {
  return kind === 'missing' ? row.missing : row.states[kind];
}

/** Number of articles per locale and provenance state. */
export function StateSection({ report: { byLocale }, page }: SectionProps): JSX.Element {
  const { t, format } = page;
  const present = KINDS.filter((kind) => byLocale.some((row) => countOf(row, kind) > 0));
  const name = (kind: Kind): string =>
    kind === 'missing' ? t('report.missing') : t(`provenance.state.${kind}`);
  return (
    <ReportTable
      page={page}
      title={t('report.states')}
      kind="states"
      empty=""
      rows={byLocale}
      columns={[
        { title: t('language.label'), cell: ({ locale }) => `${format.languageName(locale)} (${locale})` },
        { title: t('report.share'), cell: (row) => <StateBar row={row} page={page} /> },
        { title: t('report.existing'), number: (row) => row.existing },
        ...present.map((kind) => ({ title: name(kind), number: (row: LocaleTrust) => countOf(row, kind) })),
        { title: t('report.withMissingSteps'), number: (row) => row.withMissingSteps },
        { title: t('provenance.machine'), number: (row) => row.machine },
        {
          title: t('report.humanShare'),
          isNumber: true,
          cell: ({ humanDegree }) =>
            humanDegree === null ? t('report.unknown') : format.percent(humanDegree),
        },
      ]}
    >
      <ul class="legend">
        {present.map((kind) => (
          <li>
            <i class={`part part-${kind}`} />
            {name(kind)}
          </li>
        ))}
      </ul>
    </ReportTable>
  );
}

/** Smallest share of a bar with room for its number. */
const ROOM_FOR_NUMBER = 0.09;

/** A stacked bar with a colour and pattern per state; the other columns have the numbers. */
function StateBar({
  row,
  page,
}: {
  readonly row: LocaleTrust;
  readonly page: ReportPageContext;
}): JSX.Element {
  return (
    <div class="bar" aria-hidden="true">
      {KINDS.filter((kind) => countOf(row, kind) > 0).map((kind) => {
        const count = countOf(row, kind);
        return (
          <span class={`part part-${kind}`} style={`flex-grow: ${count}`}>
            {count / (row.existing + row.missing) >= ROOM_FOR_NUMBER && <b>{page.format.number(count)}</b>}
          </span>
        );
      })}
    </div>
  );
}

/** Findings of each rule in each locale. */
export function FindingSection({ report: { findings, locales }, page }: SectionProps): JSX.Element {
  const { t } = page;
  const rules = findings?.rules ?? [];
  const most = Math.max(1, ...rules.flatMap(({ byLocale }) => Object.values(byLocale)));
  return (
    <ReportTable
      page={page}
      title={t('report.findings')}
      kind="heat"
      empty={t(findings === null ? 'report.pending' : 'beside.clean')}
      rows={rules}
      columns={[
        { title: t('report.rule'), cell: (row) => <code>{row.rule}</code> },
        { title: t('report.severity'), cell: (row) => t(`beside.severity.${row.severity}`) },
        { title: t('report.all'), number: (row) => row.total },
        ...locales.map((locale) => {
          const count = (row: RuleCount): number => row.byLocale[locale] ?? 0;
          // Square root, so that one rule with thousands does not flatten the others.
          return { title: locale, number: count, share: (row: RuleCount) => Math.sqrt(count(row) / most) };
        }),
      ]}
    />
  );
}

/** The articles to fix first. */
export function WorstSection({ report: { findings }, page }: SectionProps): JSX.Element {
  const { t } = page;
  const worst = findings?.worst ?? [];
  return (
    <ReportTable
      page={page}
      title={t('report.worst')}
      note={t('report.worstNote')}
      kind="articles"
      empty={t(findings === null ? 'report.pending' : 'beside.clean')}
      rows={worst}
      columns={[
        ...articleColumns<(typeof worst)[number]>(page, (row) => row),
        { title: t('beside.severity.error'), number: (row) => row.errors },
        { title: t('beside.severity.warning'), number: (row) => row.warnings },
        { title: t('report.reuse'), number: (row) => row.reuse },
        { title: t('report.weight'), number: (row) => row.weight },
        { title: t('language.label'), cell: (row) => row.locales.join(' ') },
      ]}
    />
  );
}

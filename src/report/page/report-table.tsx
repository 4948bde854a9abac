import type { ComponentChildren, JSX } from 'preact';
import type { LocaleTag } from '../../article/article.js';
import type { Format } from '../../locale/format.js';
import type { Translate } from '../../locale/strings.js';
import type { ArticleTitle } from '../rank-articles.js';
import type { Report } from '../report.js';

/** Rendering context of a report. */
export interface ReportPageContext {
  /** Its language. */
  readonly locale: LocaleTag;
  readonly t: Translate;
  readonly format: Format;
  /** When it was made; ISO 8601. */
  readonly madeAt: string;
  readonly siteName: string;
  /** The site's address, for links to articles. */
  readonly siteUrl: string;
}

/** Props of every section. */
export interface SectionProps {
  readonly report: Report;
  readonly page: ReportPageContext;
}

/** A column of a table, by what its cells show. */
export interface Column<Row> {
  readonly title: string;
  readonly cell?: (row: Row) => ComponentChildren;
  /** Instead of `cell`; null when unknown. */
  readonly number?: (row: Row) => number | null;
  /** Whether `cell` shows a number too: they are end-aligned. */
  readonly isNumber?: boolean;
  /** Share from 0 to 1 that colours the cell; undefined when not measurable. */
  readonly share?: (row: Row) => number | undefined;
}

/** Columns with the number, linked, and the title of an article. */
export function articleColumns<Row extends { readonly number: string }>(
  { t, siteUrl }: ReportPageContext,
  titleOf: (row: Row) => Partial<ArticleTitle> | undefined,
): readonly Column<Row>[] {
  return [
    { title: t('report.article'), cell: ({ number }) => <a href={`${siteUrl}/${number}`}>{number}</a> },
    {
      title: t('report.articleTitle'),
      cell: (row) => <span lang={titleOf(row)?.titleLocale}>{titleOf(row)?.title}</span>,
    },
  ];
}

interface ReportTableProps<Row> {
  readonly page: ReportPageContext;
  readonly title: string;
  /** Heading level. */
  readonly level?: 2 | 3;
  readonly note?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** What stands instead of a table without rows. */
  readonly empty: string;
  /** CSS class of the table. */
  readonly kind?: string;
  /** Above the table. */
  readonly children?: ComponentChildren;
}

/** A titled, scrollable table; the first column is the row header. */
export function ReportTable<Row>(props: ReportTableProps<Row>): JSX.Element {
  const { page, title, level = 2, note, columns, rows, empty, kind, children } = props;
  const Title = level === 2 ? 'h2' : 'h3';
  const classOf = ({ number, isNumber }: Column<Row>): string | undefined =>
    number !== undefined || isNumber === true ? 'number' : undefined;
  return (
    <>
      <Title>{title}</Title>
      {note !== undefined && <p class="note">{note}</p>}
      {children}
      {rows.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <div class="wide" tabindex={0} role="region" aria-label={title}>
          <table class={kind}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th scope="col" class={classOf(column)}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  {columns.map((column, i) => {
                    const { share } = column;
                    if (i === 0) return <th scope="row">{contentOf(column, row, page)}</th>;
                    const heat = share && `heat-${heatLevel(share(row)) ?? 'none'}`;
                    const classes = [classOf(column) ?? [], heat ?? []].flat().join(' ');
                    return <td class={classes || undefined}>{contentOf(column, row, page)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function contentOf<Row>(
  { cell, number }: Column<Row>,
  row: Row,
  { t, format }: ReportPageContext,
): ComponentChildren {
  if (number === undefined) return cell?.(row);
  const value = number(row);
  return value === null ? t('report.unknown') : format.number(value);
}

/** Highest heat level; the style sheet has a colour for each. */
const FULLEST = 7;

/** Heat level of a share; 0 and 1 have their own levels. */
export function heatLevel(share: number | undefined): number | undefined {
  if (share === undefined || share <= 0) return share && 0;
  return share >= 1 ? FULLEST : 1 + Math.min(FULLEST - 2, Math.floor(share * (FULLEST - 1)));
}

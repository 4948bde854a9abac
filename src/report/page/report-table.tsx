import type { ComponentChildren, JSX } from 'preact';
import type { LocaleTag } from '../../article/article.js';
import type { Format } from '../../locale/format.js';
import type { Translate } from '../../locale/strings.js';
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

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** True for numbers, which are end-aligned. */
  readonly isNumber?: boolean;
  /** Share from 0 to 1 that colours the cell; undefined when not measurable. */
  readonly share?: (row: Row) => number | undefined;
}

interface ReportTableProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly caption: string;
  /** CSS class of the table. */
  readonly kind?: string;
}

/** A scrollable table; the first column is the row header. */
export function ReportTable<Row>({ columns, rows, caption, kind }: ReportTableProps<Row>): JSX.Element {
  return (
    <div class="wide" tabindex={0} role="region" aria-label={caption}>
      <table class={kind}>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th scope="col" class={isNumber === true ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map(({ cell, isNumber = false, share }, i) => {
                if (i === 0) return <th scope="row">{cell(row)}</th>;
                const heat = share === undefined ? '' : ` heat-${heatLevel(share(row)) ?? 'none'}`;
                return <td class={`${isNumber ? 'number' : ''}${heat}` || undefined}>{cell(row)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Highest heat level; the style sheet has a colour for each. */
const FULLEST = 7;

/** Heat level of a share; 0 and 1 have their own levels. */
export function heatLevel(share: number | undefined): number | undefined {
  if (share === undefined || share <= 0) return share && 0;
  return share >= 1 ? FULLEST : 1 + Math.min(FULLEST - 2, Math.floor(share * (FULLEST - 1)));
}

/** A link to an article by number. */
export function ArticleLink({
  number,
  page,
}: {
  readonly number: string;
  readonly page: ReportPageContext;
}): JSX.Element {
  return <a href={`${page.siteUrl}/${number}`}>{number}</a>;
}

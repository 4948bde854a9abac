import type { ComponentChildren, JSX } from 'preact';
import type { ArticleNumber } from '../../article/article-number.js';
import type { ReportPageContext } from './report-page-context.js';

/** A column of a table. */
interface Column<Row> {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
}

interface ReportTableProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly caption: string;
  readonly kind?: string;
}

/** A table that scrolls in itself where there is no room; the first column names the row. */
export function ReportTable<Row>({ columns, rows, caption, kind }: ReportTableProps<Row>): JSX.Element {
  return (
    <div class="wide" tabindex={0} role="region" aria-label={caption}>
      <table class={kind}>
        <thead>
          <tr>
            {columns.map(({ title, isNumber = false }) => (
              <th scope="col" class={isNumber ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map(({ cell, isNumber = false }, i) =>
                i === 0 ? (
                  <th scope="row">{cell(row)}</th>
                ) : (
                  <td class={isNumber ? 'number' : undefined}>{cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ChartProps {
  readonly svg: string;
  /** The same for phones; undefined where the wide one scrolls as well. */
  readonly narrow?: string;
  readonly label: string;
}

/** A chart; wide ones scroll in themselves. */
export function Chart({ svg, narrow, label }: ChartProps): JSX.Element {
  const draw = (drawn: string, kind: string): JSX.Element => (
    <div
      class={kind}
      tabindex={0}
      role="group"
      aria-label={label}
      dangerouslySetInnerHTML={{ __html: drawn }}
    />
  );
  if (narrow === undefined) return draw(svg, 'wide');
  return (
    <>
      {draw(svg, 'wide roomy')}
      {draw(narrow, 'wide narrow')}
    </>
  );
}

/** An article's number, leading to it. */
export function ArticleLink({
  number,
  page,
}: {
  readonly number: ArticleNumber;
  readonly page: ReportPageContext;
}): JSX.Element {
  return <a href={`${page.siteUrl}/${number}`}>{number}</a>;
}

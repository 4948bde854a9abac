import { cell, text } from '@observablehq/plot';
import { drawSvg } from './draw-svg.js';

/** One field of a heat map. */
export interface HeatCell {
  readonly row: string;
  readonly column: string;
  /** From 0, empty, to 4, full; undefined where there is nothing to measure. */
  readonly level: 0 | 1 | 2 | 3 | 4 | undefined;
  /** Printed in the field, so that no colour need be told from another. */
  readonly value: string;
}

/** What a heat map shows. */
export interface HeatMapOptions {
  readonly label: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly HeatCell[];
}

/** Room for `100`; on a phone two columns and a half are seen, which tells that there are more. */
const NARROWEST_COLUMN = 56;
/** Between two columns' names. */
const NAME_GAP = 14;
const ROW_HEIGHT = 30;
/** Characters of a row's name; the table has all of it. */
const LONGEST_NAME = 26;
const CHARACTER_WIDTH = 7.2;

/** Draw fields by row and column: the fuller the darker, the value printed in each. */
export function drawHeatMap({ label, rows, columns, cells }: HeatMapOptions): string {
  const marginLeft = 16 + Math.max(...rows.map((row) => nameWidth(row)));
  const columnWidth = Math.max(NARROWEST_COLUMN, ...columns.map((column) => nameWidth(column) + NAME_GAP));
  const place = { x: 'column', y: 'row' } as const;
  const marks = [undefined, 0, 1, 2, 3, 4].map((level) => {
    const fields = cells.filter((field) => field.level === level);
    const name = level ?? 'none';
    return [
      cell(fields, { ...place, fill: `var(--heat-${name})`, stroke: 'var(--line)', inset: 3, rx: 3 }),
      text(fields, { ...place, text: 'value', fill: `var(--heat-ink-${name})` }),
    ];
  });
  return drawSvg(
    {
      width: marginLeft + columns.length * columnWidth,
      height: 40 + rows.length * ROW_HEIGHT,
      marginLeft,
      marginTop: 34,
      marginRight: 0,
      marginBottom: 6,
      // Fields have room around them of their own; the scale's would be more the more rows there are.
      x: { domain: [...columns], axis: 'top', label: null, tickSize: 0, padding: 0 },
      y: { domain: [...rows], label: null, tickSize: 0, tickFormat: shorten, padding: 0 },
      marks: marks.flat(),
    },
    label,
  );
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

/** About: Chinese, Japanese and Korean characters are twice as wide. */
function nameWidth(name: string): number {
  const wide = name.match(/[\u2E80-\uFFEF]/g)?.length ?? 0;
  return (Math.min(name.length, LONGEST_NAME) + wide) * CHARACTER_WIDTH;
}

import { cell, text } from '@observablehq/plot';
import { drawSvg } from './draw-svg.js';

/** One field of a heat map. */
export interface HeatCell {
  readonly row: string;
  readonly column: string;
  /** From 0, empty, to `FULLEST`; undefined where there is nothing to measure. */
  readonly level: number | undefined;
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
const LINE_HEIGHT = 15;
/** Characters of a line of a row's name. */
const LONGEST_LINE = 26;
const CHARACTER_WIDTH = 7.2;
/** The fullest level of a field; the page's style has a colour for each. */
const FULLEST = 7;

/** Draw fields by row and column: the fuller the darker, the value printed in each. */
export function drawHeatMap({ label, rows, columns, cells }: HeatMapOptions): string {
  const names = rows.map(nameLines);
  const marginLeft = 16 + Math.max(...names.flat().map(nameWidth));
  const rowHeight = Math.max(ROW_HEIGHT, 12 + LINE_HEIGHT * Math.max(...names.map((lines) => lines.length)));
  const columnWidth = Math.max(NARROWEST_COLUMN, ...columns.map((column) => nameWidth(column) + NAME_GAP));
  const place = { x: 'column', y: 'row' } as const;
  const marks = [undefined, ...Array.from({ length: FULLEST + 1 }, (_, level) => level)].map((level) => {
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
      height: 40 + rows.length * rowHeight,
      marginLeft,
      marginTop: 34,
      marginRight: 0,
      marginBottom: 6,
      // Fields have room around them of their own; the scale's would be more the more rows there are.
      x: { domain: [...columns], axis: 'top', label: null, tickSize: 0, padding: 0 },
      y: {
        domain: [...rows],
        label: null,
        tickSize: 0,
        tickFormat: (name: string) => nameLines(name).join('\n'),
        padding: 0,
      },
      marks: marks.flat(),
    },
    label,
  );
}

/** The level of a share from 0 to 1: empty and full are levels of their own. */
export function heatLevel(share: number): number {
  if (share <= 0) return 0;
  return share >= 1 ? FULLEST : 1 + Math.min(FULLEST - 2, Math.floor(share * (FULLEST - 1)));
}

/** A row's name on lines that are short enough, whole. */
function nameLines(name: string): readonly string[] {
  const lines: string[] = [];
  for (const word of name.split(' ').flatMap((part) => part.match(/.{1,26}/gsu) ?? [])) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LONGEST_LINE)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** About: Chinese, Japanese and Korean characters are twice as wide. */
function nameWidth(name: string): number {
  const wide = name.match(/[\u2E80-\uFFEF]/g)?.length ?? 0;
  return (name.length + wide) * CHARACTER_WIDTH;
}

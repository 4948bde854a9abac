import { barX, text } from '@observablehq/plot';
import { drawSvg } from './draw-svg.js';

/** A part of a bar. */
interface BarPart {
  readonly row: string;
  /** Names the colour and pattern, and its place in every bar. */
  readonly kind: string;
  readonly count: number;
  readonly value: string;
  /** Colour of the value on a plain ground; undefined on a pattern, which would eat it. */
  readonly ink: string | undefined;
}

/** What stacked bars show. */
export interface StackedBarOptions {
  readonly label: string;
  readonly rows: readonly string[];
  /** In the order of the bar. */
  readonly kinds: readonly string[];
  readonly parts: readonly BarPart[];
  /** Pixels. */
  readonly width: number;
}

const ROW_HEIGHT = 34;
const NAMES_WIDTH = 84;
/** Pixels that a part needs to have its number in it. */
const ROOM_FOR_VALUE = 26;

/** Draw bars of parts, each kind in a colour and a pattern of its own (`url(#part-<kind>)`), with its number where there is room. */
export function drawStackedBars({ label, rows, kinds, parts, width }: StackedBarOptions): string {
  const longest = Math.max(1, ...rows.map((row) => sum(parts.filter((part) => part.row === row))));
  const placed = rows.flatMap((row) => {
    let end = 0;
    return kinds.flatMap((kind) => {
      const part = parts.find((other) => other.row === row && other.kind === kind);
      if (part === undefined || part.count === 0) return [];
      const start = end;
      end += part.count;
      return [{ ...part, start, end, middle: (start + end) / 2 }];
    });
  });
  const marks = kinds.map((kind) =>
    barX(
      placed.filter((part) => part.kind === kind),
      {
        x1: 'start',
        x2: 'end',
        y: 'row',
        fill: `url(#part-${kind})`,
        stroke: 'var(--paper)',
        insetTop: 3,
        insetBottom: 3,
      },
    ),
  );
  const perPixel = longest / (width - NAMES_WIDTH);
  const roomy = placed.filter((part) => part.count >= perPixel * ROOM_FOR_VALUE);
  const value = { x: 'middle', y: 'row', text: 'value' } as const;
  return drawSvg(
    {
      width,
      height: 10 + rows.length * ROW_HEIGHT,
      marginLeft: NAMES_WIDTH,
      marginTop: 4,
      marginBottom: 6,
      marginRight: 8,
      x: { domain: [0, longest], axis: null },
      y: { domain: [...rows], label: null, tickSize: 0 },
      marks: [
        ...marks,
        text(
          roomy.filter(({ ink }) => ink !== undefined),
          { ...value, fill: 'ink' },
        ),
        // On a pattern the number stands on a ground of its own.
        text(
          roomy.filter(({ ink }) => ink === undefined),
          { ...value, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 5 },
        ),
      ],
    },
    label,
  );
}

function sum(parts: readonly BarPart[]): number {
  return parts.reduce((total, { count }) => total + count, 0);
}

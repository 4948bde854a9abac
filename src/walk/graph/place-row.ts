/** A box to be placed in a row. */
interface RowBox {
  readonly width: number;
  /** Where its middle would best be. */
  readonly wish: number;
  /** Placed before those that are not. */
  readonly isMain: boolean;
}

const GAP = 24;

/** Distances of the middles of neighbours that just do not touch; the first box has none. */
function distances(row: readonly RowBox[]): readonly number[] {
  return row.map((box, i) => ((row[i - 1]?.width ?? 0) + box.width) / 2 + GAP);
}

/** Middles as near to the wishes as the distances allow, pushed apart to both sides alike. */
function spread(wishes: readonly number[], apart: readonly number[]): readonly number[] {
  const right = [...wishes];
  for (let i = 1; i < right.length; i++)
    right[i] = Math.max(right[i] ?? 0, (right[i - 1] ?? 0) + (apart[i] ?? 0));
  const left = [...wishes];
  for (let i = left.length - 2; i >= 0; i--)
    left[i] = Math.min(left[i] ?? 0, (left[i + 1] ?? 0) - (apart[i + 1] ?? 0));
  return right.map((x, i) => (x + (left[i] ?? x)) / 2);
}

/**
 * Put a row's boxes as near to their wishes as their widths allow; the main ones choose first, the others make room.
 *
 * @param row - From left to right; the order stays.
 * @returns The middle of each box.
 */
export function placeRow(row: readonly RowBox[]): readonly number[] {
  const steps = distances(row);
  const between = (from: number, to: number): number =>
    steps.slice(from + 1, to + 1).reduce((sum, step) => sum + step, 0);
  const main = row.flatMap((box, i) => (box.isMain ? i : []));
  const anchors = main.length > 0 ? main : row.map((_, i) => i);
  const middles = spread(
    anchors.map((i) => row[i]?.wish ?? 0),
    anchors.map((i, k) => between(anchors[k - 1] ?? i, i)),
  );
  const at = new Map(anchors.map((i, k) => [i, middles[k] ?? 0]));
  const [first = 0] = anchors;
  for (let i = first - 1; i >= 0; i--)
    at.set(i, Math.min(row[i]?.wish ?? 0, (at.get(i + 1) ?? 0) - (steps[i + 1] ?? 0)));
  for (let i = first + 1; i < row.length; i++) {
    if (at.has(i)) continue;
    const next = anchors.find((anchor) => anchor > i);
    const most = next === undefined ? Infinity : (at.get(next) ?? 0) - between(i, next);
    at.set(i, Math.min(most, Math.max(row[i]?.wish ?? 0, (at.get(i - 1) ?? 0) + (steps[i] ?? 0))));
  }
  return row.map((_, i) => at.get(i) ?? 0);
}

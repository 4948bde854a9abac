/** A run of text taken from one place of a file. */
export interface Line {
  readonly text: string;
  /** Where it starts in the prepared file. */
  readonly offset: number;
}

/** A block's text, its markers and indentation taken off, that still knows where each character stood. */
export class Slice {
  readonly text: string;
  private readonly starts: number[] = [];

  constructor(private readonly lines: readonly Line[]) {
    this.text = lines.map((line) => line.text).join('\n');
    let at = 0;
    for (const line of lines) {
      this.starts.push(at);
      at += line.text.length + 1;
    }
  }

  /** Where a character of the text stands in the prepared file. */
  offset(index: number): number {
    const at = lastAtMost(this.starts, index);
    return (this.lines[at]?.offset ?? 0) + index - (this.starts[at] ?? 0);
  }
}

/** Index of the last number of a sorted list that is no greater than `value`; 0 when all are. */
export function lastAtMost(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A measurement over all runs. */
export interface Row {
  readonly measure: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** `≤ 20`. */
  readonly target?: string;
}

/** The last line a bench script prints with `--json`. */
export interface BenchResult {
  readonly name: string;
  readonly rows: readonly Row[];
}

/** Summarize the runs of one measurement. */
export function measured(measure: string, unit: string, runs: readonly number[], target?: string): Row {
  const sorted = runs.toSorted((a, b) => a - b);
  const [median = NaN, min = NaN, max = NaN] = [
    sorted[Math.floor(sorted.length / 2)],
    sorted[0],
    sorted.at(-1),
  ];
  return { measure, unit, median, min, max, ...(target !== undefined && { target }) };
}

/** Format a number with about three significant digits. */
export function write(value: number): string {
  return Math.abs(value) >= 100
    ? value.toFixed(0)
    : Math.abs(value) >= 10
      ? value.toFixed(1)
      : value.toFixed(2);
}

/** Format a row as a line of text. */
export function writeRow({ measure, unit, median, min, max, target }: Row): string {
  const spread = min === max ? '' : ` (${write(min)} to ${write(max)})`;
  return `${measure.padEnd(64)} ${write(median)} ${unit}${spread}${target === undefined ? '' : `   target ${target}`}`;
}

/** Print the rows, for people or for `npm run bench`. */
export function printResult(result: BenchResult, isJson: boolean): void {
  console.log(isJson ? JSON.stringify(result) : result.rows.map(writeRow).join('\n'));
}

/** The percentile of some numbers. @param share - 0 to 1. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Bytes in use after garbage collection; needs `--expose-gc`. Buffers are released one turn later. */
export async function heldMemory(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Processor time of all threads of this process: steadier than wall-clock time on a busy machine. */
export async function processorMilliseconds(run: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Each item's lowest processor time over several rounds. Other programs can only slow a run down, so the lowest is the item's own cost; each
 * round goes through all items, so that none finds its own data in the CPU caches.
 */
export async function lowestProcessorTimes<Item>(
  items: readonly Item[],
  run: (item: Item) => unknown,
  rounds: number,
): Promise<number[]> {
  const lowest = items.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [i, item] of items.entries()) {
      lowest[i] = Math.min(lowest[i] ?? Infinity, await processorMilliseconds(() => run(item)));
    }
  }
  return lowest;
}

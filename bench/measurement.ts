/** One thing measured, over all its runs. */
export interface Row {
  readonly measure: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** What it ought to be, as people write it: `≤ 20`. */
  readonly target?: string;
}

/** What a bench script prints as its last line when called with `--json`. */
export interface BenchResult {
  readonly name: string;
  readonly rows: readonly Row[];
}

/** Sum the runs of one measure up. */
export function measured(measure: string, unit: string, runs: readonly number[], target?: string): Row {
  const sorted = runs.toSorted((a, b) => a - b);
  const [median = NaN, min = NaN, max = NaN] = [
    sorted[Math.floor(sorted.length / 2)],
    sorted[0],
    sorted.at(-1),
  ];
  return { measure, unit, median, min, max, ...(target !== undefined && { target }) };
}

/** A number as it is read: few digits, and few zeros. */
export function write(value: number): string {
  return Math.abs(value) >= 100
    ? value.toFixed(0)
    : Math.abs(value) >= 10
      ? value.toFixed(1)
      : value.toFixed(2);
}

/** A row as a line of text. */
export function writeRow({ measure, unit, median, min, max, target }: Row): string {
  const spread = min === max ? '' : ` (${write(min)} to ${write(max)})`;
  return `${measure.padEnd(64)} ${write(median)} ${unit}${spread}${target === undefined ? '' : `   wanted ${target}`}`;
}

/** Print the rows, for people or for `npm run bench`. */
export function printResult(result: BenchResult, isJson: boolean): void {
  console.log(isJson ? JSON.stringify(result) : result.rows.map(writeRow).join('\n'));
}

/** The value below which a share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Bytes the process holds once garbage is collected; needs `--expose-gc`. Buffers are let go of a turn later. */
export async function heldMemory(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Processor time of all threads of this process: steadier than the clock on a busy machine. */
export async function processorMilliseconds(run: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Each item's lowest processor time of some rounds. Other programs on the same processor make a run dearer, never cheaper, so this
 * is the item's own cost; all rounds go through all items, so that none finds its own data in the caches.
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

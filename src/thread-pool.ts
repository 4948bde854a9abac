import { Tinypool } from 'tinypool';

type Options = NonNullable<ConstructorParameters<typeof Tinypool>[0]>;

/**
 * A pool whose threads start with the first task and end when idle. A thread that crashes while idle emits `error`, which can be
 * ignored.
 */
export class ThreadPool extends Tinypool {
  constructor(options: Options) {
    // Wait in the event loop: with Atomics, idle threads never release native memory.
    super({ minThreads: 0, useAtomics: false, ...options });
    // Without a listener it would end the process.
    this.on('error', () => undefined);
  }

  /**
   * End all threads, including those that fail meanwhile: Tinypool waits with `once`, which removes listeners by a method its threads
   * lack.
   */
  override async destroy(): Promise<void> {
    for (const thread of this.threads) Object.assign(thread, { removeListener: () => thread });
    await super.destroy().catch(() => undefined);
  }
}

/**
 * Put groups that must stay together into batches, and process them.
 *
 * @param size - Items after which a batch is full: enough to amortize a message, few enough to spread over the threads.
 * @param sizeOf - Items of a group.
 * @param width - Threads; one batch more is under way, so that none idles while results are handled.
 */
export async function inBatches<Group>(
  groups: Iterable<Group>,
  { size, sizeOf, width }: { size: number; sizeOf: (group: Group) => number; width: number },
  process: (batch: readonly Group[]) => Promise<void>,
): Promise<void> {
  const batches: Group[][] = [];
  let filled = size;
  for (const group of groups) {
    if (filled >= size) {
      batches.push([]);
      filled = 0;
    }
    batches.at(-1)?.push(group);
    filled += sizeOf(group);
  }
  const next = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) await process(batch);
  };
  await Promise.all(Array.from({ length: width + 1 }, next));
}

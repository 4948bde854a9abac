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

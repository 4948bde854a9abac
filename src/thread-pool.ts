import { Tinypool } from 'tinypool';

type Options = NonNullable<ConstructorParameters<typeof Tinypool>[0]>;

/**
 * Threads that start with the first task and end when there was none for a while.
 *
 * A thread that dies without a task is an `error` event, which nobody needs to listen to.
 */
export class ThreadPool extends Tinypool {
  constructor(options: Options) {
    // Wait in the event loop, where native memory is released; a thread that waits with Atomics never releases it.
    super({ minThreads: 0, useAtomics: false, ...options });
    // Unheard, it would end the process.
    this.on('error', () => undefined);
  }

  /** End the threads, those too that fail meanwhile: Tinypool waits by `once`, which takes off listeners in a way its threads lack. */
  override async destroy(): Promise<void> {
    for (const thread of this.threads) Object.assign(thread, { removeListener: () => thread });
    await super.destroy().catch(() => undefined);
  }
}

/** What one service has opened; whoever opens something hands in at once how it is closed. */
export class Opened {
  private readonly closers: (() => unknown)[] = [];

  /**
   * Remember something open.
   *
   * @param close - Called once, when all that was opened after it is closed.
   * @returns The same thing.
   */
  keep<Thing>(thing: Thing, close: (thing: Thing) => unknown): Thing {
    this.closers.push(() => close(thing));
    return thing;
  }

  /**
   * Close everything, the last opened first; what cannot be closed keeps nothing else open.
   *
   * @throws The first fault met, when all is done.
   */
  async close(): Promise<void> {
    const faults: unknown[] = [];
    for (let close = this.closers.pop(); close !== undefined; close = this.closers.pop())
      try {
        await close();
      } catch (error) {
        faults.push(error);
      }
    if (faults.length > 0) throw faults[0];
  }
}

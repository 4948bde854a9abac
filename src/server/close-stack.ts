/** What one service has opened, and how each is closed. */
export class CloseStack {
  private readonly closers: (() => unknown)[] = [];

  /**
   * Take charge of something open.
   *
   * @param close - Called once, when everything opened after it is closed.
   * @returns The same thing.
   */
  use<Thing>(thing: Thing, close: (thing: Thing) => unknown): Thing {
    this.closers.push(() => close(thing));
    return thing;
  }

  /**
   * Close everything, the last opened first; one that fails to close does not keep the others open.
   *
   * @throws The first error, when all is done.
   */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (let close = this.closers.pop(); close !== undefined; close = this.closers.pop())
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    if (errors.length > 0) throw errors[0];
  }
}

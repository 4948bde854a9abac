/** Text that grows piece by piece; looking at its end never costs more than the last piece. */
export class TextBuffer {
  private readonly pieces: string[] = [];

  get isEmpty(): boolean {
    return this.pieces.length === 0;
  }

  /** Whether the next character begins a line. */
  get isAtLineStart(): boolean {
    return this.pieces.at(-1)?.endsWith('\n') ?? true;
  }

  /** Whether a piece holds an empty line. */
  hasGap = false;

  add(text: string): void {
    if (text === '') return;
    this.pieces.push(text);
    this.hasGap ||= text.includes('\n\n');
  }

  trimEnd(): void {
    for (let last = this.pieces.pop(); last !== undefined; last = this.pieces.pop()) {
      const trimmed = last.trimEnd();
      if (trimmed === '') continue;
      this.pieces.push(trimmed);
      return;
    }
  }

  toString(): string {
    return this.pieces.join('');
  }
}

import type { Point } from 'unist';

/** A text by lines. */
export class SourceLines {
  readonly texts: readonly string[];
  /** Offset of each line's first character. */
  readonly starts: readonly number[];

  constructor(source: string) {
    this.texts = source.split('\n');
    let start = 0;
    this.starts = this.texts.map((text) => {
      const here = start;
      start += text.length + 1;
      return here;
    });
  }

  get count(): number {
    return this.texts.length;
  }

  /** Empty for a line that is not there. */
  text(index: number): string {
    return this.texts[index] ?? '';
  }

  isBlank(index: number): boolean {
    return /^[ \t]*$/.test(this.text(index));
  }

  /** Leading spaces; a tab is none. */
  indent(index: number): number {
    const text = this.text(index);
    let indent = 0;
    while (text.charCodeAt(indent) === 32) indent += 1;
    return indent;
  }

  /**
   * A place in the text as unist counts it.
   *
   * @param index - Of the line, from 0.
   * @param column - From 0.
   */
  point(index: number, column: number): Point {
    return { line: index + 1, column: column + 1, offset: (this.starts[index] ?? 0) + column };
  }

  /** The place behind a line's last character. */
  end(index: number): Point {
    return this.point(index, this.text(index).length);
  }
}

/** The runs of backticks of a text; finds each one's partner without looking twice. */
export class CodeSpans {
  private readonly runs = new Map<number, { readonly starts: number[]; passed: number }>();

  constructor(private readonly text: string) {
    for (const run of text.matchAll(/`+/g)) {
      const { length } = run[0];
      const known = this.runs.get(length);
      if (known === undefined) this.runs.set(length, { starts: [run.index], passed: 0 });
      else known.starts.push(run.index);
    }
  }

  /**
   * Find the code span that a run of backticks opens.
   *
   * @param start - Must not go down from call to call.
   * @returns Its content, undefined when nothing closes it, and where it ends.
   */
  spanAt(start: number): { readonly content: string | undefined; readonly end: number } {
    let length = 1;
    while (this.text.charAt(start + length) === '`') length += 1;
    const runs = this.runs.get(length);
    if (runs === undefined) return { content: undefined, end: start + length };
    while ((runs.starts[runs.passed] ?? Infinity) <= start) runs.passed += 1;
    const partner = runs.starts[runs.passed];
    if (partner === undefined) return { content: undefined, end: start + length };
    return { content: this.text.slice(start + length, partner), end: partner + length };
  }
}

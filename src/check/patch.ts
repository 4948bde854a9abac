import type { Finding } from './finding.js';

type Fixes = readonly Pick<Finding, 'fix'>[];

const CONTEXT = 3;

/**
 * Write the corrections of a file as a unified diff.
 *
 * Corrections never reach outside their finding; of overlapping ones the first is applied.
 *
 * @param file - Path used in the patch, with `/`.
 * @param text - The content of the file.
 * @returns Undefined when no finding has a correction.
 */
export function patchFile(file: string, text: string, findings: Fixes): string | undefined {
  const before = text.split('\n');
  const after = correct(before, findings);
  const changed = before.flatMap((line, index) => (line === after[index] ? [] : [index]));
  if (changed.length === 0) return undefined;
  return [`--- a/${file}`, `+++ b/${file}`, ...hunks(changed, before, after), ''].join('\n');
}

function correct(before: readonly string[], findings: Fixes): readonly string[] {
  const after = [...before];
  const fixes = findings
    .flatMap(({ fix }) => fix ?? [])
    .sort((a, b) => b.line - a.line || b.column - a.column || b.endColumn - a.endColumn);
  let last = { line: Infinity, column: Infinity };
  for (const { line, column, endColumn, text } of fixes) {
    const written = after[line - 1];
    if (written === undefined || (line === last.line && endColumn > last.column)) continue;
    after[line - 1] = written.slice(0, column - 1) + text + written.slice(endColumn - 1);
    last = { line, column };
  }
  return after;
}

function hunks(
  changed: readonly number[],
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const groups: { from: number; to: number }[] = [];
  for (const line of changed) {
    const last = groups.at(-1);
    if (last !== undefined && line - last.to <= CONTEXT * 2) last.to = line;
    else groups.push({ from: line, to: line });
  }
  return groups.flatMap(({ from, to }) => {
    const [start, end] = [Math.max(0, from - CONTEXT), Math.min(before.length, to + CONTEXT + 1)];
    const lines: string[] = [];
    for (let line = start; line < end; line++) {
      const [old, now] = [before[line] ?? '', after[line] ?? ''];
      // The empty string after the final line break is not a line.
      if (line === before.length - 1 && old === '') continue;
      if (old === now) lines.push(` ${old}`);
      else lines.push(`-${old}`, `+${now}`);
    }
    const count = lines.filter((line) => !line.startsWith('+')).length;
    return [`@@ -${start + 1},${count} +${start + 1},${count} @@`, ...lines];
  });
}

import { VFile } from 'vfile';
import { reporter } from 'vfile-reporter';
import type { Finding } from '../finding.js';

/** Write findings for a person at a terminal, file by file. */
export function reportForPeople(findings: readonly Finding[]): string {
  const files = new Map<string, VFile>();
  for (const { file: path, line, column, endLine, endColumn, rule, severity, ...found } of findings) {
    const file = files.get(path) ?? new VFile({ path });
    files.set(path, file);
    const place = { start: { line, column }, end: { line: endLine, column: endColumn } };
    const also = found.alsoIn ? ` (also in ${found.alsoIn.join(', ')})` : '';
    const message = `${found.message}${found.source ? ` (source: line ${found.source.line})` : ''}${also}`;
    const said = severity === 'note' ? file.info(message, { place }) : file.message(message, { place });
    said.ruleId = rule;
    said.source = 'parlance';
    said.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined;
  }
  return files.size === 0 ? 'no findings' : reporter([...files.values()]);
}

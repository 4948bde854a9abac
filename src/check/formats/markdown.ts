import type { Finding, FindingSeverity } from '../finding.js';

/** Most rows; a pull request comment has limited space. */
const MOST_ROWS = 100;
const ORDER: readonly FindingSeverity[] = ['error', 'warning', 'note'];

/** Write findings as Markdown for a pull request comment, most severe first. */
export function reportAsMarkdown(findings: readonly Finding[]): string {
  if (findings.length === 0) return '### Translations\n\nNo findings.\n';
  const count = (severity: FindingSeverity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const sorted = ORDER.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  const rows = sorted.slice(0, MOST_ROWS).map(({ file, line, column, severity, rule, message, source }) => {
    const origin = source ? `${source.file}:${source.line}` : '';
    return `| ${severity} | ${cell(`${file}:${line}:${column}`)} | ${rule} | ${cell(message)} | ${cell(origin)} |`;
  });
  const more = sorted.length > MOST_ROWS ? `\n… and ${sorted.length - MOST_ROWS} more.\n` : '';
  return [
    '### Translations',
    '',
    `${count('error')} errors, ${count('warning')} warnings, ${count('note')} notes.`,
    '',
    '| | place | rule | finding | source |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    more,
  ].join('\n');
}

/** Article text, escaped so that none of it is markup. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#|~@!&]/g, (character) => `&#${character.charCodeAt(0)};`);
}

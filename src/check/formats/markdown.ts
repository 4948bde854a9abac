import { bySeverity, SEVERITIES, type Finding } from '../finding.js';

/** Most rows; a pull request comment has limited space. */
const MOST_ROWS = 100;

/** Write findings as Markdown for a pull request comment, most severe first. */
export function reportAsMarkdown(findings: readonly Finding[]): string {
  if (findings.length === 0) return '### Translations\n\nNo findings.\n';
  const counts = SEVERITIES.map(
    (severity) => `${findings.filter((finding) => finding.severity === severity).length} ${severity}s`,
  );
  const rows = bySeverity(findings)
    .slice(0, MOST_ROWS)
    .map(({ file, line, column, severity, rule, message, source }) => {
      const origin = source ? `${source.file}:${source.line}` : '';
      return `| ${severity} | ${cell(`${file}:${line}:${column}`)} | ${rule} | ${cell(message)} | ${cell(origin)} |`;
    });
  const more = findings.length > MOST_ROWS ? `\n… and ${findings.length - MOST_ROWS} more.\n` : '';
  return [
    '### Translations',
    '',
    `${counts.join(', ')}.`,
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

import { groupBy } from '../../group-by.js';
import { SEVERITIES, type Finding, type FindingSeverity } from '../finding.js';

/** How much to print. */
export interface PeopleOptions {
  /** Every file and note, instead of only the worst files with errors and warnings. */
  readonly isAll: boolean;
  /** Counts only. */
  readonly isSummary: boolean;
}

const MOST_FILES = 30;
/** Most locale columns that fit a terminal. */
const MOST_COLUMNS = 14;

/**
 * Write findings for a terminal: counts by rule and locale, then the worst files.
 *
 * @param findings - Ordered by path and line.
 * @returns Text with a final line break.
 */
export function reportForPeople(findings: readonly Finding[], options: PeopleOptions): string {
  if (findings.length === 0) return 'no fault found by rules; not reviewed\n';
  const files = byFile(findings);
  const { isAll, isSummary } = options;
  const listed = isAll ? files : files.filter(isWorthListing).slice(0, MOST_FILES);
  const parts = [`${totals(findings)} in ${counted(files.length, 'file')}`, table(findings)];
  if (isSummary) parts.push(listed.map(({ path, found }) => `${path}: ${totals(found)}`).join('\n'));
  else parts.push(...listed.map((file) => fileText(file, isAll)));
  parts.push(rest(files, listed, options));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

interface FileFindings {
  readonly path: string;
  readonly found: readonly Finding[];
}

/** Worst first. */
function byFile(findings: readonly Finding[]): readonly FileFindings[] {
  return [...groupBy(findings, ({ file }) => file)]
    .map(([path, found]) => ({
      path,
      found,
      errors: ofSeverity(found, 'error').length,
      warnings: ofSeverity(found, 'warning').length,
    }))
    .sort((a, b) => b.errors - a.errors || b.warnings - a.warnings || (a.path < b.path ? -1 : 1));
}

function isWorthListing({ found }: FileFindings): boolean {
  return found.some(({ severity }) => severity !== 'note');
}

function fileText({ path, found }: FileFindings, isAll: boolean): string {
  const shown = isAll ? found : found.filter(({ severity }) => severity !== 'note');
  const places = shown.map(({ line, column }) => `${line}:${column}`);
  const width = Math.max(...places.map((place) => place.length));
  const lines = shown.map(({ severity, message, rule, source, alsoIn }, index) => {
    const origin = source ? ` (source: line ${source.line})` : '';
    const also = alsoIn ? ` (also in ${alsoIn.join(', ')})` : '';
    return `  ${(places[index] ?? '').padEnd(width)} ${severity.padEnd(7)} ${message}${origin}${also} [${rule}]`;
  });
  return [path, ...lines].join('\n');
}

function table(findings: readonly Finding[]): string {
  const all = [...new Set(findings.map(({ locale }) => locale))].sort();
  const locales = all.length > MOST_COLUMNS ? [] : all;
  const rows = [...groupBy(findings, ({ rule }) => rule)]
    .sort(([, a], [, b]) => severityOf(a) - severityOf(b) || b.length - a.length)
    .map(([rule, found]) => [
      rule,
      found[0]?.severity ?? '',
      String(found.length),
      ...locales.map((locale) => {
        const count = found.filter((finding) => finding.locale === locale).length;
        return count === 0 ? '·' : String(count);
      }),
    ]);
  const head = ['rule', '', 'all', ...locales.map((locale) => (locale === '' ? '-' : locale))];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function severityOf([first]: readonly Finding[]): number {
  return first === undefined ? 0 : SEVERITIES.indexOf(first.severity);
}

function rest(
  files: readonly FileFindings[],
  listed: readonly FileFindings[],
  { isAll, isSummary }: PeopleOptions,
): string {
  if (isAll) return '';
  const more = files.filter(isWorthListing).length - listed.length;
  const notes = files.reduce((sum, { found }) => sum + ofSeverity(found, 'note').length, 0);
  const left = [
    ...(more > 0 ? [counted(more, 'more file')] : []),
    ...(notes > 0 && !isSummary ? [counted(notes, 'note')] : []),
  ];
  return left.length === 0 ? '' : `${left.join(' and ')} not listed; --all lists everything`;
}

function totals(findings: readonly Finding[]): string {
  return SEVERITIES.flatMap((severity) => {
    const { length } = ofSeverity(findings, severity);
    return length === 0 ? [] : [counted(length, severity)];
  }).join(', ');
}

function ofSeverity(findings: readonly Finding[], wanted: FindingSeverity): readonly Finding[] {
  return findings.filter(({ severity }) => severity === wanted);
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { Diagnostic } from '../content/diagnostic.js';
import { localeOfFolder } from '../content/scan-folder.js';
import type { UnjudgedFile } from './check-threads.js';
import { type Finding, fingerprintOf } from './finding.js';

/** Diagnostics that rules also report, with position and source line: some for every file, one only for files with a source. */
const FOUND_BY_RULES: ReadonlySet<string> = new Set([
  'quotes-leaked',
  'placeholder-description',
  'internal-address',
]);
const FOUND_BY_COMPARING = 'metadata-differs';

/**
 * Diagnostics that no rule reports, as findings; the diagnostic's code is the rule id.
 *
 * @param hasSource - Whether a file, by its path, is compared with a source.
 */
export function diagnosticFindings(
  diagnostics: readonly Diagnostic[],
  hasSource: (file: string) => boolean,
): readonly Finding[] {
  return diagnostics
    .filter(
      ({ code, path: file }) =>
        !FOUND_BY_RULES.has(code) && !(code === FOUND_BY_COMPARING && hasSource(file)),
    )
    .map(({ code, path: file, severity, message, line, column }) =>
      fileFinding(file, {
        rule: code,
        severity: severity === 'info' ? 'note' : severity,
        message,
        line,
        column,
      }),
    );
}

/** A file that could not be checked, as a finding. */
export function unjudgedFinding({ path: file, rule, error }: UnjudgedFile): Finding {
  const what = rule ?? 'reading the file';
  const message =
    error === undefined ? `not checked: ${what} took too long` : `not checked: ${what} failed (${error})`;
  return fileFinding(file, { rule: 'check-failed', severity: 'error', message, line: 1, column: 1 });
}

/** A finding about a file that no rule read. */
export function fileFinding(
  file: string,
  found: Pick<Finding, 'rule' | 'severity' | 'message' | 'line' | 'column'>,
): Finding {
  const name = path.posix.basename(file, path.posix.extname(file));
  return {
    ...found,
    number: parseArticleNumber(name) ?? '',
    locale: localeOfFolder(file.split('/')[0] ?? '') ?? '',
    file,
    endLine: found.line,
    endColumn: found.column,
    fingerprint: fingerprintOf(found.rule, file, '', found.message),
  };
}

import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { Diagnostic } from '../content/diagnostic.js';
import { localeOfFolder } from '../content/scan-folder.js';
import type { UnjudgedFile } from './check-threads.js';
import type { Finding } from './finding.js';
import { fingerprintOf } from './fingerprint.js';

/** Faults of loading that a rule finds too, with the place and the source's line. */
const FOUND_BY_RULES: ReadonlySet<string> = new Set([
  'quotes-leaked',
  'placeholder-description',
  'metadata-differs',
  'internal-address',
]);

/** The diagnostics of loading that no rule finds, as findings; a fault's code is the rule's id. */
export function diagnosticFindings(diagnostics: readonly Diagnostic[]): readonly Finding[] {
  return diagnostics
    .filter(({ code }) => !FOUND_BY_RULES.has(code))
    .map((diagnostic) =>
      fileFinding(diagnostic.path, {
        rule: diagnostic.code,
        severity: diagnostic.severity === 'info' ? 'note' : diagnostic.severity,
        message: diagnostic.message,
        line: diagnostic.line,
        column: diagnostic.column,
      }),
    );
}

/** A file that could not be judged, as a finding of it. */
export function unjudgedFinding({ path: file, rule, error }: UnjudgedFile): Finding {
  const where = rule === undefined ? 'while it was read' : `by ${rule}`;
  const message =
    error === undefined
      ? `not checked: checking it ${where} took too long`
      : `not checked: checking it ${where} failed (${error})`;
  return fileFinding(file, { rule: 'check-failed', severity: 'error', message, line: 1, column: 1 });
}

function fileFinding(
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

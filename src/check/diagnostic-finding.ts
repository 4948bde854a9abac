import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { Diagnostic } from '../content/diagnostic.js';
import { localeOfFolder } from '../content/scan-folder.js';
import type { Finding } from './finding.js';
import { fingerprintOf } from './fingerprint.js';

/** Diagnostics of loading that a rule finds too, with the place and the source's line. */
const FOUND_BY_RULES: ReadonlySet<string> = new Set([
  'quotes-leaked',
  'placeholder-description',
  'metadata-differs',
  'internal-address',
]);

/** The diagnostics of loading that no rule finds, as findings. */
export function diagnosticFindings(diagnostics: readonly Diagnostic[]): readonly Finding[] {
  return diagnostics.filter(({ code }) => !FOUND_BY_RULES.has(code)).map(diagnosticFinding);
}

/** Write a diagnostic of loading as a finding; its code is the rule's id. */
function diagnosticFinding(diagnostic: Diagnostic): Finding {
  const name = path.posix.basename(diagnostic.path, path.posix.extname(diagnostic.path));
  return {
    rule: diagnostic.code,
    severity: diagnostic.severity === 'info' ? 'note' : diagnostic.severity,
    number: parseArticleNumber(name) ?? '',
    locale: localeOfFolder(diagnostic.path.split('/')[0] ?? '') ?? '',
    file: diagnostic.path,
    line: diagnostic.line,
    column: diagnostic.column,
    endLine: diagnostic.line,
    endColumn: diagnostic.column,
    message: diagnostic.message,
    fingerprint: fingerprintOf(diagnostic.code, diagnostic.path, '', diagnostic.message),
  };
}

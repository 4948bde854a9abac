import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { Fault } from '../content/fault.js';
import { localeOfFolder } from '../content/scan-folder.js';
import type { Finding } from './finding.js';
import { fingerprintOf } from './fingerprint.js';

/** Faults of loading that a rule finds too, with the place and the source's line. */
const FOUND_BY_RULES: ReadonlySet<string> = new Set([
  'quotes-leaked',
  'placeholder-description',
  'metadata-differs',
  'internal-address',
]);

/** The faults of loading that no rule finds, as findings. */
export function faultFindings(faults: readonly Fault[]): readonly Finding[] {
  return faults.filter(({ code }) => !FOUND_BY_RULES.has(code)).map(faultFinding);
}

/** Write a fault of loading as a finding; its code is the rule's id. */
function faultFinding(fault: Fault): Finding {
  const name = path.posix.basename(fault.path, path.posix.extname(fault.path));
  return {
    rule: fault.code,
    severity: fault.severity === 'info' ? 'note' : fault.severity,
    number: parseArticleNumber(name) ?? '',
    locale: localeOfFolder(fault.path.split('/')[0] ?? '') ?? '',
    file: fault.path,
    line: fault.line,
    column: fault.column,
    endLine: fault.line,
    endColumn: fault.column,
    message: fault.message,
    fingerprint: fingerprintOf(fault.code, fault.path, '', fault.message),
  };
}

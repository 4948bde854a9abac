import path from 'node:path';
import { parseArticleNumber } from '../article/article-number.js';
import type { Fault } from '../content/fault.js';
import { localeOfFolder } from '../content/scan-folder.js';
import type { Finding } from './finding.js';

/** Write a fault of loading as a finding; its code is the rule's id. */
export function faultFinding(fault: Fault): Finding {
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
  };
}

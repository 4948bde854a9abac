import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../check/finding.js';
import { fingerprintOf } from '../check/fingerprint.js';
import { RULE_FACTS } from '../check/rule-table.js';
import { parseSuppressionList, type SuppressionEntry } from '../check/suppression.js';
import { ConfigError } from '../config.js';

/** Lies in the content folder. */
const LIST_FILE = 'check.yaml';

/** The suppressions of the whole content, and what is wrong with them. */
export interface SuppressionFile {
  readonly entries: readonly SuppressionEntry[];
  readonly findings: readonly Finding[];
}

/**
 * Read the list of suppressions, where there is one.
 *
 * @throws ConfigError when it cannot be read.
 */
export function readSuppressionFile(contentDir: string): SuppressionFile {
  const file = path.join(contentDir, LIST_FILE);
  if (!existsSync(file)) return { entries: [], findings: [] };
  try {
    const entries = parseSuppressionList(readFileSync(file, 'utf8'));
    return { entries, findings: entries.flatMap(faultOf) };
  } catch (error) {
    const [wrong = ''] = (error instanceof Error ? error.message : 'cannot be read').split('\n');
    throw new ConfigError([`${LIST_FILE}: ${wrong.replace(/:$/, '')}`]);
  }
}

function faultOf({ rule, reason, line }: SuppressionEntry): readonly Finding[] {
  const isKnown = RULE_FACTS.some(({ id }) => id === rule);
  if (isKnown && reason !== undefined && reason.trim() !== '') return [];
  const message = isKnown ? `the suppression of ${rule} gives no reason` : `there is no rule "${rule}"`;
  return [
    {
      rule: 'suppression-invalid',
      severity: 'warning',
      number: '',
      locale: '',
      file: LIST_FILE,
      line,
      column: 1,
      endLine: line,
      endColumn: 1,
      message,
      fingerprint: fingerprintOf('suppression-invalid', LIST_FILE, '', message),
    },
  ];
}

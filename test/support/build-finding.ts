import type { Finding } from '../../src/check/finding.js';

/** A finding on the first line of KA-90001 in German; every property can be overridden. */
export function buildFinding(given: Partial<Finding> = {}): Finding {
  return {
    rule: 'a-rule',
    severity: 'error',
    number: 'KA-90001',
    locale: 'de',
    file: 'de/KA-90001.md',
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    message: 'wrong',
    fingerprint: 'x',
    ...given,
  };
}

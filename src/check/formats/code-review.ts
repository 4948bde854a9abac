import { groupBy } from '../../group-by.js';
import type { Finding } from '../finding.js';

const GITLAB_SEVERITY = { error: 'major', warning: 'minor', note: 'info' } as const;

/**
 * Write findings as a GitLab Code Quality report.
 *
 * @param folder - The content folder relative to the repository's root; prefix of every path.
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function reportForGitlab(findings: readonly Finding[], folder: string): string {
  const seen = new Map<string, number>();
  const issues = findings.map(({ rule, severity, file, line, endLine, message, fingerprint }) => {
    // Two identical findings on one line need different fingerprints.
    const before = seen.get(fingerprint) ?? 0;
    seen.set(fingerprint, before + 1);
    return {
      description: message,
      check_name: rule,
      fingerprint: before === 0 ? fingerprint : `${fingerprint}-${before}`,
      severity: GITLAB_SEVERITY[severity],
      location: { path: folder === '' ? file : `${folder}/${file}`, lines: { begin: line, end: endLine } },
    };
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}

/** Write findings as JUnit XML, one test suite per file: errors and warnings are failures, notes are output. */
export function reportAsJunit(findings: readonly Finding[]): string {
  const failed = (found: readonly Finding[]): number =>
    found.filter(({ severity }) => severity !== 'note').length;
  const suites = [...groupBy(findings, ({ file }) => file)].map(([file, found]) =>
    [
      `  <testsuite name="${xml(file)}" tests="${found.length}" failures="${failed(found)}">`,
      ...found.map(testCase),
      '  </testsuite>',
    ].join('\n'),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="parlance check" tests="${findings.length}" failures="${failed(findings)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase({ rule, severity, file, line, column, message }: Finding): string {
  const place = `${file}:${line}:${column}`;
  const name = `    <testcase classname="${xml(rule)}" name="${xml(place)}" file="${xml(file)}" line="${line}">`;
  const said = `${severity}: ${message}`;
  const body =
    severity === 'note'
      ? `<system-out>${xml(said)}</system-out>`
      : `<failure type="${severity}" message="${xml(message)}">${xml(`${place} ${said}`)}</failure>`;
  return `${name}${body}</testcase>`;
}

function xml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- XML has no way to write these
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

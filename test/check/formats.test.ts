import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { reportAsJunit, reportForGitlab } from '../../src/check/formats/code-review.js';
import { reportForPeople } from '../../src/check/formats/people.js';
import { reportAsMarkdown } from '../../src/check/formats/markdown.js';
import { reportAsSarif } from '../../src/check/formats/sarif.js';
import { RULE_FACTS } from '../../src/check/rule-table.js';
import { checkedArticle } from '../support/checked-article.js';

const SCHEMA = new URL('../fixtures/sarif/sarif-2.1.0-rtm.5.json', import.meta.url);

function validate(log: unknown): readonly string[] {
  const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Record<string, unknown>;
  // Written for an older draft of JSON Schema, of which it uses nothing that changed since.
  delete schema['$schema'];
  delete schema['id'];
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false });
  const check = ajv.compile(schema);
  check(log);
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
}

const context = (folder: string) => ({
  rules: RULE_FACTS.map((rule) => ({ ...rule, page: '# x\n\n## Why\n\nReaders go astray.\n' })),
  folder,
  version: '1.2.3',
  homepage: 'https://parlance.example',
});
const findings = checkTranslation(
  checkedArticle('Das Protokoll zeigt *SCM-12008* | in error.log.', 'de'),
  checkedArticle('\nThe log shows *SCM-120008* | in error.log.', 'en'),
  createCheckSettings({}),
);

describe('findings as SARIF', () => {
  it('is valid according to the SARIF 2.1.0 schema', () => {
    expect(findings).toHaveLength(1);
    expect(validate(JSON.parse(reportAsSarif(findings, context('content'))))).toEqual([]);
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).not.toEqual([]);
  });

  it('names the lines in translation and source, by relative URIs', () => {
    const [result] = JSON.parse(reportAsSarif(findings, context('my content'))).runs[0].results;
    expect(result).toMatchObject({
      ruleId: 'identifier-lost',
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'my%20content/de/KA-90001.md' },
            region: { startLine: 8, startColumn: 22, endLine: 8, endColumn: 31 },
          },
        },
      ],
      relatedLocations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'my%20content/en/KA-90001.md' },
            region: { startLine: 9 },
          },
        },
      ],
    });
    expect(RULE_FACTS[result.ruleIndex]?.id).toBe('identifier-lost');
  });
});

describe('a rule in SARIF', () => {
  it('includes its page, its URL and the tool version', () => {
    const { driver } = JSON.parse(reportAsSarif(findings, context('content'))).runs[0].tool;
    expect(driver).toMatchObject({ semanticVersion: '1.2.3', informationUri: 'https://parlance.example' });
    expect(driver.rules[0]).toMatchObject({
      id: 'identifier-lost',
      fullDescription: { text: 'Readers go astray.' },
      help: { text: 'Readers go astray.', markdown: expect.stringContaining('## Why') },
      helpUri: 'https://parlance.example/docs/rules/identifier-lost.md',
    });
  });

  it('is limited to the number of results GitHub accepts, worst first', () => {
    const note = { ...findings[0]!, severity: 'note' as const };
    const log = reportAsSarif([...Array.from({ length: 25_000 }, () => note), findings[0]!], context(''));
    const { results } = JSON.parse(log).runs[0];
    expect(results).toHaveLength(25_000);
    expect(results[0].level).toBe('error');
  });
});

describe('findings for a code review', () => {
  it('are a GitLab Code Quality report with unique fingerprints', () => {
    const issues = JSON.parse(reportForGitlab([findings[0]!, findings[0]!], 'my content'));
    expect(issues[0]).toEqual({
      description: findings[0]!.message,
      check_name: 'identifier-lost',
      fingerprint: expect.any(String),
      severity: 'major',
      location: { path: 'my content/de/KA-90001.md', lines: { begin: 8, end: 8 } },
    });
    expect(issues[1].fingerprint).not.toBe(issues[0].fingerprint);
  });

  it('are JUnit XML with article text escaped', () => {
    const text = reportAsJunit([
      { ...findings[0]!, message: 'a & <b> "c"\u0000' },
      { ...findings[0]!, severity: 'note' },
    ]);
    expect(text).toContain('<testsuite name="de/KA-90001.md" tests="2" failures="1">');
    expect(text).toContain('message="a &amp; &lt;b&gt; &quot;c&quot;"');
    expect(text).toContain('<system-out>note: ');
  });
});

describe('findings for people', () => {
  const note = { ...findings[0]!, severity: 'note' as const, rule: 'passage-unread' };

  it('are counts by rule and locale, then files, without notes', () => {
    expect(reportForPeople([findings[0]!, note], { isAll: false, isSummary: false })).toBe(
      [
        '1 error, 1 note in 1 file',
        '',
        'rule                    all  de',
        'identifier-lost  error    1   1',
        'passage-unread   note     1   1',
        '',
        'de/KA-90001.md',
        `  8:22 error   ${findings[0]!.message} (source: line 9) [identifier-lost]`,
        '',
        '1 note not listed; --all lists everything',
        '',
      ].join('\n'),
    );
  });

  it('are everything with --all, and only counts with --summary', () => {
    expect(reportForPeople([note], { isAll: true, isSummary: false })).toContain('[passage-unread]');
    expect(reportForPeople([findings[0]!], { isAll: false, isSummary: true })).not.toContain('8:22');
  });
});

describe('findings as Markdown', () => {
  it('lists each with its positions, with article text escaped', () => {
    const text = reportAsMarkdown([{ ...findings[0]!, message: 'a | <b> [x](y)' }]);
    expect(text).toContain('1 errors, 0 warnings, 0 notes.');
    expect(text).toContain(
      '| error | de/KA-90001.md:8:22 | identifier-lost | a &#124; &#60;b&#62; &#91;x&#93;&#40;y&#41; | en/KA-90001.md:9 |',
    );
  });

  it('says if there are none', () => {
    expect(reportAsMarkdown([])).toContain('No findings.');
  });
});

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { reportAsMarkdown } from '../../src/check/report/markdown.js';
import { reportAsSarif } from '../../src/check/report/sarif.js';
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

const findings = checkTranslation(
  checkedArticle('Das Protokoll zeigt *SCM-12008* | in error.log.', 'de'),
  checkedArticle('\nThe log shows *SCM-120008* | in error.log.', 'en'),
  createCheckSettings({}),
);

describe('findings as SARIF', () => {
  it('is what the schema of SARIF 2.1.0 wants', () => {
    expect(findings).toHaveLength(1);
    expect(validate(JSON.parse(reportAsSarif(findings, RULE_FACTS, 'content')))).toEqual([]);
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).not.toEqual([]);
  });

  it('names the line in the translation and in the source, by relative addresses', () => {
    const [result] = JSON.parse(reportAsSarif(findings, RULE_FACTS, 'my content')).runs[0].results;
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

describe('findings as Markdown', () => {
  it('lists each with its places, and lets no text of an article be markup', () => {
    const text = reportAsMarkdown([{ ...findings[0]!, message: 'a | <b> [x](y)' }]);
    expect(text).toContain('1 errors, 0 warnings, 0 notes.');
    expect(text).toContain(
      '| error | de/KA-90001.md:8:22 | identifier-lost | a &#124; &#60;b&#62; &#91;x&#93;&#40;y&#41; | en/KA-90001.md:9 |',
    );
  });

  it('says so when there are none', () => {
    expect(reportAsMarkdown([])).toContain('No findings.');
  });
});

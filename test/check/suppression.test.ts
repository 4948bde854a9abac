import { describe, expect, it } from 'vitest';
import { newFindings, parseBaseline, writeBaseline } from '../../src/check/baseline.js';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { RULE_FACTS } from '../../src/check/rule-table.js';
import { parseSuppressionList, withoutListed } from '../../src/check/suppression-list.js';
import { renderMarkdown } from '../support/compile.js';
import { checkedArticle } from '../support/checked-article.js';

const settings = createCheckSettings({ ruleIds: new Set(RULE_FACTS.map(({ id }) => id)) });
const DOUBLED = 'Öffnen Sie wieder wieder die Lampe.';

function findingsOf(text: string): ReturnType<typeof checkTranslation> {
  return checkTranslation(checkedArticle(text, 'de'), checkedArticle('Open the lamp again.', 'en'), settings);
}

const rules = (text: string): readonly string[] => findingsOf(text).map(({ rule }) => rule);

describe('a comment in the article', () => {
  it('suppresses what it names on the next line with text', () => {
    expect(rules(DOUBLED)).toEqual(['word-doubled']);
    expect(rules(`<!-- parlance-disable-next-line word-doubled -- its name -->\n\n${DOUBLED}`)).not.toContain(
      'word-doubled',
    );
    expect(rules(`<!-- parlance-disable-next-line tag-glued -- its name -->\n\n${DOUBLED}`)).toContain(
      'word-doubled',
    );
  });

  it('suppresses it in the whole file', () => {
    expect(
      rules(`<!-- parlance-disable-file word-doubled -- its name -->\n\nText.\n\n${DOUBLED}`),
    ).not.toContain('word-doubled');
  });

  it('works in front matter as a YAML comment', () => {
    const front = (comment: string): string => `---\n${comment}\ntitle: 'Lampe zeigt \\"null\\"'\n---\nOpen`;
    expect(rules(front('# nothing'))).toContain('quotes-escaped');
    expect(rules(front('# parlance-disable-next-line quotes-escaped -- as shown'))).not.toContain(
      'quotes-escaped',
    );
  });

  it('has no effect without a reason, and is a finding itself', () => {
    expect(rules(`<!-- parlance-disable-next-line word-doubled -->\n\n${DOUBLED}`)).toEqual(
      expect.arrayContaining(['word-doubled', 'suppression-invalid']),
    );
  });

  it('is never served to readers', () => {
    const { html, text } = renderMarkdown(
      `<!-- parlance-disable-next-line word-doubled -- its name -->\n${DOUBLED}`,
    );
    const compiled = `${html} ${text}`;
    expect(compiled).toContain('wieder wieder');
    expect(compiled).not.toContain('parlance-disable');
    expect(compiled).not.toContain('its name');
  });
});

describe('the list of suppressions', () => {
  it('suppresses by rule, file, folder and locale', () => {
    const list = (entry: string): number =>
      withoutListed(
        findingsOf(DOUBLED),
        parseSuppressionList(`suppress:\n  - rule: word-doubled\n    reason: its name\n${entry}`),
      ).length;
    expect(list('')).toBe(0);
    expect(list('    files: [de/KA-90001.md]')).toBe(0);
    expect(list('    files: [de/]')).toBe(0);
    expect(list('    files: [it/]')).toBe(1);
    expect(list('    locales: [it]')).toBe(1);
  });

  it('has no effect without a reason', () => {
    expect(
      withoutListed(findingsOf(DOUBLED), parseSuppressionList('suppress:\n  - rule: word-doubled')),
    ).toHaveLength(1);
  });

  it('rejects unknown keys', () => {
    expect(() => parseSuppressionList('suppress: [{rule: a, because: b}]')).toThrow('suppress.0');
    expect(() => parseSuppressionList('suppress: [')).toThrow();
  });
});

describe('a baseline', () => {
  it('recognises a finding after the lines around it moved', () => {
    const baseline = parseBaseline(writeBaseline(findingsOf(DOUBLED)));
    expect(newFindings(findingsOf(DOUBLED), baseline!)).toEqual([]);
    expect(
      newFindings(findingsOf(`Neu.\n\nNoch eins.\n\n${DOUBLED}`), baseline!).map(({ rule }) => rule),
    ).not.toContain('word-doubled');
  });

  it('reports one more of the same as new', () => {
    const baseline = parseBaseline(writeBaseline(findingsOf(DOUBLED)));
    const twice = newFindings(findingsOf(`${DOUBLED}\n\n${DOUBLED}`), baseline!);
    expect(twice.filter(({ rule }) => rule === 'word-doubled')).toHaveLength(1);
  });

  it('rejects any other file', () => {
    expect(parseBaseline('{"version":2,"findings":[]}')).toBeUndefined();
    expect(parseBaseline('no JSON')).toBeUndefined();
  });
});

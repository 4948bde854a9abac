import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/check/rule-table.js';
import { uiLanguages, uiTextFiles } from '../../src/locale/text-tables.js';

describe('the texts of the checker’s rules', () => {
  const files = uiTextFiles('rules.json');

  it('exist in every language except English, which the rules contain', () => {
    expect([...files.keys(), 'en'].sort()).toEqual([...uiLanguages()].sort());
  });

  it.each([...files])('cover exactly the existing rules in %s', (_tag, file) => {
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(Object.keys(texts).sort()).toEqual([...RULES.map(({ id }) => id), 'check-failed'].sort());
  });
});

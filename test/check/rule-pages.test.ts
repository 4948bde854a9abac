import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { RULE_FACTS, RULES } from '../../src/check/rule-table.js';
import { DIAGNOSTIC_SEVERITIES } from '../../src/content/diagnostic.js';
import { checkedArticle } from '../support/checked-article.js';

const FOLDER = new URL('../../docs/rules/', import.meta.url);
const settings = createCheckSettings({
  knownArticles: new Set(['KA-90001']),
  ruleIds: new Set(RULE_FACTS.map(({ id }) => id)),
  terms: new Map(
    Object.entries({ de: 'Datei laden', fr: 'Chargement de fichier', ja: 'ファイルをロード' }).map(
      ([locale, word]) => [
        locale,
        new Map([
          ['Load file', word],
          ['Lantern Cloud', 'Lantern Cloud'],
        ]),
      ],
    ),
  ),
});

function page(id: string): string {
  return readFileSync(new URL(`${id}.md`, FOLDER), 'utf8');
}

interface Example {
  readonly text: string;
  readonly locale: string;
}

/** The examples of a page, each with its locale where it names one. */
function examples(id: string, kind: 'source' | 'bad' | 'good'): readonly Example[] {
  const fence = new RegExp(`^(\`{3,})text ${kind}(?: (\\S+))?\\n([\\s\\S]*?)\\n\\1$`, 'gm');
  return [...page(id).matchAll(fence)].map(([, , locale = 'en', text = '']) => ({
    locale,
    text: text.replace(/⟨(.+?) ×(\d+)⟩/g, (_all, part: string, times: string) =>
      `${part} `.repeat(Number(times)),
    ),
  }));
}

function rulesFound(id: string, { text, locale }: Example, isGood: boolean): readonly string[] {
  const source = examples(id, 'source')[0]?.text ?? (isGood ? text : undefined);
  return checkTranslation(
    checkedArticle(text, locale),
    source === undefined ? undefined : checkedArticle(source, 'en'),
    settings,
  ).map(({ rule }) => rule);
}

describe('the pages of the rules', () => {
  it('has a page for every rule and a rule for every page', () => {
    const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md' && name !== 'loading.md');
    expect(pages.sort()).toEqual(RULES.map(({ id }) => `${id}.md`).sort());
  });

  it('has a paragraph for every loading diagnostic', () => {
    const known = [...page('loading').matchAll(/^## (\S+)$/gm)].map(([, id]) => id);
    const faults = RULE_FACTS.filter(({ id }) => !RULES.some((rule) => rule.id === id)).map(({ id }) => id);
    expect(known.sort()).toEqual(faults.sort());
  });

  it('gives a rule the severity of the diagnostic of the same name', () => {
    const severities = new Map<string, string>(Object.entries(DIAGNOSTIC_SEVERITIES));
    for (const { id, severity } of RULES)
      if (severities.has(id))
        expect([id, severities.get(id)?.replace('info', 'note')]).toEqual([id, severity]);
  });

  it('lists every rule with its severity', () => {
    const rows = [...page('README').matchAll(/^\| \[(\S+)\]\(\S+\)\s*\| (\w+)/gm)].map(
      ([, id, severity]) => `${id} ${severity}`,
    );
    expect(rows.sort()).toEqual(RULES.map(({ id, severity }) => `${id} ${severity}`).sort());
  });

  describe.each(RULES.map(({ id, severity }) => ({ id, severity })))('$id', ({ id, severity }) => {
    it('states its severity', () => {
      expect(page(id)).toContain(`\n**${severity}.** `);
    });

    it('finds the bad examples', () => {
      expect(examples(id, 'bad').length).toBeGreaterThan(0);
      for (const example of examples(id, 'bad'))
        expect(rulesFound(id, example, false), example.locale).toContain(id);
    });

    it('does not find the good examples', () => {
      expect(examples(id, 'good').length).toBeGreaterThan(0);
      for (const example of examples(id, 'good'))
        expect(rulesFound(id, example, true), example.locale).not.toContain(id);
    });
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/check/finding.js';
import { patchFile } from '../../src/check/patch.js';
import { compareWithEarlier } from '../../src/check/ratchet.js';
import { checkedArticle } from '../support/checked-article.js';

describe('a new translation compared with the previous one', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'parlance-ratchet-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function write(state: string, locale: string, body: string): string {
    const { path: file, text } = checkedArticle(body, locale);
    mkdirSync(path.join(root, state, locale), { recursive: true });
    writeFileSync(path.join(root, state, file), text);
    return text;
  }

  function compare(
    locale: string,
    [source, before, now]: readonly [string, string, string],
    worse: readonly Finding[] = [],
    rules?: readonly string[],
  ): readonly Finding[] {
    write('now', 'en', source);
    write('now', locale, now);
    write('before', locale, before);
    const folders = { contentDir: path.join(root, 'now'), sourceLocale: 'en', internalHosts: [] };
    return compareWithEarlier({ ...folders, ...(rules && { rules }) }, path.join(root, 'before'), worse);
  }
  const said = (findings: readonly Finding[]): readonly string[] =>
    findings.map(({ rule, message }) => `${rule}: ${message}`);

  it.each([
    ['de', 'Klicken Sie auf **Laden**.', 'Klicken Sie auf **Load**.'],
    ['fr', 'Cliquez sur **Charger**.', 'Cliquez sur **Load**.'],
    ['ja', '**ロード**をクリックします。', '**Load**をクリックします。'],
  ])('reports in %s a label in the source language again', (locale, before, now) => {
    const old = before.split('**')[1] ?? '';
    expect(said(compare(locale, ['Click **Load**.', before, now]))).toEqual([
      `label-reverted: the label "Load" was "${old}" before`,
    ]);
  });

  it.each([
    ['es', 'Espere 30 segundos.', 'Espere 20 segundos.', 'had "30"'],
    ['de', 'Warten Sie 30 Sekunden.', 'Warten Sie 30 Sekunden auf lamp_state.', '"lamp_state" was not in'],
    ['pt', 'Não espere 30 segundos.', 'Espere 30 segundos.', 'had no negation'],
  ])('reports in %s which number, name or negation changed', (locale, before, now, message) => {
    const source = locale === 'pt' ? 'Do not wait 30 seconds.' : 'Wait 30 seconds.';
    const found = said(compare(locale, [source, before, now])).join('\n');
    expect(found).toContain(message.replace('had no', 'had a'));
    expect(found).toContain('sense-moved');
  });

  it('accepts a number that the source now has', () => {
    expect(compare('it', ['Wait 40 seconds.', 'Attendi 30 secondi.', 'Attendi 40 secondi.'])).toEqual([]);
  });

  it('accepts different wording and new files', () => {
    expect(compare('nl', ['Wait 30 seconds.', 'Wacht 30 seconden.', 'Wacht nog 30 seconden.'])).toEqual([]);
    write('now', 'sv', 'Vänta 20 sekunder.');
    expect(said(compare('nl', ['Wait.', 'Wacht.', 'Wacht even.']))).toEqual([]);
  });

  it('runs only the requested rules', () => {
    const texts = ['Wait 30 seconds.', 'Warten Sie 30 Sekunden.', 'Warten Sie 20 Sekunden.'] as const;
    expect(compare('de', texts, [], ['label-reverted'])).toEqual([]);
  });

  it('offers the old sentence as a patch if it is one line', () => {
    const [old, now] = [
      'Warten Sie 30 Sekunden.\nDann prüfen Sie.',
      'Warten Sie 20 Sekunden.\nDann prüfen Sie.',
    ];
    const found = compare('de', ['Wait 30 seconds.\nThen check.', old, now]);
    const patch = patchFile('de/KA-90001.md', write('now', 'de', now), found);
    expect(patch?.split('\n').filter((line) => /^[-+][^-+]/.test(line))).toEqual([
      '-Warten Sie 20 Sekunden.',
      '+Warten Sie 30 Sekunden.',
    ]);
  });

  it('adds the old sentence to findings of rules', () => {
    const now = 'Warten Sie auf lampen_status.';
    const finding: Finding = {
      ...{ rule: 'identifier-lost', severity: 'error', number: 'KA-90001', locale: 'de' },
      ...{ file: 'de/KA-90001.md', line: 8, column: 1, endLine: 8, endColumn: 5 },
      ...{ message: 'm', fingerprint: 'f' },
    };
    const [first] = compare('de', ['Wait for lamp_status.', 'Warten Sie auf lamp_status.', now], [finding]);
    expect(first?.fix?.text).toBe('Warten Sie auf lamp_status.');
  });
});

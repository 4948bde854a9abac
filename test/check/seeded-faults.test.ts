import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import type { ArticleText } from '../../src/check/reading/document.js';
import { SEEDS } from './seeds.js';

const FOLDER = new URL('../fixtures/check/', import.meta.url);
const NUMBERS = ['KA-90101', 'KA-90102'] as const;
const TRIES = 50;
/** Share of the injected diagnostics that must be found. */
const RECALL = 0.95;

const settings = createCheckSettings({ knownArticles: new Set(NUMBERS) });

function article(locale: string, number: string): ArticleText {
  const path = `${locale}/${number}.md`;
  return { path, locale, text: readFileSync(new URL(path, FOLDER), 'utf8') };
}

const clean = readdirSync(FOLDER)
  .filter((locale) => locale !== 'en')
  .flatMap((locale) =>
    NUMBERS.map((number) => ({ translation: article(locale, number), source: article('en', number) })),
  );

describe('faults seeded into clean articles', () => {
  it.each(clean)('finds nothing in $translation.path as it is', ({ translation, source }) => {
    expect(checkTranslation(translation, source, settings)).toEqual([]);
  });

  it.each(clean)('finds nothing in the source of $translation.path', ({ source }) => {
    expect(checkTranslation(source, undefined, settings)).toEqual([]);
  });

  it.each(SEEDS)('finds $fault ($rule)', ({ rule, locales, sow }) => {
    const grounds = clean.filter(
      ({ translation }) => locales === undefined || locales.includes(translation.locale),
    );
    const tries = fc.sample(fc.record({ ground: fc.nat(), place: fc.nat(), kind: fc.nat() }), {
      numRuns: TRIES * 8,
      seed: 7,
    });
    let [sown, found] = [0, 0];
    const missed: string[] = [];
    for (const { ground, place, kind } of tries) {
      const chosen = grounds[ground % grounds.length];
      const text = chosen && sow(chosen.translation.text, place, kind, chosen.translation.locale);
      if (chosen === undefined || text === undefined || text === chosen.translation.text) continue;
      sown += 1;
      const findings = checkTranslation({ ...chosen.translation, text }, chosen.source, settings);
      if (findings.some((finding) => finding.rule === rule)) found += 1;
      else missed.push(`${chosen.translation.path}: ${firstDifference(chosen.translation.text, text)}`);
      if (sown === TRIES) break;
    }
    expect(sown).toBe(TRIES);
    expect(found / sown, missed.join('\n')).toBeGreaterThanOrEqual(RECALL);
  });
});

function firstDifference(before: string, after: string): string {
  const [there, here] = [before.split('\n'), after.split('\n')];
  const line = here.findIndex((text, index) => text !== there[index]);
  return `${there[line] ?? ''} → ${here[line] ?? ''}`;
}

import type { Database } from 'libsql';
import { z } from 'zod';
import type { LocaleTag } from '../../article/article.js';
import type { Analyzer } from './analyzer.js';
import { hasCompounds, knownForms, possibleParts, splitCompound } from './compound.js';
import { stopWords } from './stop-words.js';
import type { WeightedUnit } from '../query/telling-units.js';

const MOST_COMPOUNDS = 6;
const MOST_EXPANDED = 24;
const MOST_LOOKED_UP = 800;
/** A word met more often, in a library of more than a few, finds enough by itself. */
const MOST_EXPANDED_SHARE = 0.1;
const MOST_EXPANDED_COUNT = 20;

const wordRows = z.array(z.tuple([z.string()]));
const compoundRows = z.array(z.tuple([z.string(), z.string()]));

/** Adds to each unit what stands for it: the parts of a compound, the compounds of a part. */
export type AddCompounds = (
  locale: LocaleTag,
  analyzer: Analyzer,
  units: readonly WeightedUnit[],
  total: number,
) => WeightedUnit[];

/**
 * Prepare to look compounds up over one connection.
 *
 * @see docs/decisions/0031-compounds.md
 */
export function createAddCompounds(db: Database): AddCompounds {
  const selectWords = db
    .prepare(
      'SELECT w.word FROM json_each(?) j CROSS JOIN search_word w ON w.locale = ? AND w.word = j.value',
    )
    .raw();
  const selectCompounds = db
    .prepare(
      'SELECT c.part, c.compound FROM json_each(?) j CROSS JOIN search_compound c ON c.locale = ? AND c.part = j.value LIMIT 400',
    )
    .raw();

  return (locale, { language, stem }, units, total) => {
    if (!hasCompounds(language)) return [...units];
    const asked = units.filter(({ word, isStop }) => word !== undefined && !isStop).slice(0, MOST_EXPANDED);
    const possible = asked.flatMap(({ word }) => possibleParts(word ?? '')).slice(0, MOST_LOOKED_UP);
    const forms = possible.flatMap((part) => knownForms(part, language));
    const words = new Set(
      wordRows.parse(selectWords.all(JSON.stringify(forms), locale)).map(([word]) => word),
    );
    const stops = stopWords(language);
    const isPart = (part: string): boolean =>
      !stops.has(part) && knownForms(part, language).some((form) => words.has(form));
    const found = compoundRows.parse(
      selectCompounds.all(JSON.stringify(asked.map(({ term }) => term)), locale),
    );
    const compounds = new Map<string, string[]>();
    for (const [part, compound] of found) compounds.set(part, [...(compounds.get(part) ?? []), compound]);
    return units.map((unit) => {
      const { word, term, isStop, count } = unit;
      if (word === undefined || isStop) return unit;
      const parts = splitCompound(word, language, isPart).map(stem);
      const alternatives = (
        count > Math.max(MOST_EXPANDED_COUNT, MOST_EXPANDED_SHARE * total) ? [] : (compounds.get(term) ?? [])
      )
        .filter((compound) => compound !== term)
        .slice(0, MOST_COMPOUNDS);
      if (parts.length === 0) return { ...unit, alternatives };
      const weightedParts = parts.map((part) => ({ term: part, share: 1 / parts.length, count: 0 }));
      return { ...unit, parts, weightedParts, alternatives };
    });
  };
}

import { z } from 'zod';
import { eachPair } from '../../reading/each-passage.js';
import { oncePerPassage } from '../../reading/wording.js';
import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';
import data from '../../terms/negations.json' with { type: 'json' };

const NEGATIONS = new Map(
  Object.entries(z.record(z.string(), z.string()).parse(data)).map(([language, pattern]) => [
    language,
    new RegExp(pattern, 'iu'),
  ]),
);
const PLAIN =
  /\b(?:not|never|cannot|(?:do|does|did|is|are|was|were|has|have|should|would|could|wo|ca)n['’]t)\b/i;
/** Phrases that other languages express without negation: `not only`, `why not`, `if not`. */
const WEAK = /\bnot (?:only|just)\b|\b(?:why|if|or|whether or|could) not\b|\bnotwithstanding\b/gi;

/** Whether a passage contains a negation; undefined for languages without patterns. */
export function isNegated(passage: Passage, language: string): boolean | undefined {
  return language === 'en' ? negationsOf(passage).isNegated : NEGATIONS.get(language)?.test(passage.plain);
}

const negationsOf = oncePerPassage((passage) => ({
  isNegated:
    passage.kind !== 'heading' &&
    !passage.prose.includes('="') &&
    PLAIN.test(passage.plain.replace(WEAK, '')),
}));

export const negationLost: Rule = {
  id: 'negation-lost',
  severity: 'note',
  summary: 'The source says "not", and the translation contains no negation.',
  looksAt: 'same-version',
  check: eachPair(({ source, translation }, { translation: { language }, source: original }) =>
    original.language === 'en' && negationsOf(source).isNegated && isNegated(translation, language) === false
      ? { message: 'the source has a negation here, the translation seems to have none' }
      : undefined,
  ),
};

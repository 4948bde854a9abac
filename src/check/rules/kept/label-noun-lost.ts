import { z } from 'zod';
import { eachPair } from '../../reading/each-passage.js';
import { oncePerPassage } from '../../reading/wording.js';
import type { Rule } from '../../rule.js';
import data from '../../terms/label-nouns.json' with { type: 'json' };

/** By English noun of the source: its translations by language. */
const NOUNS = new Map(
  Object.entries(z.record(z.string(), z.record(z.string(), z.string())).parse(data)).map(([noun, words]) => [
    noun,
    new Map(Object.entries(words).map(([language, word]) => [language, new RegExp(word, 'iu')])),
  ]),
);
/** A label followed by the noun that says what it is: `<b>Queue</b> tab`. */
const LABELLED = new RegExp(
  `[\\uFFF9\\]]\\s*(${[...NOUNS.keys()].join('|')})\\b(?! (?:view|page|name|ID)\\b)`,
  'g',
);

const nounsOf = oncePerPassage(({ prose, kind }) =>
  kind === 'heading' ? [] : [...prose.matchAll(LABELLED)],
);

/** A lost noun after a label, which tells readers what to look for. */
export const labelNounLost: Rule = {
  id: 'label-noun-lost',
  severity: 'warning',
  summary: 'The kind of element a label is (tab, button) is missing.',
  looksAt: 'aligned',
  check: eachPair(({ source, translation: { prose } }, { translation: { language }, source: original }) => {
    if (original.language !== 'en') return undefined;
    const lost = nounsOf(source).filter(({ 1: noun = '' }) => {
      const word = NOUNS.get(noun)?.get(language);
      return word?.test(prose) === false && !new RegExp(`\\b${noun}`, 'i').test(prose);
    });
    return lost.map(({ 1: noun = '', index }) => ({
      message: `the source has "${noun}" after a label, the translation has no such word`,
      source: source.span(index, 0),
    }));
  }),
};

import { z } from 'zod';
import { eachPassage } from '../../reading/each-passage.js';
import type { Rule } from '../../rule.js';
import data from '../../terms/wrong-sense.json' with { type: 'json' };

const TERM = z.object({
  wrong: z.string(),
  /** The source term it stands for, in English. */
  for: z.string(),
  right: z.string(),
});

/** By language, headings and labels with a meaning their originals do not have, by `foldLabel`. */
const TERMS = z
  .record(
    z.string(),
    z.array(TERM).transform((terms) => new Map(terms.map((term) => [foldLabel(term.wrong), term]))),
  )
  .parse(data);

const LONGEST_LABEL = 80;

export const wrongSenseLabel: Rule = {
  id: 'wrong-sense-label',
  severity: 'error',
  summary: 'A heading or label uses the wrong sense of a word.',
  looksAt: 'pair',
  check: eachPassage(({ kind, prose }, original, { translation: { language } }) => {
    const terms = TERMS[language];
    if (terms === undefined || (kind !== 'heading' && kind !== 'paragraph')) return undefined;
    const line = prose.split('\n', 1)[0] ?? '';
    const term = line.length > LONGEST_LABEL ? undefined : terms.get(foldLabel(line));
    if (term === undefined || !standsFor(term.for, original?.prose)) return undefined;
    if (kind === 'paragraph' && !/^\s*\uFFF9/.test(prose)) return undefined;
    return { message: `"${term.wrong}" is the wrong sense of "${term.for}"; use "${term.right}"` };
  }),
};

/** Whether the source's label is the term, singular or plural. Without a source label, the word itself decides. */
function standsFor(term: string, original: string | undefined): boolean {
  if (original === undefined) return true;
  const [there, wanted] = [foldLabel(original.split('\n', 1)[0] ?? ''), term.toLowerCase()];
  return there.replace(/s$/, '') === wanted.replace(/s$/, '');
}

/** Normalize a label for comparison: no final punctuation, uniform spaces, slashes and apostrophes, lower case. */
function foldLabel(label: string): string {
  return label
    .replace(/\{#[^}]{0,80}\}/g, '')
    .replace(/[\uFFFC\uFFF9\u200B]/g, '')
    .replace(/[\s\u00A0]+/g, ' ')
    .replace(/ ?[/／] ?/g, '/')
    .replace(/[’']/g, "'")
    .trim()
    .replace(/[:：.]$/, '')
    .trim()
    .toLowerCase();
}

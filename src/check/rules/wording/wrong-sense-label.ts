import { z } from 'zod';
import type { Rule } from '../../rule.js';
import data from '../../terms/wrong-sense.json' with { type: 'json' };

const TERMS = z.record(
  z.string(),
  z.array(z.object({ wrong: z.string(), for: z.string(), right: z.string() })),
);

/** A heading or label with a meaning its original does not have. */
interface WrongTerm {
  readonly wrong: string;
  /** The source term it stands for, in English. */
  readonly for: string;
  readonly right: string;
}

const LONGEST_LABEL = 80;

let terms: ReadonlyMap<string, ReadonlyMap<string, WrongTerm>> | undefined;

/** A heading or label translated in the wrong sense: the resolution of a screen. */
export const wrongSenseLabel: Rule = {
  id: 'wrong-sense-label',
  severity: 'error',
  summary: 'A heading or label uses the wrong sense of a word.',
  looksAt: 'pair',
  *check({ translation, pairing }) {
    const terms = wrongTerms(translation.language);
    if (terms.size === 0) return;
    for (const passage of translation.passages) {
      if (passage.kind !== 'heading' && passage.kind !== 'paragraph') continue;
      const line = passage.prose.split('\n', 1)[0] ?? '';
      const term = line.length > LONGEST_LABEL ? undefined : terms.get(foldLabel(line));
      if (term === undefined) continue;
      const original = pairing.original(passage);
      if (!standsFor(term.for, original?.prose)) continue;
      if (passage.kind === 'paragraph' && !/^\s*\uFFF9/.test(passage.prose)) continue;
      yield {
        message: `"${term.wrong}" is the wrong sense of "${term.for}"; use "${term.right}"`,
        at: passage,
        source: original,
      };
    }
  },
};

/** Whether the source's label is the term, singular or plural. Without a source label, the word itself decides. */
function standsFor(term: string, original: string | undefined): boolean {
  if (original === undefined) return true;
  const [there, wanted] = [foldLabel(original.split('\n', 1)[0] ?? ''), term.toLowerCase()];
  return there.replace(/s$/, '') === wanted.replace(/s$/, '');
}

/** A language's terms by `foldLabel` of the wrong one. */
function wrongTerms(language: string): ReadonlyMap<string, WrongTerm> {
  terms ??= new Map(
    Object.entries(TERMS.parse(data)).map(([of, list]) => [
      of,
      new Map(list.map((term) => [foldLabel(term.wrong), term])),
    ]),
  );
  return terms.get(language) ?? new Map<string, WrongTerm>();
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

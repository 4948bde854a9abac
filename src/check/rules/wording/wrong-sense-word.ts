import { z } from 'zod';
import { eachPair } from '../../reading/each-passage.js';
import type { Rule } from '../../rule.js';
import data from '../../terms/wrong-sense-words.json' with { type: 'json' };

const PATTERN = z.string().transform((pattern) => new RegExp(pattern, 'iu'));
const WORD = z.object({
  for: PATTERN,
  wrong: PATTERN,
  right: z.string(),
  /** A source text that justifies the word. */
  unless: PATTERN.optional(),
});
const WORDS = z.record(z.string(), z.array(WORD)).parse(data);

export const wrongSenseWord: Rule = {
  id: 'wrong-sense-word',
  severity: 'warning',
  summary: 'A word in the text has the wrong sense.',
  looksAt: 'aligned',
  check: eachPair(function* ({ source, translation }, { translation: { language } }) {
    for (const { for: original, wrong, right, unless } of WORDS[language] ?? []) {
      const match = wrong.exec(translation.prose);
      const there = match && original.exec(source.prose);
      if (!there || unless?.test(source.prose) === true) continue;
      const [said, meant] = [match[0], there[0]].map((text) => text.replace(/[\uFFF9\uFFFC]/g, '').trim());
      yield {
        message: `"${said}" is the wrong sense of "${meant}"; use "${right}"`,
        at: translation.span(match.index, match[0].length),
        source: source.span(there.index, 0),
      };
    }
  }),
};

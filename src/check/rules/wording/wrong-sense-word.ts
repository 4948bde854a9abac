import { z } from 'zod';
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
type WrongWord = z.infer<typeof WORD>;

let words: Readonly<Record<string, readonly WrongWord[]>> | undefined;

/** A word translated in the wrong sense. */
export const wrongSenseWord: Rule = {
  id: 'wrong-sense-word',
  severity: 'warning',
  summary: 'A word in the text has the wrong sense.',
  looksAt: 'aligned',
  *check({ translation: { language }, pairing }) {
    words ??= z.record(z.string(), z.array(WORD)).parse(data);
    for (const { source, translation } of pairing.pairs) {
      for (const { for: original, wrong, right, unless } of words[language] ?? []) {
        const match = wrong.exec(translation.prose);
        const there = match && original.exec(source.prose);
        if (!there || unless?.test(source.prose) === true) continue;
        const [said, meant] = [match[0], there[0]].map((text) => text.replace(/[\uFFF9\uFFFC]/g, '').trim());
        yield {
          message: `"${said}" is the wrong sense of "${meant}"; use "${right}"`,
          at: {
            start: translation.offset(match.index),
            end: translation.offset(match.index + match[0].length),
          },
          source: { start: source.offset(there.index) },
        };
      }
    }
  },
};

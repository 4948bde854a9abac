import { z } from 'zod';
import { spanOf } from '../../comparison.js';
import { plainProse, STAND_IN, type Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';
import data from '../../terms/conditions.json' with { type: 'json' };

const CONDITIONS = z
  .record(z.string(), z.object({ if: z.array(z.string()), then: z.array(z.string()) }))
  .parse(data);
/** A clause of more words has its way on in it, comma or none. */
const MOST_WORDS = 14;

/** A step with a condition but no action, unlike the source. */
export const conditionWithoutWay: Rule = {
  id: 'condition-without-way',
  severity: 'note',
  summary: 'A step says "if …" without saying what to do.',
  looksAt: 'same-version',
  *check({ pairing, source: original, translation: file }) {
    for (const { source, translation } of pairing.pairs) {
      if (translation.place?.isOrdered !== true || !isOpenCondition(translation, file.language)) continue;
      if (isLastOfItem(translation, file.passages) && !isOpenCondition(source, original.language)) {
        yield {
          message: 'this step has a condition but does not say what to do',
          at: spanOf(translation),
          source: { offset: source.start },
        };
      }
    }
  },
};

/** Whether a step is one clause that starts with "if": no comma, no colon, nothing behind it. */
function isOpenCondition(passage: Passage, language: string): boolean {
  const words = CONDITIONS[language];
  const text = plainProse(passage);
  if (words === undefined || passage.prose.includes(STAND_IN)) return false;
  if (!words.if.some((word) => text.startsWith(`${word} `))) return false;
  if (text.split(' ').length > MOST_WORDS) return false;
  return !/[,:;、，：]|[.!?] ./.test(text) && !words.then.some((word) => text.includes(` ${word} `));
}

function isLastOfItem(passage: Passage, passages: readonly Passage[]): boolean {
  const next = passages[passage.index + 1];
  return next?.place === undefined || next.place.isFirst
    ? (next?.place?.depth ?? 0) <= (passage.place?.depth ?? 0)
    : false;
}

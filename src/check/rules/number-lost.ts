import { comparePassages } from '../comparison.js';
import { oncePerPassage } from '../reading/wording.js';
import type { Rule } from '../rule.js';

/** Numbers alone or with a unit; not those of times, dates, names and codes, which languages write in their own ways. */
const NUMBER =
  /(?<![\p{L}\p{N}_.,:/\\#$€£+-])\d{1,3}(?:,\d{3}){1,4}(?![\p{N}_:/-]|[.,]\d)|(?<![\p{L}\p{N}_.,:/\\#$€£+-])\d{2,12}(?:\.\d{1,4})?(?![\p{N}_:/\\-]|[.,]\d|\p{L}{2}|\s?[AaPp]\.?[Mm]\b)/gu;
/** Below it a number may be written in letters. */
const SMALLEST = 13;

const numbersOf = oncePerPassage(({ prose }) => [...prose.matchAll(NUMBER)]);

/** A number that is gone. */
export const numberLost: Rule = {
  id: 'number-lost',
  severity: 'warning',
  summary: 'A number of the source is missing or altered.',
  looksAt: 'same-version',
  *check(input) {
    const countsInMyriads = ['ja', 'zh', 'ko'].includes(input.translation.language);
    for (const compared of comparePassages(input)) {
      const numbers = numbersOf(compared.source);
      if (numbers.length === 0) continue;
      const { digits } = compared.wording();
      const told = new Set<string>();
      for (const { 0: number, index } of numbers) {
        const bare = number.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '');
        if (Number(bare) < SMALLEST || digits.has(bare) || told.has(bare)) continue;
        if (countsInMyriads && Number(bare) % 1000 === 0) continue;
        told.add(bare);
        yield {
          message: `the number ${number} of the source is missing or altered`,
          at: compared.at,
          source: { offset: compared.source.offset(index) },
        };
      }
    }
  },
};

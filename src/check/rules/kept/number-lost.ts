import { z } from 'zod';
import { comparePassages, type Compared } from '../../comparison.js';
import { oncePerPassage } from '../../reading/wording.js';
import type { Rule } from '../../rule.js';
import data from '../../terms/number-words.json' with { type: 'json' };

/** Numbers alone or with a unit; not times, dates, names or codes, which languages write differently. */
const NUMBER =
  /(?<![\p{L}\p{N}_.,:/\\#$€£+-])\d{1,3}(?:,\d{3}){1,4}(?![\p{N}_:/-]|[.,]\d)|(?<![\p{L}\p{N}_.,:/\\#$€£+-])\d{2,12}(?:\.\d{1,4})?(?![\p{N}_:/\\-]|[.,]\d|\p{L}{2}|\s?[AaPp]\.?[Mm]\b)/gu;
/** Thousands and millions change digits in languages that count in myriads. */
const COUNTED = /^ ?(?:thousand|million|billion|[kKM]\b)/;
/** Below this, a number may be spelled out. */
const SMALLEST = 13;
/** A number of things, written in digits or letters. */
const SMALL = /(?<![\p{L}\p{N}_.,:/\\#$€£+()-])(?:[4-9]|1[0-2])(?= (?:or more |more |or less )?\p{Ll}{3,})/gu;
/** What follows a number that does not count things, or counts in another unit. */
const OTHERWISE = /^ (?:thousand|million|billion|of|and|to|or|bits?|am|pm)\b/;

const numbersOf = oncePerPassage(({ prose }) => [...prose.matchAll(NUMBER)]);
const smallNumbersOf = oncePerPassage(({ prose, kind }) =>
  kind === 'heading'
    ? []
    : [...prose.matchAll(SMALL)].filter(
        ({ 0: number, index }) =>
          !OTHERWISE.test(prose.slice(index + number.length)) &&
          !/\b(?:steps?|versions?|figures?|chapter|level|part|point|option|issue|items?|[A-Z]\w*) $/.test(
            prose.slice(Math.max(0, index - 20), index),
          ),
      ),
);

/** By language, the words for numbers from two on; variants separated by bars. */
const WORDS = new Map(
  Object.entries(z.record(z.string(), z.string()).parse(data)).map(([language, words]) => [
    language,
    words.split(' ').map((forms) => new RegExp(wordPattern(forms), 'iu')),
  ]),
);

/** Korean numbers are syllables of many words (`사용`): only those that stand alone or before a counter are numbers. */
function wordPattern(forms: string): string {
  if (/\p{Script=Hangul}/u.test(forms))
    return `(?<!\\p{L})(?:${forms})(?:(?!\\p{L})|(?=개|가지|번|명|단계|시간|글자|자리|종류))`;
  return `${/\p{Script=Latin}/u.test(forms) ? '(?<!\\p{L})' : ''}(?:${forms})`;
}

export const numberLost: Rule = {
  id: 'number-lost',
  severity: 'warning',
  summary: 'A number from the source is missing or altered.',
  looksAt: 'aligned',
  *check(input) {
    const { language } = input.translation;
    for (const compared of comparePassages(input))
      for (const { 0: number, index } of [...smallLost(compared, language), ...lost(compared, language)])
        yield {
          message: `the number ${number} from the source is missing or altered`,
          at: compared.at,
          source: compared.source.span(index, 0),
        };
  },
};

function lost({ source, wording }: Compared, language: string): readonly RegExpExecArray[] {
  const told = new Set<string>();
  return numbersOf(source).filter(({ 0: number, index }) => {
    const bare = number.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '');
    if (Number(bare) < SMALLEST || wording().digits.has(bare) || told.has(bare)) return false;
    const isThousands = Number(bare) % 1000 === 0 || COUNTED.test(source.prose.slice(index + number.length));
    if (['ja', 'zh', 'ko'].includes(language) && isThousands) return false;
    told.add(bare);
    return true;
  });
}

/** Small numbers missing both as digits and as words; only in paired passages. */
function smallLost({ source, translation, wording }: Compared, language: string): readonly RegExpExecArray[] {
  const words = WORDS.get(language);
  if (words === undefined || translation === undefined) return [];
  return smallNumbersOf(source).filter(
    ([number]) =>
      !wording().digits.has(number) && words[Number(number) - 2]?.test(translation.prose) === false,
  );
}

import { eachPair } from '../../reading/each-passage.js';
import { oncePerPassage } from '../../reading/wording.js';
import { passageText } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';

/** A date in a log, followed by a time, or an ISO 8601 date. */
const LOGGED = /(?<![\d./-])(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})[ T,]{1,2}(\d{1,2}:\d\d:\d\d)/g;
const ISO = /(?<![\d./-])(\d{4})(-)(\d\d)-(\d\d)(?![\d./-]*\d)/g;

const datesOf = oncePerPassage((passage) => {
  const text = passageText(passage);
  return text.includes('-') || text.includes(':') ? [...text.matchAll(LOGGED), ...text.matchAll(ISO)] : [];
});

/** Day and month swapped in a machine-written date, so that a search for the line fails. */
export const dateSwapped: Rule = {
  id: 'date-swapped',
  severity: 'error',
  summary: 'Day and month are swapped in a date from a log.',
  looksAt: 'aligned',
  check: eachPair(({ source, translation }) => {
    const there = datesOf(source);
    if (there.length === 0) return undefined;
    const written = passageText(translation);
    for (const [date, a = '', mark = '', b = '', c = '', time = ''] of there) {
      const swapped = (a.length === 4 ? [a, c, b] : [b, a, c]).join(mark);
      const day = [a, b, c].join(mark);
      if (swapped === day || written.includes(day) || !written.includes(swapped)) continue;
      if (written.includes(time)) return { message: `the date ${date} in the source is ${swapped} here` };
    }
    return undefined;
  }),
};

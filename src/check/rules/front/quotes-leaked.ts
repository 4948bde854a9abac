import { cleanQuotes, quoteEdges, unescapeQuotes } from '../../../content/leaked-quotes.js';
import { countDoubleQuotes, eachValue } from '../../reading/front-values.js';
import type { Rule } from '../../rule.js';

/** A pair of quotes around a value that needs no quotes in YAML and is no YAML keyword (`No`, `null`, `1.0`). */
const PAIR = /^(?:"[^]*"|“[^]*”|„[^]*[“”]|«[^]*»|「[^]*」|『[^]*』)$/;

const PLAIN = /^[\p{L}\p{N}][^:#"'“”„‟«»「」『』‘’‚＂〝〞\\]{5,}$/u;

export const quotesLeaked: Rule = {
  id: 'quotes-leaked',
  severity: 'warning',
  summary: 'The YAML quotes of the front matter became part of a value.',
  looksAt: 'alone',
  onSource: false,
  check: eachValue(({ key, value, original }, { source }) => {
    if (source !== undefined && original === undefined) return undefined;
    const even = unescapeQuotes(value);
    const edges = original === undefined ? undefined : quoteEdges(original);
    const isRemoved = even.length - cleanQuotes(value, edges).length >= 2;
    // A single quote is reported as unbalanced instead.
    if (!(isRemoved || isWrapped(even, original)) || countDoubleQuotes(even) % 2 === 1) return undefined;
    const where = original === undefined ? '' : ' that the source does not have';
    const right = even.slice(1, -1).trim();
    return {
      message: `"${key}" is wrapped in quotes${where}: ${value.slice(0, 80)}`,
      ...(PAIR.test(even) && PLAIN.test(right) && { fix: { wrong: even, right } }),
    };
  }),
};

const OPENS = /^["'“”„‟«»「『‘‚＂〝]/;

const CLOSES = /["'“”»«」』’‘＂〞]$/;

/** Whether a whole value is wrapped in its language's quotes and the source's is not; readers see these quotes. */
function isWrapped(value: string, original: string | undefined): boolean {
  if (original === undefined || OPENS.test(original) || CLOSES.test(original)) return false;
  return OPENS.test(value) && CLOSES.test(value);
}

import { cleanQuotes, quoteEdges } from '../../../content/leaked-quotes.js';
import { countDoubleQuotes, frontValues } from '../../front-values.js';
import type { Hit, Rule } from '../../rule.js';

/** A front matter value wrapped in quotes that belonged to YAML. */
export const quotesLeaked: Rule = {
  id: 'quotes-leaked',
  severity: 'warning',
  summary: 'The YAML quotes of the front matter became part of a value.',
  looksAt: 'alone',
  onSource: false,
  *check({ translation, source }) {
    const originals = new Map(source && frontValues(source).map((front) => [front.key, front]));
    for (const { key, value } of frontValues(translation)) {
      const original = originals.get(key);
      if (source !== undefined && original === undefined) continue;
      const even = value.replaceAll('\\"', '"');
      const isRemoved = even.length - cleanQuotes(value, original && quoteEdges(original.value)).length >= 2;
      // A single quote is reported as unbalanced instead.
      if (!(isRemoved || isWrapped(even, original?.value)) || countDoubleQuotes(even) % 2 === 1) continue;
      yield {
        message: `"${key}" is wrapped in quotes${original ? ' that the source does not have' : ''}: ${value.slice(0, 80)}`,
        at: { key },
        ...withoutQuotes(even),
        source: original && { key },
      };
    }
  },
};

/** A pair of quotes around a value that needs no quotes in YAML and is no YAML keyword (`No`, `null`, `1.0`). */
const PAIR = /^(?:"[^]*"|“[^]*”|„[^]*[“”]|«[^]*»|「[^]*」|『[^]*』)$/;
const PLAIN = /^[\p{L}\p{N}][^:#"'“”„‟«»「」『』‘’‚＂〝〞\\]{5,}$/u;

function withoutQuotes(value: string): Pick<Hit, 'fix'> {
  const right = value.slice(1, -1).trim();
  return PAIR.test(value) && PLAIN.test(right) ? { fix: { wrong: value, right } } : {};
}

const OPENS = /^["'“”„‟«»「『‘‚＂〝]/;
const CLOSES = /["'“”»«」』’‘＂〞]$/;

/** Whether a whole value is wrapped in its language's quotes and the source's is not; readers see these quotes. */
function isWrapped(value: string, original: string | undefined): boolean {
  if (original === undefined || OPENS.test(original) || CLOSES.test(original)) return false;
  return OPENS.test(value) && CLOSES.test(value);
}

import type { LocaleTag } from '../../article/article.js';
import { analyzerOf, termsOf } from '../analysis/analyzer.js';

/** Pairs of quotes that may enclose a whole query, as keyboards and translators write them. */
const QUOTED = /^\s*(?:"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|「([^「」]+)」)\s*$/u;
const MOST_TERMS = 40;

/**
 * The terms that must stand side by side when the whole query is quoted.
 *
 * @returns Undefined when the query is not quoted as a whole; quotes inside it, or one alone, are but text.
 */
export function phraseOf(text: string, locale: LocaleTag): readonly string[] | undefined {
  const match = QUOTED.exec(text);
  const inside = match?.slice(1).find((group: string | undefined) => group !== undefined);
  if (inside === undefined) return undefined;
  const terms = termsOf(analyzerOf(locale).units(inside)).slice(0, MOST_TERMS);
  return terms.length === 0 ? undefined : terms;
}

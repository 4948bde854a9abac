import { plainValue, textOf } from '../../front-values.js';
import type { ComparisonInput } from '../../rule.js';

export const AT_TITLE = { at: { key: 'title' }, source: { key: 'title' } };

/** The plain titles of both files; empty if one has none. */
export function titlesOf({ translation, source }: ComparisonInput): readonly [string, string] {
  const [here, there] = [textOf(translation, 'title'), textOf(source, 'title')];
  return here === undefined || there === undefined ? ['', ''] : [plainValue(here), plainValue(there)];
}

export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

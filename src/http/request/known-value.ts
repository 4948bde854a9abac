import { Problem } from '../../problem.js';

/** Known values a message names; the document's `known` names all. */
const MOST_NAMED = 60;

/**
 * Check that a filter asks for something there is.
 *
 * @param known - What may be asked for, the likeliest first.
 * @throws Problem `unknown-value` (400) that names the known ones in the reader's language.
 */
export function checkKnown(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw unknownValue(name, value, known);
}

/** The problem of a filter that asks for something there is not. */
export function unknownValue(name: string, value: string, known: readonly string[]): Problem {
  const named = known.slice(0, MOST_NAMED).join(', ');
  return new Problem('unknown-value', {
    values: { name, value: value.slice(0, 80), known: known.length > MOST_NAMED ? `${named}, …` : named },
    errors: [{ pointer: `/query/${name}`, detail: 'not one of the known values' }],
    extensions: { known },
  });
}

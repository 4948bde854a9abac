import type { WalkState } from '../engine/advance.js';
import { answerText, UNKNOWN } from '../fact-set.js';
import type { Walk } from '../walk.js';

/** The query parameter that carries the walk's version. */
const VERSION_PARAMETER = 'v';

/** Leave characters that are safe in a URL unescaped, for readability. */
function escapeValue(text: string): string {
  return encodeURIComponent(text).replace(/%(?:3A|2F|2C|3B)/g, (code) => decodeURIComponent(code));
}

/**
 * Encode the answers of a state as a query string: `v=1&device=printer&since=2`.
 *
 * Deterministic; contains only normalized answers, never pasted text.
 *
 * @returns The query without `?`.
 */
export function encodeAnswers(state: Pick<WalkState, 'walk' | 'answers'>): string {
  const pairs = [...state.answers].map(([id, value]) => {
    const node = state.walk.nodes.get(id);
    const isEncoded = node?.kind === 'question' && value !== UNKNOWN;
    return `${encodeURIComponent(id)}=${escapeValue(isEncoded ? node.input.encode(value) : answerText(value))}`;
  });
  return [`${VERSION_PARAMETER}=${state.walk.version}`, ...pairs].join('&');
}

/** A decoded query string, for `advance`. */
export interface DecodedQuery {
  readonly submission: { readonly answers: Readonly<Record<string, unknown>>; readonly version?: string };
  /** Parameters that are not questions of this walk, besides the version. */
  readonly unknown: readonly string[];
}

/**
 * Decode what {@link encodeAnswers} wrote; invalid values are left for `advance` to reject.
 *
 * @param ignored - Parameters that belong to the page, not to the walk.
 */
export function decodeAnswers(
  walk: Walk,
  query: URLSearchParams,
  ignored: readonly string[] = [],
): DecodedQuery {
  const answers = new Map<string, unknown>();
  const unknown: string[] = [];
  for (const [name, text] of query) {
    const node = walk.nodes.get(name);
    if (node?.kind === 'question') answers.set(name, text === UNKNOWN ? text : node.input.decode(text));
    else if (name !== VERSION_PARAMETER && !ignored.includes(name)) unknown.push(name);
  }
  const version = query.get(VERSION_PARAMETER);
  return {
    submission: { answers: Object.fromEntries(answers), ...(version === null ? {} : { version }) },
    unknown,
  };
}

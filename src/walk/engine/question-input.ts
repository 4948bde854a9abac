/** What a question takes. */
export type QuestionInput =
  | { readonly type: 'log'; readonly maxBytes: number; readonly example: string }
  | { readonly type: 'zone'; readonly example: string }
  | { readonly type: 'restart'; readonly example: string }
  | { readonly type: 'minutes'; readonly min: number; readonly max: number; readonly example: number }
  | { readonly type: 'choice'; readonly options: readonly string[] };

/** Names of the kinds of input. */
export type InputType = QuestionInput['type'];

/** The answer every question takes. */
export const UNKNOWN = 'unknown';

/**
 * The edges a question with this input must have.
 *
 * @returns Each option, or `answered`; `unknown` last.
 */
export function edgeNames(input: QuestionInput): readonly string[] {
  return input.type === 'choice' ? [...input.options, UNKNOWN] : ['answered', UNKNOWN];
}

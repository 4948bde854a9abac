import { wireAnswer } from './answer.js';
import type { WalkState } from './walk-state.js';

/** The answers before a question, to show it again; those that came after it are dropped. */
export function answersBefore(state: WalkState, question: string): Readonly<Record<string, unknown>> {
  const entries = [...state.answers];
  const at = entries.findIndex(([id]) => id === question);
  const kept = at === -1 ? entries : entries.slice(0, at);
  return Object.fromEntries(kept.map(([id, answer]) => [id, wireAnswer(answer)]));
}

/**
 * Put an answer to a question: the current one, or an earlier one that is changed, which drops what came after it.
 *
 * @param raw - As sent; {@link advance} checks it.
 * @returns What to submit next.
 */
export function changeAnswer(
  state: WalkState,
  question: string,
  raw: unknown,
): Readonly<Record<string, unknown>> {
  const kept = Object.entries(answersBefore(state, question));
  return Object.fromEntries([...kept, [question, raw]]);
}

import type { AnswerMap } from '../engine/answer.js';
import type { FactSet } from '../engine/fact-set.js';
import { NO_FINDINGS } from '../engine/findings.js';

/** What a step can be answered with, besides `unknown`. */
export const STEP_OPTIONS = ['done', 'didNotHelp', 'doesNotApply'] as const;

/** A step's question. */
export function stepQuestion(step: number): string {
  return `step-${step}`;
}

/** `tried` when the last step that applied was done; `stuck` when it did not help, or nothing applied. */
function concludeSteps(answers: AnswerMap, steps: readonly number[]): string {
  const applied = steps
    .map((step) => answers.get(stepQuestion(step)))
    .findLast((answer) => answer?.kind === 'choice' && answer.option !== 'doesNotApply');
  return applied?.kind === 'choice' && applied.option === 'done' ? 'tried' : 'stuck';
}

/**
 * The facts of a walk made from an article's steps.
 *
 * @param steps - Their numbers, in order.
 */
export function createPlainFacts(steps: readonly number[]): FactSet {
  return {
    name: 'plain-steps',
    results: new Map([['steps', ['tried', 'stuck']]]),
    questions: new Map(steps.map((step) => [stepQuestion(step), 'choice'])),
    sentences: [],
    study: (answers) => ({
      ask: () => concludeSteps(answers, steps),
      findings: NO_FINDINGS,
      used: new Set(),
    }),
  };
}

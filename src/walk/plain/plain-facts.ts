import { evaluateOnly, NO_FACTS, UNKNOWN, type Answers, type FactSet } from '../fact-set.js';

/** What a step can be answered with, besides `unknown`. */
export const STEP_OPTIONS = ['done', 'didNotHelp', 'doesNotApply'] as const;

/** A step's question. */
export function stepQuestion(step: number): string {
  return `step-${step}`;
}

/** `tried` when the last step that applied was done; `stuck` when it did not help, or nothing applied. */
function concludeSteps(answers: Answers, steps: readonly number[]): string {
  const applied = steps
    .map((step) => answers.get(stepQuestion(step)))
    .findLast((answer) => answer !== undefined && answer !== UNKNOWN && answer !== 'doesNotApply');
  return applied === 'done' ? 'tried' : 'stuck';
}

/**
 * The facts of a walk made from an article's steps.
 *
 * @param steps - Their numbers, in order.
 */
export function createPlainFacts(steps: readonly number[]): FactSet {
  return {
    ...NO_FACTS,
    name: 'plain-steps',
    results: new Map([['steps', ['tried', 'stuck']]]),
    questions: new Map(steps.map((step) => [stepQuestion(step), 'choice'])),
    evaluate: (answers) => evaluateOnly(() => concludeSteps(answers, steps)),
  };
}

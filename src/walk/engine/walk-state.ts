import type { OutcomeNode, QuestionNode, Walk } from '../walk.js';
import type { AnswerMap } from './answer.js';
import type { Findings } from './findings.js';
import type { WalkError } from './walk-error.js';

/** Where a set of answers leads. */
export interface WalkState {
  readonly walk: Walk;
  /**
   * `question` asks `node`; `outcome` ended at `node`; `invalid` (answer 422) asks again for what `errors` name;
   * `notYet` (answer 409) got an answer whose question comes later, and asks `node` first.
   */
  readonly status: 'question' | 'outcome' | 'invalid' | 'notYet';
  readonly node: QuestionNode | OutcomeNode;
  /** Checked answers in the order of the way, then those known early. */
  readonly answers: AnswerMap;
  /** Nodes passed, the current one last. */
  readonly path: readonly string[];
  readonly findings: Findings;
  /** The moment it was reckoned at, epoch milliseconds. */
  readonly now: number;
  readonly errors: readonly WalkError[];
  /** Questions whose answers were not needed. */
  readonly ignored: readonly string[];
  /** Questions whose answers belonged to an older version of the walk and must be given again. */
  readonly dropped: readonly string[];
  /** Questions answered on the way, and how many can still come at most. */
  readonly progress: { readonly answered: number; readonly remaining: number };
}

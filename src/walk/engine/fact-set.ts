import type { AnswerMap } from './answer.js';
import type { Findings } from './findings.js';
import type { InputType } from './question-input.js';

/** What one set of answers tells. */
export interface Study {
  /** Conclude a fact by name; always one of its results. */
  readonly ask: (fact: string) => string;
  readonly findings: Findings;
  /** Questions whose answers mattered though they may never be asked. */
  readonly used: ReadonlySet<string>;
}

/** A registered set of pure functions over the answers. */
export interface FactSet {
  readonly name: string;
  /** Every fact and all its results. */
  readonly results: ReadonlyMap<string, readonly string[]>;
  /** Questions it looks at, which a walk that uses it must ask in this way. */
  readonly questions: ReadonlyMap<string, InputType>;
  /** Names of sentences a walk that uses it must have in each language. */
  readonly sentences: readonly string[];
  /**
   * @param answers - All that was answered, in any order; the way's own and early ones.
   * @param now - Epoch milliseconds.
   */
  readonly study: (answers: AnswerMap, now: number) => Study;
}

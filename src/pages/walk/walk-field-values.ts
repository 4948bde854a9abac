import type { WireAnswer } from '../../walk/engine/answer.js';
import type { WireQuestion } from '../../walk/present/wire-state.js';
import { WALK_FIELDS } from './read-walk-answer.js';
import type { FormValues, WalkView } from './walk-page-data.js';

/** What a question's fields are made from. */
export interface WalkInputProps {
  readonly view: WalkView;
  readonly question: WireQuestion;
  /** What the fields begin with. */
  readonly values: FormValues;
}

/** What a form begins with: what was typed and refused, else the answer to be changed, else what the walk suggests. */
export function fieldValues(view: WalkView, question: WireQuestion): FormValues {
  if (view.typed !== undefined) return view.typed;
  const answer = view.changing?.answer ?? question.input.suggestion;
  return answer === null || answer === 'unknown' ? new Map() : splitAnswer(answer);
}

/** A log's text is gone, and its times alone would say less than they did: it begins empty. */
function splitAnswer(answer: WireAnswer): FormValues {
  if (typeof answer !== 'object') return new Map([[WALK_FIELDS.answer, String(answer)]]);
  const members = Object.entries(answer).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return new Map('failedAt' in answer ? [] : members);
}

/** Attributes by which a field names its help and, when its answer was refused, what was wrong. */
export interface FieldAid {
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
  readonly autofocus?: true;
}

/**
 * Find a field's attributes.
 *
 * @param member - Of the answer, where it has several: `/zone`.
 */
export function describedBy({ state }: WalkView, question: WireQuestion, member = ''): FieldAid {
  const own = `/answers/${question.id}${member}`;
  const isRefused = state.errors.some(({ pointer }) => pointer === own || pointer.startsWith(`${own}/`));
  const ids = [
    ...(isRefused ? ['question-error'] : []),
    ...(question.help === null ? [] : ['question-help']),
  ];
  return {
    ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
    ...(isRefused && { 'aria-invalid': true, autofocus: true }),
  };
}

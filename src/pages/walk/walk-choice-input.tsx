import type { JSX } from 'preact';
import { UNKNOWN } from '../../walk/engine/question-input.js';
import { WALK_FIELDS } from './read-walk-answer.js';
import type { WalkInputProps } from './walk-field-values.js';

/** One button an option: choosing is answering. */
export function WalkChoiceInput({ question, values }: WalkInputProps): JSX.Element {
  const current = values.get(WALK_FIELDS.answer);
  return (
    <ul class="walk-choices">
      {question.input.options
        .filter(({ value }) => value !== UNKNOWN)
        .map(({ value, label }) => (
          <li>
            <button
              class="button"
              type="submit"
              name={WALK_FIELDS.answer}
              value={value}
              aria-current={value === current ? 'true' : undefined}
            >
              {label}
            </button>
          </li>
        ))}
    </ul>
  );
}

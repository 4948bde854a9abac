import { PLACEHOLDER_DESCRIPTIONS } from '../../content/heading-table.js';
import { textOf } from '../front-values.js';
import type { Rule } from '../rule.js';

/** A description that is only the word. */
export const placeholderDescription: Rule = {
  id: 'placeholder-description',
  severity: 'note',
  summary: 'The description is only the word "Description".',
  looksAt: 'alone',
  onSource: true,
  *check({ translation }) {
    const value = textOf(translation, 'description')?.replace(/["“”„«»「」.:]/g, '');
    if (value === undefined || !PLACEHOLDER_DESCRIPTIONS.has(value.toLowerCase())) return;
    yield {
      message: `the description is only the word "${value}"; readers and search engines see none`,
      at: { line: translation.keyLines.get('description') ?? 1 },
    };
  },
};

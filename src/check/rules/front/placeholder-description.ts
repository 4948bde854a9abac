import { isPlaceholderDescription } from '../../../content/author-words.js';
import { textOf } from '../../front-values.js';
import type { Rule } from '../../rule.js';

/** A description that consists of the word "description" only. */
export const placeholderDescription: Rule = {
  id: 'placeholder-description',
  severity: 'note',
  summary: 'The description is just the word "Description".',
  looksAt: 'alone',
  onSource: true,
  *check({ translation }) {
    const value = textOf(translation, 'description')?.replace(/["“”„«»「」.:]/g, '');
    if (value === undefined || !isPlaceholderDescription(value)) return;
    yield {
      message: `the description is just the word "${value}"; readers and search engines get none`,
      at: { key: 'description' },
    };
  },
};

import { isPlaceholderDescription } from '../../../content/author-words.js';
import { eachValue } from '../../reading/front-values.js';
import type { Rule } from '../../rule.js';

export const placeholderDescription: Rule = {
  id: 'placeholder-description',
  severity: 'note',
  summary: 'The description is just the word "Description".',
  looksAt: 'alone',
  onSource: true,
  check: eachValue(({ key, value }) => {
    const word = value.replace(/["“”„«»「」.:]/g, '');
    const message = `the description is just the word "${word}"; readers and search engines get none`;
    return key === 'description' && isPlaceholderDescription(word)
      ? { message, source: undefined }
      : undefined;
  }),
};

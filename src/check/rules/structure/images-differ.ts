import type { Rule } from '../../rule.js';
import { lostPieces } from './lost-pieces.js';

export const imagesDiffer: Rule = {
  id: 'images-differ',
  severity: 'warning',
  summary: 'An image from the source is missing.',
  looksAt: 'same-version',
  *check(input) {
    for (const { name, ...place } of lostPieces(input, ['image'], (text) => text.split('/').at(-1) ?? text))
      yield { message: `the image ${name} from the source is missing`, ...place };
  },
};

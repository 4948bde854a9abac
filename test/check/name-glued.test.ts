import { expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { checkedArticle } from '../support/checked-article.js';

const SOURCE = 'Open the Web console of Lantern Cloud. Restart Live Copy, then all nested LiveCopies.';

it.each([
  ['a compound', 'Open de Webconsole van Lantern Cloud. Start Live Copy opnieuw, en dan de rest.', []],
  ['a name the source glues', 'Open de console van Lantern Cloud. Start elke geneste LiveCopy opnieuw.', []],
  [
    'a glued name',
    'Open de console van LanternCloud. Start Live Copy opnieuw, en dan de rest.',
    ['LanternCloud'],
  ],
])('in Dutch, %s: %s', (_what, text, glued) => {
  const findings = checkTranslation(
    checkedArticle(text, 'nl'),
    checkedArticle(SOURCE, 'en'),
    createCheckSettings({}),
  ).filter(({ rule }) => rule === 'name-glued');
  expect(findings.map(({ message }) => /"(.*?)"/.exec(message)?.[1])).toEqual(glued);
});

import { expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { checkedArticle } from '../support/checked-article.js';

it('says of a passage too long to check only that, not what it lacks', () => {
  const source = 'Open the <b>Queue</b> tab of Lantern Cloud, where “the lamp cannot be found” is shown.';
  const findings = checkTranslation(
    checkedArticle('Öffnen Sie die Lampe und warten Sie auf sie. '.repeat(1000), 'de'),
    checkedArticle(source, 'en'),
    createCheckSettings({ terms: new Map([['de', new Map([['Lantern Cloud', 'Lantern Cloud']])]]) }),
  );
  expect(findings.map(({ rule }) => rule)).toEqual(['passage-unread']);
});

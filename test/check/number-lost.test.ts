import { expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { checkedArticle } from '../support/checked-article.js';

it.each([
  ['사용자는 파일을 선택할 수 있습니다.', 1],
  ['사용자는 파일을 네 개 선택할 수 있습니다.', 0],
  ['사용자는 파일을 4개 선택할 수 있습니다.', 0],
])('a syllable inside a Korean word is no number: %s', (text, count) => {
  const findings = checkTranslation(
    checkedArticle(text, 'ko'),
    checkedArticle('Users can select 4 files.', 'en'),
    createCheckSettings({}),
  );
  expect(findings.filter(({ rule }) => rule === 'number-lost')).toHaveLength(count);
});

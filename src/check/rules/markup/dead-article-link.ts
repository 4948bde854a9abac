import { parseArticleNumber } from '../../../article/article-number.js';
import type { Rule } from '../../rule.js';
import { eachAddress } from '../../reading/each-passage.js';

const ARTICLE = /^https?:\/\/[^/\s]+\/(?:[\w-]+\/)*kbarticles\/(k[at]-\d{5,12})(?![\w-])/i;

export const deadArticleLink: Rule = {
  id: 'dead-article-link',
  severity: 'warning',
  summary: 'A link points to an article that does not exist.',
  looksAt: 'alone',
  onSource: true,
  check: eachAddress(['link', 'address'], ({ text }, { settings: { knownArticles } }) => {
    const number = parseArticleNumber(ARTICLE.exec(text)?.[1] ?? '');
    return number === undefined || knownArticles?.has(number) !== false
      ? undefined
      : `article ${number} does not exist`;
  }),
};

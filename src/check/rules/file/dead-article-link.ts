import { parseArticleNumber } from '../../../article/article-number.js';
import type { Rule } from '../../rule.js';

const ARTICLE = /^https?:\/\/[^/\s]+\/(?:[\w-]+\/)*kbarticles\/(k[at]-\d{5,12})(?![\w-])/i;

/** A link to an article that exists in no locale. */
export const deadArticleLink: Rule = {
  id: 'dead-article-link',
  severity: 'warning',
  summary: 'A link points to an article that does not exist.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation, settings }) {
    const { knownArticles } = settings;
    if (knownArticles === undefined) return;
    for (const { pieces } of translation.passages) {
      for (const { kind, text, start, end } of pieces) {
        if (kind !== 'link' && kind !== 'address') continue;
        const number = parseArticleNumber(ARTICLE.exec(text)?.[1] ?? '');
        if (number === undefined || knownArticles.has(number)) continue;
        yield { message: `article ${number} does not exist`, at: { start, end } };
      }
    }
  },
};

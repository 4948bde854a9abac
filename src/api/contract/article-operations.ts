import { LIST_QUERY } from '../list-articles.js';
import { READING_QUERY } from '../read-article.js';
import { EXAMPLE_ARTICLE, EXAMPLE_LISTED } from './examples.js';
import { CACHEABLE, NOT_MODIFIED, type Operation } from './operation.js';

const tag = 'Articles';

/** Reading articles. */
export const ARTICLE_OPERATIONS: readonly Operation[] = [
  {
    id: 'listArticles',
    method: 'get',
    path: '/articles',
    tag,
    summary: 'List articles',
    description:
      'What is not hidden, newest first, each as a reader of the locale would be served it. `updatedSince` compares the published date in the front matter alone; what was edited without a new one, hidden or removed is in `/changes`. A `cursor` stays good when articles change.',
    query: LIST_QUERY,
    answers: {
      200: {
        description: 'One page.',
        body: 'ArticleList',
        example: { items: [EXAMPLE_LISTED], total: 1, next: null },
        headers: [...CACHEABLE, 'Link'],
      },
      304: NOT_MODIFIED,
    },
    problems: ['invalid-parameter', 'unknown-parameter', 'unknown-value', 'cursor-expired'],
  },
  {
    id: 'getArticle',
    method: 'get',
    path: '/articles/:number',
    tag,
    summary: 'Read an article',
    description:
      'In the locale asked for; where the article lacks it, in the closest one it has, with `isFallback` true. `locale=*` gives every translation. `provenance` says how far a translation can be trusted.',
    query: READING_QUERY,
    answers: {
      200: {
        description: 'The article, or with `locale=*` all its translations.',
        body: 'ArticleOrEveryLocale',
        example: EXAMPLE_ARTICLE,
        headers: [...CACHEABLE, 'Content-Language'],
      },
      304: NOT_MODIFIED,
      308: { description: 'The number in its canonical form: upper case.', headers: ['Location'] },
    },
    problems: ['invalid-parameter', 'unknown-parameter', 'article-not-found'],
  },
];

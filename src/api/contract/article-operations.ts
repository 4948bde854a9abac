import { LIST_QUERY } from '../list-articles.js';
import { READING_QUERY } from '../read-article.js';
import { EXAMPLE_ARTICLE, EXAMPLE_LISTED } from './examples.js';
import { cacheable, operations } from './operation.js';

/** Reading articles. */
export const ARTICLE_OPERATIONS = operations('Articles', [
  {
    id: 'listArticles',
    method: 'get',
    path: '/articles',
    summary: 'List articles',
    description:
      'What is not hidden, newest first, each as a reader of the locale would be served it. `updatedSince` compares the published date in the front matter alone; what was edited without a new one, hidden or removed is in `/changes`. A `cursor` stays good when articles change.',
    query: LIST_QUERY,
    answers: cacheable({
      description: 'One page.',
      body: 'ArticleList',
      example: { items: [EXAMPLE_LISTED], total: 1, next: null },
      headers: ['Link'],
    }),
    problems: ['unknown-value'],
  },
  {
    id: 'getArticle',
    method: 'get',
    path: '/articles/:number',
    summary: 'Read an article',
    description:
      'In the locale asked for; where the article lacks it, in the closest one it has, with `isFallback` true. `locale=*` gives every translation. `provenance` says how far a translation can be trusted.',
    query: READING_QUERY,
    answers: {
      ...cacheable({
        description: 'The article, or with `locale=*` all its translations.',
        body: 'ArticleOrEveryLocale',
        example: EXAMPLE_ARTICLE,
        headers: ['Content-Language'],
      }),
      308: { description: 'The number in its canonical form: upper case.', headers: ['Location'] },
    },
  },
]);

import { SEARCH_QUERY } from '../search-articles.js';
import { RELATED_QUERY } from '../related-articles.js';
import { SUGGEST_QUERY } from '../suggest-titles.js';
import { EXAMPLE_SEARCH, EXAMPLE_SUGGESTIONS } from './examples.js';
import { cacheable, operations } from './operation.js';

/** Finding articles. */
export const SEARCH_OPERATIONS = operations('Search', [
  {
    id: 'searchArticles',
    method: 'get',
    path: '/search',
    summary: 'Search in every language',
    description:
      'Articles, each once, nearest first, whatever language the query or the article is in. Titles are those of the locale asked for where they exist; `matchedLocale` says where the words were found. A number typed is `direct`.',
    query: SEARCH_QUERY,
    answers: cacheable({
      description: 'One page of what was found.',
      body: 'SearchResult',
      example: EXAMPLE_SEARCH,
      headers: ['Link'],
    }),
    problems: ['unknown-value', 'too-busy', 'key-required', 'scope-missing'],
  },
  {
    id: 'suggestArticles',
    method: 'post',
    path: '/suggestions',
    summary: 'Suggest articles for a ticket',
    description:
      'Takes the text of a ticket (64 KB), which is read and neither kept nor logged. At most ten articles, each with the passage that matches and, where the text holds a log, its walk answered as far as the text goes.',
    body: {
      content: { 'application/json': 'SuggestionRequest' },
      example: { text: 'The workflow stops with: Empty return for method Logon', locale: 'en' },
    },
    answers: {
      200: { description: 'What fits.', body: 'SuggestedArticles', headers: ['Content-Language'] },
    },
    problems: ['unknown-value', 'too-busy'],
  },
  {
    id: 'suggestTitles',
    method: 'get',
    path: '/suggest',
    summary: 'Go on as typed',
    description: 'Titles and numbers that begin or go on as typed, in the locale asked for.',
    query: SUGGEST_QUERY,
    answers: cacheable({
      description: 'Titles, the likeliest first.',
      body: 'Suggestions',
      example: EXAMPLE_SUGGESTIONS,
    }),
    problems: ['too-busy'],
  },
  {
    id: 'relatedArticles',
    method: 'get',
    path: '/articles/:number/related',
    summary: 'Articles related to one',
    description: 'What its text links to first, then what shares its terms and identifiers, in any language.',
    query: RELATED_QUERY,
    answers: cacheable({
      description: 'Titles, the nearest first.',
      body: 'Suggestions',
      example: EXAMPLE_SUGGESTIONS,
    }),
    problems: ['too-busy'],
  },
]);

import { EXPORT_QUERY } from '../export-articles.js';
import { LIST_QUERY } from '../list-articles.js';
import { CHANGES_QUERY } from '../list-changes.js';
import { READING_QUERY } from '../read-article.js';
import { PASSAGES_QUERY } from '../read-passages.js';
import { RELATED_QUERY } from '../related-articles.js';
import { SEARCH_QUERY } from '../search-articles.js';
import { SUGGEST_QUERY } from '../suggest-titles.js';
import { WALK_QUERY } from '../walk-handlers.js';
import {
  EXAMPLE_ARTICLE,
  EXAMPLE_CHANGE,
  EXAMPLE_LISTED,
  EXAMPLE_PASSAGE,
  EXAMPLE_SEARCH,
  EXAMPLE_SUGGESTIONS,
  EXAMPLE_WALK_REQUEST,
} from './examples.js';
import { EXAMPLE_CITATION_REQUEST } from './ledger-examples.js';
import { LEDGER_OPERATIONS } from './ledger-operations.js';
import { cacheable, operations, type Operation } from './operation.js';

/** Everything the API does; a test compares it with what is mounted. */
export const OPERATIONS: readonly Operation[] = [
  ...operations('Articles', [
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
  ]),
  ...operations('Copies and citations', [
    {
      id: 'listChanges',
      method: 'get',
      path: '/changes',
      summary: 'Follow what changes',
      description:
        'One row for each article in each locale, its newest change, in order of `sequence`; every change at least once. Without `since` it starts at the beginning, so that the first calls are the first full copy. `removed` also stands for what was hidden. `provenance` says that the text is the same and how far it can be trusted is not. `Prefer: wait=30` (RFC 7240) answers with the next change, or with none after so many seconds. Removals are kept for CHANGES_KEEP days.',
      query: CHANGES_QUERY,
      answers: {
        200: {
          description: 'One page; the end is reached when `items` is empty.',
          body: 'ChangeList',
          example: { items: [EXAMPLE_CHANGE], next: '5f0c3a9b21d4.812', epoch: '5f0c3a9b21d4' },
        },
      },
      problems: ['unknown-value', 'epoch-ended'],
    },
    {
      id: 'exportArticles',
      method: 'get',
      path: '/export.ndjson',
      summary: 'Copy everything',
      description:
        'Everything of one revision, a JSON document a line: `{resume, article}` with HTML and text, or with `unit=passage` `{resume, passage}`. The last line, `{next, items}`, names the token to go on from with `listChanges`; an export without it was cut off: ask again with `since` set to the `resume` of the last line that came.',
      query: EXPORT_QUERY,
      answers: {
        200: { description: 'Lines.', type: 'application/x-ndjson', body: 'text', headers: ['Link'] },
      },
      problems: ['unknown-value', 'epoch-ended', 'too-busy'],
    },
    {
      id: 'listPassages',
      method: 'get',
      path: '/articles/:number/passages',
      summary: 'Read what can be cited of an article',
      description:
        'The article cut at its sections and steps, at most 1,800 characters each (900 where a character is a word). `grounding` says whether a chatbot may answer from a passage: `yes`; `with-source`, beside the words of `source` (machine-made and unreviewed, outdated); or `no` (archived, a step missing, an error found, no source where one is needed). `/c/<hash>` shows a passage as it was served.',
      query: PASSAGES_QUERY,
      answers: cacheable({
        description: 'Every passage, in order.',
        body: 'PassageList',
        example: {
          number: EXAMPLE_PASSAGE.number,
          requested: 'de',
          served: 'de',
          isFallback: false,
          items: [EXAMPLE_PASSAGE],
          total: 1,
          next: null,
        },
        headers: ['Content-Language'],
      }),
    },
    {
      id: 'reportCitations',
      method: 'post',
      path: '/citations',
      summary: 'Say what became of passages',
      description:
        'Counts, by passage and locale, what was shown, cited, resolved a case, or was reopened; all of the passages, or none where one is unknown. `readUsage` and the report tell the counts.',
      scope: 'usage:write',
      body: { content: { 'application/json': 'CitationRequest' }, example: EXAMPLE_CITATION_REQUEST },
      answers: {
        200: { description: 'Counted.', body: 'ReportedCitations', example: { use: 'resolved', counted: 1 } },
      },
    },
  ]),
  ...operations('Search', [
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
      description:
        'What its text links to first, then what shares its terms and identifiers, in any language.',
      query: RELATED_QUERY,
      answers: cacheable({
        description: 'Titles, the nearest first.',
        body: 'Suggestions',
        example: EXAMPLE_SUGGESTIONS,
      }),
      problems: ['too-busy'],
    },
  ]),
  ...operations('Guided walks', [
    {
      id: 'describeWalk',
      method: 'get',
      path: '/articles/:number/walk',
      summary: 'What a walk asks',
      description:
        'Every question with what it takes, and every outcome, so that a client can answer several at once.',
      query: WALK_QUERY,
      answers: cacheable({ description: 'The walk.', body: 'Walk', headers: ['Content-Language'] }),
      problems: ['walk-not-found'],
    },
    {
      id: 'advanceWalk',
      method: 'post',
      path: '/articles/:number/walk',
      summary: 'Answer, and get the next question or the outcome',
      description:
        'Takes all answers so far and gives the furthest state they lead to: the next question, or an outcome. Keeps nothing; the client holds the answers (`answers` of the state). Send `{}` to begin. A log goes into `answers.logs` as text, or as a file of a form. A refused answer is a problem that carries the state, its question included.',
      body: {
        content: { 'application/json': 'WalkRequest', 'multipart/form-data': 'WalkForm' },
        example: EXAMPLE_WALK_REQUEST,
      },
      answers: {
        200: { description: 'The state.', body: 'WalkState', headers: ['Content-Language'] },
      },
      problems: ['walk-not-found', 'answer-too-early', 'invalid-answer'],
      richProblems: { 409: 'WalkProblem', 413: 'WalkProblem', 422: 'WalkProblem' },
    },
  ]),
  ...LEDGER_OPERATIONS,
  ...operations('This contract', [
    {
      id: 'getContract',
      method: 'get',
      path: '/openapi.json',
      summary: 'This contract as OpenAPI 3.1',
      description: 'Written from the schemas that parse requests and shape answers.',
      answers: cacheable({ description: 'An OpenAPI document.', body: 'object' }, false),
    },
    {
      id: 'getDocumentation',
      method: 'get',
      path: '/docs',
      summary: 'A page to read and try it',
      description: 'For people.',
      answers: cacheable({ description: 'An HTML page.', type: 'text/html', body: 'text' }, false),
    },
  ]),
];

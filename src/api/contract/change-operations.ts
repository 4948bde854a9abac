import { EXPORT_QUERY } from '../export-articles.js';
import { CHANGES_QUERY } from '../list-changes.js';
import { PASSAGES_QUERY } from '../read-passages.js';
import { EXAMPLE_CHANGE, EXAMPLE_PASSAGE } from './examples.js';
import { EXAMPLE_CITATION_REQUEST } from './ledger-examples.js';
import { cacheable, operations } from './operation.js';

/** Keeping a copy, and citing from it. */
export const CHANGE_OPERATIONS = operations('Copies and citations', [
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
]);

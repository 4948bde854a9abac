import { NOT_MODIFIED, type Operation } from './operation.js';

const tag = 'This contract';

/** The contract itself. */
export const CONTRACT_OPERATIONS: readonly Operation[] = [
  {
    id: 'getContract',
    method: 'get',
    path: '/openapi.json',
    tag,
    summary: 'This contract as OpenAPI 3.1',
    description: 'Written from the schemas that parse requests and shape answers.',
    answers: {
      200: { description: 'An OpenAPI document.', body: 'object', headers: ['ETag'] },
      304: NOT_MODIFIED,
    },
    problems: ['unknown-parameter'],
  },
  {
    id: 'getDocumentation',
    method: 'get',
    path: '/docs',
    tag,
    summary: 'A page to read and try it',
    description: 'For people.',
    answers: {
      200: { description: 'An HTML page.', type: 'text/html', body: 'text', headers: ['ETag'] },
      304: NOT_MODIFIED,
    },
    problems: ['unknown-parameter'],
  },
];

import type { Router } from 'express';
import { sendCacheable } from '../http/response/send-cacheable.js';
import type { Site } from '../http/response/site.js';
import { createRouteTable, OPEN_DATA, PAGE, route } from '../http/routes.js';
import { ARTICLE_OPERATIONS } from './articles.js';
import { COPY_OPERATIONS } from './copies.js';
import { FEEDBACK_OPERATIONS } from './feedback.js';
import { LINK_OPERATIONS } from './links.js';
import { type ApiDeps, operation, type Operation, operations } from './operation.js';
import { SEARCH_OPERATIONS } from './search.js';
import { WALK_OPERATIONS } from './walks.js';
import { WEBHOOK_OPERATIONS } from './webhooks.js';

/** Contracts as written, by site: it takes longer than to send one. */
const CONTRACTS = new WeakMap<Site, string>();

const getContract = operation('get', '/openapi.json', {
  policy: OPEN_DATA,
  summary: 'This contract as OpenAPI 3.1',
  description: 'Generated from the schemas of requests and responses.',
  statuses: { 200: 'An OpenAPI document.' },
  answer: async ({ req, res, deps, site }) => {
    const { writeContract } = await import('./contract/write-contract.js');
    const words = deps.strings.for('en');
    const body =
      CONTRACTS.get(site) ??
      JSON.stringify(writeContract(OPERATIONS, site, words, deps.agentsOnly !== undefined));
    CONTRACTS.set(site, body);
    sendCacheable(req, res, { type: 'application/json', body });
    return undefined;
  },
});

const getDocumentation = operation('get', '/docs', {
  policy: PAGE,
  summary: 'Read and try the API',
  description: 'Documentation for people.',
  type: 'text/html',
  statuses: { 200: 'An HTML page.' },
  answer: async ({ req, res, site }) => {
    const { renderDocumentation } = await import('./documentation-page.js');
    sendCacheable(req, res, { type: 'html', body: renderDocumentation(site, OPERATIONS), language: 'en' });
    return undefined;
  },
});

/** Everything the API does. */
export const OPERATIONS: readonly Operation[] = [
  ...ARTICLE_OPERATIONS,
  ...COPY_OPERATIONS,
  ...SEARCH_OPERATIONS,
  ...WALK_OPERATIONS,
  ...LINK_OPERATIONS,
  ...FEEDBACK_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...operations('This contract', { getContract, getDocumentation }),
];

/** The JSON API, mounted at `/api/v1`. */
export function createApiRouter(deps: ApiDeps): Router {
  const { router, serve } = createRouteTable(deps, '/api/v1');
  for (const path of new Set(OPERATIONS.map((operation) => operation.path))) {
    const here = OPERATIONS.filter((operation) => operation.path === path);
    serve(
      path,
      Object.fromEntries(here.map(({ method, policy, handler }) => [method, route(policy, handler(deps))])),
    );
  }
  return router;
}

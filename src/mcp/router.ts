import type { Router } from 'express';
import { createRouteTable, lazy, QUESTION, route, type RouteDeps } from '../http/routes.js';
import { bodyType, readJson } from '../http/request/read-body.js';
import { Problem } from '../problem.js';
import type { McpDeps } from './tool.js';

/** Most messages in a batch, which older protocol versions allow. */
const MOST_MESSAGES = 20;

/** JSON-RPC's parse error. */
const PARSE_ERROR = { jsonrpc: '2.0', id: null, error: { code: -32_700, message: 'Parse error' } } as const;

/**
 * `/mcp`: the Model Context Protocol over Streamable HTTP.
 *
 * Stateless: each request gets its own server, so there are no sessions to open with GET or end with DELETE. Errors of
 * the HTTP request are problem documents, errors of a message follow JSON-RPC.
 *
 * @see docs/decisions/0051-mcp-stateless.md
 */
export function createMcpRouter(deps: McpDeps & RouteDeps): Router {
  const { router, serve } = createRouteTable(deps);
  const answer = lazy(
    () => import('./answer-message.js'),
    (module) => module.createMessageAnswerer(deps),
  );
  serve('/mcp', {
    post: route({ ...QUESTION, from: 'own-name' }, async (req, res) => {
      bodyType(req, ['application/json']);
      const message = await readJson(req, res).catch((error: unknown) => {
        if (!(error instanceof Problem) || error.code !== 'bad-request') throw error;
        return PARSE_ERROR;
      });
      if (message === PARSE_ERROR) {
        res.status(400).json(PARSE_ERROR);
        return;
      }
      if (Array.isArray(message) && message.length > MOST_MESSAGES)
        throw new Problem('bad-request', {
          errors: [{ pointer: '', detail: `takes at most ${MOST_MESSAGES} messages` }],
        });
      await answer(message, req, res);
    }),
  });
  return router;
}

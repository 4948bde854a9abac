import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { heldTag } from '../../http/response/entity-tag.js';
import { identifyRequest, loggedRequest, type RequestLog } from '../../http/observe/request-log.js';
import type { Found, ResponseCache } from './response-cache.js';

/**
 * Serve cached answers before Express runs; the app answers the rest.
 *
 * Cached responses equal the app's own byte for byte, with their own request id and log line.
 */
export function serveCached(cache: ResponseCache, log: RequestLog, app: RequestListener): RequestListener {
  return (req, res) => {
    const { method } = req;
    if (method !== 'GET' && method !== 'HEAD') {
      app(req, res);
      return;
    }
    const started = performance.now();
    const found = cache.find(req, started);
    if (found === undefined) {
      app(req, res);
      return;
    }
    const requestId = identifyRequest(req);
    if (send(req, res, found, requestId) === 304) cache.counts.unchanged += 1;
    else cache.counts.hits += 1;
    const logged =
      method === 'GET' ? found.logged : loggedRequest(method, found.address.key, found.logged.route);
    log.followSent(logged, res, requestId, started);
  };
}

function send(
  req: IncomingMessage,
  res: ServerResponse,
  { answer, representation }: Found,
  requestId: string,
): number {
  const held = heldTag(req.headers, answer, representation.tag);
  if (held !== undefined) {
    res.writeHead(304, answer.unchangedHead(held, requestId));
    res.end();
    return 304;
  }
  res.writeHead(200, representation.head(requestId));
  if (req.method === 'HEAD') res.end();
  else res.end(representation.body);
  return 200;
}

import type { RequestListener } from 'node:http';
import { identifyRequest, loggedRequest, type RequestLog } from '../../http/observe/request-log.js';
import type { ResponseCache } from './response-cache.js';

/**
 * Serve cached answers before Express runs; the app answers the rest.
 *
 * Cached responses equal the app's own byte for byte, with their own request id and log line.
 */
export function serveCached(cache: ResponseCache, log: RequestLog, app: RequestListener): RequestListener {
  return (req, res) => {
    const { method } = req;
    const started = performance.now();
    const found = method === 'GET' || method === 'HEAD' ? cache.find(req, started) : undefined;
    if (found === undefined) {
      app(req, res);
      return;
    }
    const requestId = identifyRequest(req);
    const { body, tag, head, address, logged } = found;
    res.writeHead(body === undefined ? 304 : 200, head(tag, requestId));
    if (body === undefined) cache.counts.unchanged += 1;
    else cache.counts.hits += 1;
    if (body === undefined || method === 'HEAD') res.end();
    else res.end(body);
    const isGet = method === 'GET';
    log.followSent(
      isGet ? logged : loggedRequest('HEAD', address.key, logged.route),
      res,
      requestId,
      started,
    );
  };
}

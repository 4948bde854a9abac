import type { RequestHandler } from 'express';
import { parseQuery } from '../http/request/parse-query.js';
import { sendCacheable } from '../http/response/send-cacheable.js';
import type { DeliveryDeps } from '../http/response/site.js';
import type { RouteDeps } from '../http/routes.js';
import { writeContract } from './contract/write-contract.js';
import { renderDocumentation } from './documentation-page.js';

/** `GET /openapi.json`: the contract. Anybody may read it from any page. */
export function serveContract({
  site,
  strings,
  agentsOnly,
}: DeliveryDeps & Pick<RouteDeps, 'agentsOnly'>): RequestHandler {
  let body: string | undefined;
  return (req, res) => {
    parseQuery(req);
    body ??= JSON.stringify(writeContract(site(), strings.for('en'), agentsOnly !== undefined));
    sendCacheable(req, res, { type: 'application/json', body });
  };
}

/** `GET /docs`: a page to read the contract and try it. */
export function serveDocumentation({ site }: DeliveryDeps): RequestHandler {
  return (req, res) => {
    parseQuery(req);
    sendCacheable(req, res, { type: 'html', body: renderDocumentation(site()), language: 'en' });
  };
}

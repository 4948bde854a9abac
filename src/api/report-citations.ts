import type { RequestHandler } from 'express';
import { requireKey } from '../http/access/require-key.js';
import { parseQuery } from '../http/request/parse-query.js';
import { readJsonBody } from '../http/request/read-body.js';
import type { DeliveryDeps } from '../http/response/site.js';
import type { PassageKey } from '../ledger/citations.js';
import { CITATION_REQUEST, type REPORTED_CITATIONS } from '../presenters/ledger-schemas.js';
import type { Wire } from '../presenters/schemas.js';
import { Problem, type ProblemPart } from '../problem.js';
import { sendPrivate } from './ledger-page.js';

/** `POST /citations`: count uses of passages; all or none. */
export function reportCitations(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'usage:write');
    parseQuery(req);
    const { passages, use, ticket } = await readJsonBody(req, res, CITATION_REQUEST);
    const errors: ProblemPart[] = [];
    const known = new Map<string, PassageKey>();
    passages.forEach((hash, index) => {
      const cited = deps.library.passage(hash);
      const detail = `no passage was served as ${hash}, or too long ago`;
      if (cited === undefined) errors.push({ pointer: `/passages/${index}`, detail });
      else
        known.set(hash, {
          hash,
          number: cited.number,
          locale: cited.locale,
          fragment: cited.passage.fragment,
        });
    });
    if (errors.length > 0) throw new Problem('bad-request', { errors });
    const counted = await deps.ledger.citations.count([...known.values()], use, ticket ?? undefined);
    const body: Wire<typeof REPORTED_CITATIONS> = { use, counted };
    sendPrivate(res, body);
  };
}

import type { RequestHandler } from 'express';
import { z } from 'zod';
import { requireKey } from '../http/access/require-key.js';
import { parseQuery, pathParameter } from '../http/request/parse-query.js';
import { readJsonBody } from '../http/request/read-body.js';
import type { DeliveryDeps } from '../http/response/site.js';
import { testMessage } from '../http/webhook/messenger.js';
import { EVENT_SCOPES, MOST_WEBHOOKS, type Webhook } from '../ledger/webhooks.js';
import {
  WEBHOOK_REQUEST,
  type NEW_WEBHOOK,
  type WEBHOOK,
  type WEBHOOK_LIST,
  type WEBHOOK_TEST,
} from '../presenters/ledger-schemas.js';
import type { Wire } from '../presenters/schemas.js';
import { Problem } from '../problem.js';
import { sendPrivate } from './ledger-page.js';

/** `POST /webhooks`: 201 with the secret. */
export function addWebhook(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'webhooks:write');
    parseQuery(req);
    const { url, events } = await readJsonBody(req, res, WEBHOOK_REQUEST);
    for (const event of events) {
      const scope = EVENT_SCOPES[event];
      if (scope !== undefined) await requireKey(req, deps, scope);
    }
    const fault = deps.messenger.fault(url);
    if (fault !== undefined) throw refuse('/url', fault);
    const made = await deps.ledger.webhooks.add(url, [...new Set(events)]);
    if (made === undefined) throw refuse('', `there are ${MOST_WEBHOOKS} webhooks already; remove one first`);
    const body: Wire<typeof NEW_WEBHOOK> = { ...present(made.webhook), secret: made.secret };
    res.status(201);
    sendPrivate(res, body);
  };
}

/** `GET /webhooks`: all subscriptions, without secrets. */
export function listWebhooks(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'webhooks:write');
    parseQuery(req);
    const items = (await deps.ledger.webhooks.list()).map(present);
    const body: Wire<typeof WEBHOOK_LIST> = { items, total: items.length, next: null };
    sendPrivate(res, body);
  };
}

/** `DELETE /webhooks/:webhook`: also drops pending messages. */
export function removeWebhook(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'webhooks:write');
    parseQuery(req);
    if (!(await deps.ledger.webhooks.remove(pathParameter(req, 'webhook', z.string()))))
      throw new Problem('not-found');
    res.status(204).end();
  };
}

/** `POST /webhooks/:webhook/test`: send a test message and return the result. */
export function testWebhook(deps: DeliveryDeps): RequestHandler {
  return async (req, res) => {
    await requireKey(req, deps, 'webhooks:write');
    parseQuery(req);
    const target = await deps.ledger.webhooks.target(pathParameter(req, 'webhook', z.string()));
    if (target === undefined) throw new Problem('not-found');
    const { isDelivered, status, fault } = await deps.messenger.send(testMessage(target));
    const body: Wire<typeof WEBHOOK_TEST> = {
      delivered: isDelivered,
      status: status ?? null,
      fault: fault ?? null,
    };
    sendPrivate(res, body);
  };
}

function refuse(pointer: string, detail: string): Problem {
  return new Problem('bad-request', { errors: [{ pointer, detail }] });
}

function present({ disabledAt, disabledReason, ...webhook }: Webhook): Wire<typeof WEBHOOK> {
  return { ...webhook, disabledAt: disabledAt ?? null, disabledReason: disabledReason ?? null };
}

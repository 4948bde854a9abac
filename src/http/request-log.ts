import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

const GIVEN_ID = /^[\w-]{8,64}$/;

declare module 'express-serve-static-core' {
  interface Locals {
    /** Identifies the request in its answer and in the log. */
    requestId: string;
    /** The locale a body asked to be answered in; a fault is answered in it too. */
    askedLocale?: string;
  }
}

/**
 * Give each request an id, the client's own if it sent a sound one, and log one line when it has been answered.
 *
 * The line holds the path without its query: what people search for is theirs.
 */
export function requestLog(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const requestId = identifyRequest(req);
    res.locals.requestId = requestId;
    res.set('X-Request-Id', requestId);
    logWhenAnswered(logger, req.originalUrl, req, res, requestId, performance.now());
    next();
  };
}

/** The client's own id if it sent a sound one, else a new one. */
export function identifyRequest({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID();
}

/**
 * Log one line when a request has been answered or given up.
 *
 * @param url - As sent, query included; the query is not logged.
 * @param started - Milliseconds on the clock of `performance.now()`.
 */
export function logWhenAnswered(
  logger: Logger,
  url: string,
  { method }: IncomingMessage,
  res: ServerResponse,
  requestId: string,
  started: number,
): void {
  if (!logger.isLevelEnabled('error')) return;
  res.on('close', () => {
    const query = url.indexOf('?');
    const line = {
      requestId,
      method,
      path: url.slice(0, Math.min(query === -1 ? 512 : query, 512)),
      status: res.statusCode,
      milliseconds: Math.round((performance.now() - started) * 10) / 10,
    };
    const full = res.writableFinished ? line : { ...line, aborted: true };
    if (res.statusCode >= 500) logger.error(full, 'request');
    else logger.info(full, 'request');
  });
}

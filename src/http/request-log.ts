import { randomUUID } from 'node:crypto';
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
    const given = req.get('x-request-id');
    const requestId = given !== undefined && GIVEN_ID.test(given) ? given : randomUUID();
    res.locals.requestId = requestId;
    res.set('X-Request-Id', requestId);
    const started = performance.now();
    res.on('close', () => {
      const line = {
        requestId,
        method: req.method,
        path: req.originalUrl.split('?', 1)[0]?.slice(0, 512),
        status: res.statusCode,
        milliseconds: Math.round((performance.now() - started) * 10) / 10,
        ...(res.writableFinished ? {} : { aborted: true }),
      };
      if (res.statusCode >= 500) logger.error(line, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
}

import type { Request } from 'express';

/** A request's query string as it was sent, `?` included; empty when there is none. For redirects that keep it. */
export function queryString(req: Request): string {
  const start = req.originalUrl.indexOf('?');
  return start === -1 ? '' : req.originalUrl.slice(start);
}

import type { Request } from 'express';
import type { Reader } from '../../ledger/reader-mark.js';

/** Characters of a user agent that are looked at. */
const LONGEST_AGENT = 512;

/** Who sends a request, as far as a day's count needs to know; to be handed on, never kept or logged. */
export function readerOf(req: Request): Reader {
  return { address: req.ip ?? '', userAgent: (req.get('user-agent') ?? '').slice(0, LONGEST_AGENT) };
}

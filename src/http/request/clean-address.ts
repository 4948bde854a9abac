import type { RequestHandler } from 'express';
import { onSite } from '../../article/site-path.js';
import { queryString } from './parse-query.js';

/** What ticket systems and chats leave at the end of a link: closing punctuation, brackets and quotes in any script. */
const GLUED = /[\s.,;:!?'"*_~`|)\]}>…»”’“‘、。，．；：！？）】」』》〉\u200B]+$/u;
const ARTICLE = /^\/(?:[a-z]{2,3}(?:[-_][a-z0-9]+)*\/articles\/)?k[at]-\d{1,12}$/i;
/** A one-segment path with a trailing slash is a locale's home page, unless it has another meaning; API paths follow the contract. */
const SLASHED =
  /^\/(?!api\/|.*(?:\\|%5c))(?:[^/]+\/.*[^/]|mcp|oembed|problems|healthz|readyz|metrics|[^/]+\.\w+)\/+$/i;

/** Longest path that is cleaned, in characters; the search for its end is quadratic. */
const LONGEST = 300;

/** Redirect URLs with a trailing slash or the punctuation of the surrounding sentence. */
export const leadToCleanAddress: RequestHandler = (req, res, next) => {
  const clean = cleanPath(req.path);
  if (clean === undefined) next();
  else res.redirect(308, onSite(clean) + queryString(req));
};

/** @returns Undefined for a path that is already clean, or leads nowhere. */
function cleanPath(path: string): string | undefined {
  if (path.length > LONGEST) return undefined;
  if (/[a-z\d]$/i.test(path) && !/%[\da-f]{2}$/i.test(path)) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const bare = decoded.replace(/\/+$/, '').replace(GLUED, '');
  if (bare !== path && ARTICLE.test(bare)) return bare;
  return SLASHED.test(path) ? path.replace(/\/+$/, '') : undefined;
}

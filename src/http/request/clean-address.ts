import type { RequestHandler } from 'express';
import { onSite } from '../../article/site-path.js';
import { queryString } from './parse-query.js';

/** What ticket systems and chats leave on the end of a link: closing marks of sentences, brackets and quotations in any script. */
const GLUED = /[\s.,;:!?'"*_~`|)\]}>…»”’“‘、。，．；：！？）】」』》〉\u200B]+$/u;
const ARTICLE = /^\/(?:[a-z]{2,3}(?:[-_][a-z0-9]+)*\/articles\/)?k[at]-\d{1,12}$/i;
/** A path of one part and a slash is the home of a locale; the API's addresses are as its contract has them. */
const SLASHED = /^\/(?!api\/|.*(?:\\|%5c))[^/]+\/.*[^/]\/+$/i;

/** Characters of a path that is worth leading on; the search for its end takes the square of them. */
const LONGEST = 300;

/** Lead addresses with a slash or with the punctuation of the sentence around them to the ones they mean. */
export const leadToCleanAddress: RequestHandler = (req, res, next) => {
  const clean = req.method === 'GET' || req.method === 'HEAD' ? cleanPath(req.path) : undefined;
  if (clean === undefined) next();
  else res.redirect(308, onSite(clean) + queryString(req));
};

/** @returns Undefined for a path that is as it should be, or means nothing. */
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

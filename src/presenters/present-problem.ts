import { absolute, problemPath } from '../http/response/addresses.js';
import type { Site } from '../http/response/site.js';
import type { Translate } from '../locale/strings.js';
import type { Problem } from '../problem.js';
import type { PROBLEM, Wire } from './schemas.js';

/**
 * Present a problem as a problem document.
 *
 * @param words - In the reader's language; the code is never translated.
 * @param instance - Path of the request.
 * @param site - Undefined when the site is unavailable; `type` is then a path.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export function presentProblem(
  problem: Problem,
  words: Translate,
  instance: string,
  requestId: string,
  site: Site | undefined,
): Wire<typeof PROBLEM> {
  const { code, status, options } = problem;
  return {
    type: site === undefined ? problemPath(code) : absolute(site, problemPath(code)),
    title: words(`problem.${code}.title`),
    status,
    detail: words(`problem.${code}.detail`, options.values),
    instance,
    code,
    errors: options.errors ?? [],
    requestId,
    ...options.extensions,
  };
}

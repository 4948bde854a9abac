import { invalidParameter, isTracking, unknownParameters } from '../../http/request/parse-query.js';
import { decodeAnswers, type DecodedQuery } from '../../walk/present/answer-query.js';
import type { Walk } from '../../walk/walk.js';
import { ANSWER_PARAMETERS } from '../answer/answer-panel.js';

/** Parameters of the page; distinct from question names. */
export const WALK_PARAMETERS = { change: '_change', customer: ANSWER_PARAMETERS.customer } as const;

/** Legacy parameter for the note's language; ignored. */
const RETIRED = '_note';

/** The parsed query of a walk page. */
export interface WalkQuery {
  readonly submission: DecodedQuery['submission'];
  /** The question to change. */
  readonly change: string | undefined;
  /** The customer's language, unchecked. */
  readonly customer: string | undefined;
  /** True for the start page, which is cacheable. */
  readonly isBare: boolean;
}

/** Steps that exist in another locale: an outdated translation has fewer and must not reject the URL. */
const STEP = /^step-\d{1,4}$/;

/**
 * Parse the query of a walk page.
 *
 * @throws Problem `unknown-parameter` (400) for an unknown question; `invalid-parameter` (400) for a repeated parameter
 * or a language without texts.
 */
export function readWalkQuery(text: string, walk: Walk): WalkQuery {
  const query = new URLSearchParams(text);
  const names = [...query.keys()];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw invalidParameter(twice, 'given twice');
  const tracking = names.filter(isTracking);
  const steps = walk.kind === 'plain' ? names.filter((name) => STEP.test(name)) : [];
  const ignored = [...Object.values(WALK_PARAMETERS), RETIRED, ...tracking, ...steps];
  const { submission, unknown } = decodeAnswers(walk, query, ignored);
  if (unknown.length > 0) throw unknownParameters(unknown, 'no question of this walk');
  return {
    submission,
    change: query.get(WALK_PARAMETERS.change) ?? undefined,
    customer: query.get(WALK_PARAMETERS.customer) ?? undefined,
    isBare: names.length === tracking.length,
  };
}

import { invalidParameter, isTracking, unknownParameters } from '../../http/request/parse-query.js';
import { decodeAnswers, type DecodedQuery } from '../../walk/present/answer-query.js';
import type { Walk } from '../../walk/walk.js';
import { ANSWER_PARAMETERS } from '../answer/answer-panel.js';

/** Parameters of the page itself; no question's name begins like them. */
export const WALK_PARAMETERS = { change: '_change', customer: ANSWER_PARAMETERS.customer } as const;

/** Once chose the note's language, which is the page's now; still in links. */
const RETIRED = '_note';

/** What the address of a walk's page holds. */
export interface WalkQuery {
  readonly submission: DecodedQuery['submission'];
  /** The question whose answer is to be changed. */
  readonly change: string | undefined;
  /** The customer's language, not yet checked. */
  readonly customer: string | undefined;
  /** True for the address of the start: it says nothing of anybody. */
  readonly isBare: boolean;
}

/** Steps of another locale's translation: one that lags has fewer, and must not refuse the address. */
const STEP = /^step-\d{1,4}$/;

/**
 * Read the query string of a walk's page.
 *
 * @throws Problem `unknown-parameter` (400) for a name that is no question of the walk; `invalid-parameter` (400) for one given twice,
 *   and for a language there are no texts in.
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

import type { z } from 'zod';
import { absolute, problemPath } from '../../http/response/addresses.js';
import type { Site } from '../../http/response/site.js';
import type { Translate } from '../../locale/strings.js';
import { Problem, PROBLEMS, type ProblemCode } from '../../problem.js';
import { presentProblem } from '../../presenters/present-problem.js';
import { PROBLEM } from '../../presenters/schemas.js';
import { type HeaderName, type Operation, writeHeaders } from '../operation.js';
import { componentRef } from './components.js';

/** Problems of every operation. */
const EVERYWHERE: readonly ProblemCode[] = [
  'bad-request',
  'method-not-allowed',
  'address-too-long',
  'internal',
  'library-building',
  'too-many-requests',
];

/** Problems of operations that need a key; keys are in the ledger. */
const KEYED: readonly ProblemCode[] = ['key-required', 'scope-missing', 'ledger-unavailable'];

/** Response headers of problems. */
const HELPFUL: Readonly<Partial<Record<ProblemCode, HeaderName>>> = {
  'key-required': 'WWW-Authenticate',
  'scope-missing': 'WWW-Authenticate',
  'method-not-allowed': 'Allow',
  'unsupported-media-type': 'Accept',
  'too-many-requests': 'Retry-After',
  'too-busy': 'Retry-After',
  'library-building': 'Retry-After',
  'ledger-unavailable': 'Retry-After',
};

/**
 * Describe the problems of an operation: each code under its status, with an example.
 *
 * @param words - English strings.
 */
export function describeProblems(
  { problems, richProblems = {}, scope }: Pick<Operation, 'problems' | 'richProblems' | 'scope'>,
  words: Translate,
  site: Site,
): Readonly<Record<string, object>> {
  const all = [...new Set([...problems, ...(scope === undefined ? [] : KEYED), ...EVERYWHERE])];
  return Object.fromEntries(
    all.map((code) => {
      const status = PROBLEMS[code];
      return [
        String(status),
        describeStatus(
          all.filter((other) => PROBLEMS[other] === status),
          richProblems[status] ?? PROBLEM,
          words,
          site,
        ),
      ];
    }),
  );
}

function describeStatus(
  codes: readonly ProblemCode[],
  shape: z.ZodType,
  words: Translate,
  site: Site,
): object {
  return {
    description: codes
      .map((code) => `[\`${code}\`](${absolute(site, problemPath(code))}): ${words(`problem.${code}.title`)}`)
      .join('; '),
    ...writeHeaders(codes.flatMap((code) => HELPFUL[code] ?? [])),
    content: {
      'application/problem+json': {
        schema: componentRef(shape),
        examples: Object.fromEntries(
          codes.map((code) => [
            code,
            { value: presentProblem(new Problem(code), words, '/api/v1/articles', 'e5d5…', site) },
          ]),
        ),
      },
    },
  };
}

import type { z } from 'zod';
import { absolute, problemPath } from '../../http/response/addresses.js';
import type { Site } from '../../http/response/site.js';
import type { Translate } from '../../locale/strings.js';
import { Problem, PROBLEMS, type ProblemCode } from '../../problem.js';
import { presentProblem } from '../../presenters/present-problem.js';
import { PROBLEM } from '../../presenters/schemas.js';
import { type HeaderName, HEADERS, type Operation } from '../operation.js';
import { componentRef } from './components.js';
import examples from './examples.json' with { type: 'json' };

/** Requests and responses by operation; tests check each against its schema, and those of the ledger against the service. */
export const EXAMPLES: Readonly<Record<string, { readonly request?: unknown; readonly response?: unknown }>> =
  examples;

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
 * Describe the responses of an operation: the successful ones, and problems by status, each code with an example.
 *
 * @param words - English strings.
 */
export function writeResponses(
  operation: Operation,
  words: Translate,
  site: Site,
): Readonly<Record<string, object>> {
  const { policy, statuses, problems, richProblems = {}, scope } = operation;
  const codes = [...new Set([...problems, ...(scope === undefined ? [] : KEYED), ...EVERYWHERE])];
  const writeSuccess = ([status, description]: [string, string]): [string, object] => [
    status,
    { description, ...writeBody(operation, status) },
  ];
  return {
    ...Object.fromEntries(Object.entries(statuses).map(writeSuccess)),
    ...(policy.cache !== 'none' && {
      304: { description: 'Nothing changed since the response with this `ETag`.' },
    }),
    ...Object.fromEntries(
      codes.map((code) => {
        const status = PROBLEMS[code];
        const here = codes.filter((other) => PROBLEMS[other] === status);
        return [status, writeProblems(here, richProblems[status] ?? PROBLEM, words, site)];
      }),
    ),
  };
}

/** Headers and content of a successful response. */
function writeBody(operation: Operation, status: string): object {
  const { id, policy, response, type = 'application/json', statuses, headers = [] } = operation;
  if (status === '308') return writeHeaders(['Location']);
  if (status === '204') return {};
  const ofCaching: HeaderName[] =
    policy.cache === 'none' ? [] : response === undefined ? ['ETag'] : ['ETag', 'Last-Modified'];
  const anyBody = { type: type === 'application/json' ? 'object' : 'string' };
  const schema = response === undefined ? anyBody : componentRef(response);
  // The example is that of a new resource where the statuses tell new from known.
  const example = 201 in statuses && status !== '201' ? undefined : EXAMPLES[id]?.response;
  // Only a new resource has a `Location`.
  const own = headers.filter((name) => name !== 'Location' || status === '201');
  return {
    ...writeHeaders([...ofCaching, ...own]),
    content: { [type]: { schema, ...(example !== undefined && { example }) } },
  };
}

function writeHeaders(names: readonly HeaderName[]): object {
  if (names.length === 0) return {};
  return {
    headers: Object.fromEntries(
      names.map((name) => [name, { description: HEADERS[name], schema: { type: 'string' } }]),
    ),
  };
}

function writeProblems(
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

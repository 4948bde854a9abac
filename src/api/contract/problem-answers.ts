import { problemPath } from '../../http/addresses.js';
import type { Translate } from '../../locale/strings.js';
import { Problem, PROBLEMS, type ProblemCode } from '../../problem.js';
import { presentProblem } from '../../wire/present-problem.js';
import { componentRef, type ComponentName } from './components.js';
import type { Operation } from './operation.js';

/** What can go wrong at every address. */
const EVERYWHERE: readonly ProblemCode[] = [
  'bad-request',
  'method-not-allowed',
  'address-too-long',
  'internal',
  'library-building',
  'too-many-requests',
];

/** One answer of the contract. */
interface ProblemAnswer {
  readonly description: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/**
 * Describe what can go wrong at an address, each code under its status with an example.
 *
 * @param words - English: a contract has one language.
 */
export function describeProblems(
  { problems, richProblems = {} }: Pick<Operation, 'problems' | 'richProblems'>,
  words: Translate,
): Readonly<Record<string, ProblemAnswer>> {
  const all = [...new Set([...problems, ...EVERYWHERE])];
  return Object.fromEntries(
    all.map((code) => {
      const status = PROBLEMS[code];
      return [
        String(status),
        describeStatus(
          all.filter((other) => PROBLEMS[other] === status),
          richProblems[status] ?? 'Problem',
          words,
        ),
      ];
    }),
  );
}

function describeStatus(
  codes: readonly ProblemCode[],
  shape: ComponentName,
  words: Translate,
): ProblemAnswer {
  return {
    description: codes
      .map((code) => `[\`${code}\`](${problemPath(code)}): ${words(`problem.${code}.title`)}`)
      .join('; '),
    content: {
      'application/problem+json': {
        schema: componentRef(shape),
        examples: Object.fromEntries(
          codes.map((code) => [
            code,
            { value: presentProblem(new Problem(code), words, '/api/v1/articles', 'e5d5…') },
          ]),
        ),
      },
    },
  };
}

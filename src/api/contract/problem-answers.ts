import { problemPath } from '../../http/addresses.js';
import type { Translate } from '../../locale/strings.js';
import { Problem, PROBLEMS, type ProblemCode } from '../../problem.js';
import { presentProblem } from '../../wire/present-problem.js';
import { componentRef } from './components.js';

/** What can go wrong at every address. */
const EVERYWHERE: readonly ProblemCode[] = [
  'bad-request',
  'method-not-allowed',
  'address-too-long',
  'internal',
  'library-building',
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
  codes: readonly ProblemCode[],
  words: Translate,
): Readonly<Record<string, ProblemAnswer>> {
  const all = [...new Set([...codes, ...EVERYWHERE])];
  return Object.fromEntries(
    all.map((code) => {
      const status = PROBLEMS[code];
      return [
        String(status),
        describeStatus(
          all.filter((other) => PROBLEMS[other] === status),
          words,
        ),
      ];
    }),
  );
}

function describeStatus(codes: readonly ProblemCode[], words: Translate): ProblemAnswer {
  return {
    description: codes
      .map((code) => `[\`${code}\`](${problemPath(code)}): ${words(`problem.${code}.title`)}`)
      .join('; '),
    content: {
      'application/problem+json': {
        schema: componentRef('Problem'),
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

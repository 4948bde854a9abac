import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/walk/engine/advance.js';
import { wireAnswer } from '../../src/walk/engine/answer.js';
import { guidedWalk } from './support/guided-walk.js';

/** Shared vectors and logs stand beside a developer's checkout, not in it; elsewhere this file registers nothing of them. */
const SHARED = new URL('../../../shared/walk/', import.meta.url);
const NOW = Date.parse('2025-02-03T10:00:00Z');

interface Vector {
  readonly error: string;
  readonly errorZone: string | null;
  readonly restart: string;
  readonly restartZone: string;
  readonly verdict: string;
  readonly deltaMinutes: number;
}

const read = (path: string): string => readFileSync(new URL(path, SHARED), 'utf8');
const logs = (name: string): unknown => {
  const { status, answers, errors } = advance(
    guidedWalk,
    { answers: { logs: read(`samples/${name}`) } },
    NOW,
  );
  const answer = answers.get('logs');
  return [status, answer === undefined ? errors[0]?.reason : wireAnswer(answer)];
};

it('asks for the log first', () => {
  expect(advance(guidedWalk, { answers: {} }, NOW).node.id).toBe('logs');
});

describe.runIf(existsSync(SHARED))('shared vectors and samples', () => {
  it('give the expected verdicts', () => {
    const vectors = JSON.parse(read('vectors.json')) as readonly Vector[];
    const found = vectors.map(({ error, errorZone, restart, restartZone }) => {
      const zone = errorZone === null ? {} : { zone: errorZone };
      const answers = { logs: { failedAt: [error] }, ...zone, restart: { time: restart, zone: restartZone } };
      const { verdict } = advance(guidedWalk, { answers }, NOW).findings;
      return [verdict?.name, verdict?.deltaMinutes];
    });
    expect(found).toEqual(vectors.map(({ verdict, deltaMinutes }) => [verdict, deltaMinutes]));
  });

  it.each([
    ['ambiguous-order.txt', ['question', { failedAt: ['03/11/2021 06:01:29'], fault: 'logon' }]],
    [
      'journal-de.txt',
      [
        'question',
        { failedAt: ['2022-08-20T06:00:14', '2022-08-19T06:00:12'], fault: 'logon', order: 'DMY' },
      ],
    ],
    ['journal-us.txt', ['question', { failedAt: ['2022-08-19T06:00:12'], fault: 'logon', order: 'MDY' }]],
    [
      'other-fault.txt',
      ['outcome', { failedAt: ['2022-08-19T06:00:12.640Z'], fault: 'credentials', order: 'YMD' }],
    ],
    ['web-restart.log', ['invalid', 'onlyRestart']],
    [
      'wfserver.log',
      ['question', { failedAt: ['2022-08-19T06:00:12.640+02:00'], fault: 'logon', order: 'YMD' }],
    ],
  ])('%s is read right', (name, expected) => {
    expect(logs(name)).toEqual(expected);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersBefore, changeAnswer, type WalkState } from '../../src/walk/engine/advance.js';
import { edgeNames } from '../../src/walk/engine/choice-input.js';
import { asData, found, go, guidedWalk, parseFiles, walkFiles } from './support/guided-walk.js';

const FAULT = "Empty return for method 'Logon' of service 'xtk:session'.";
const SAME = { failedAt: ['2022-09-05T04:30:09Z', '2022-09-04T04:30:11Z'], fault: 'logon' };
const DAILY = { time: '04:30', zone: 'UTC', kind: 'daily' };

const wire = (state: WalkState): Record<string, unknown> => Object.fromEntries(state.answers);
const end = (answers: unknown): string => {
  const { status, node } = go(answers);
  return `${status}:${node.id}`;
};

it('the files of KA-05406 have no errors in twelve languages', () => {
  const { walk, diagnostics } = parseFiles(walkFiles());
  expect(diagnostics).toEqual([]);
  expect(walk?.languages).toHaveLength(12);
});

describe('the way through KA-05406', () => {
  it('asks one question after the other', () => {
    const journal = `05.09.2022 04:30:09 mcSynch ${FAULT}`;
    expect(end({})).toBe('question:logs');
    expect(end({ logs: journal })).toBe('question:zone');
    expect(end({ logs: journal, zone: 'UTC' })).toBe('question:restart');
    expect(end({ logs: journal, zone: 'UTC', restart: DAILY })).toBe('question:period');
    expect(end({ logs: journal, zone: 'UTC', restart: DAILY, period: 60 })).toBe('question:reschedule');
  });

  it('skips the zone if the log states it, and the date order if the verdict does not depend on it', () => {
    expect(end({ logs: SAME })).toBe('question:restart');
    const open = { failedAt: ['03/11/2021 04:31:00'] };
    expect(end({ logs: open, zone: 'UTC', restart: DAILY })).toBe('question:period');
  });

  it('asks the order of dates when the verdict depends on it', () => {
    // New York 01:01 is Paris 06:01 on 1 November 2021, when only Paris has left summer time, and 07:01 on 11 January.
    const at = (written: string): object => ({
      logs: { failedAt: [written] },
      zone: 'America/New_York',
      restart: { time: '06:00', zone: 'Europe/Paris' },
    });
    const order = at('01/11/2021 01:01:00');
    expect(end(order)).toBe('question:dateOrder');
    expect(end({ ...order, dateOrder: 'DMY' })).toBe('question:period');
    expect(end({ ...order, dateOrder: 'MDY' })).toBe('outcome:notTheRestart');
    expect(end({ ...order, dateOrder: 'unknown' })).toBe('outcome:orderNeeded');
    expect(end(at('05/06/2021 00:01:00'))).toBe('question:period');
  });

  it.each([
    ['resolved at once', { period: 60, reschedule: 'done', worked: 'yes' }, 'outcome:resolved'],
    [
      'resolved at the second try',
      { period: 60, reschedule: 'done', worked: 'no', reschedule2: 'done', worked2: 'yes' },
      'outcome:resolved',
    ],
    [
      'passed on after two tries',
      { period: 60, reschedule: 'done', worked: 'no', reschedule2: 'done', worked2: 'no' },
      'outcome:escalate',
    ],
    [
      'left open until the restart',
      { period: 60, reschedule: 'done', worked: 'later' },
      'outcome:waitForRestart',
    ],
    ['handed over', { period: 60, reschedule: 'cannot' }, 'outcome:handover'],
    ['advised, with a period too short', { period: 7 }, 'outcome:periodTooShort'],
    ['with nothing known further', { period: 'unknown', reschedule: 'unknown' }, 'outcome:handover'],
  ])('is %s', (_, rest, expected) => {
    expect(end({ logs: SAME, restart: DAILY, ...rest })).toBe(expected);
  });

  it.each([
    ['no log', { logs: 'unknown' }, 'outcome:logNeeded'],
    [
      'no restart, and the usual one fits',
      { logs: { failedAt: ['2022-09-04T06:00:11'] }, zone: 'Europe/Rome', restart: 'unknown' },
      'question:period',
    ],
    [
      'no restart, and the usual one does not fit',
      { logs: SAME, restart: 'unknown' },
      'outcome:restartNeeded',
    ],
    [
      'no zone, and the restart fits',
      { logs: { failedAt: ['2022-09-04T04:30:11'] }, zone: 'unknown', restart: DAILY },
      'question:period',
    ],
    [
      'no zone, and another zone would fit',
      { logs: { failedAt: ['2022-09-04T06:30:11'] }, zone: 'unknown', restart: DAILY },
      'outcome:zoneNeeded',
    ],
    [
      'no zone, and no zone would fit',
      { logs: { failedAt: ['2022-09-04T06:44:11'] }, zone: 'unknown', restart: DAILY },
      'outcome:notTheRestart',
    ],
  ])('goes on with %s', (_, answers, expected) => {
    expect(end(answers)).toBe(expected);
  });

  it('asks whether a near failure comes with every restart, unless two days show it', () => {
    const near = { logs: { failedAt: ['2022-09-04T04:37:00Z'] }, restart: DAILY };
    expect(end(near)).toBe('question:everyRestart');
    expect(end({ ...near, everyRestart: 'no' })).toBe('outcome:notEveryRestart');
    expect(end({ ...near, everyRestart: 'yes' })).toBe('question:period');
    expect(end({ ...near, logs: { failedAt: ['2022-09-04T04:37:00Z', '2022-09-05T04:37:20Z'] } })).toBe(
      'question:period',
    );
  });

  it('proposes ten minutes for a near failure, and nothing else if that fails', () => {
    const near = {
      logs: { failedAt: ['2022-09-04T04:37:00Z'] },
      restart: DAILY,
      everyRestart: 'yes',
      period: 60,
    };
    expect(found(go(near)).schedule).toMatchObject({
      recommended: 'alternative',
      alternative: { time: '04:40' },
    });
    expect(end({ ...near, reschedule: 'done', worked: 'no' })).toBe('outcome:escalate');
  });

  it('needs no schedule after a single restart', () => {
    const state = go({ logs: SAME, restart: { ...DAILY, kind: 'once', date: '2022-09-05' }, period: 60 });
    expect([state.node.id, found(state).schedule]).toEqual(['resumeOnly', null]);
  });

  it.each([
    ['PGS-220000 deadlock detected', 'deadlock'],
    ['XSV-350012 Invalid login or password', 'credentials'],
    ['XSV-350008 Session has expired', 'sessionExpired'],
    ['XSV-350014 Connection refused', 'connectionRefused'],
    ['registrationToken', 'registrationToken'],
    ['bigint out of range', 'bigintRange'],
  ])('leads on for %s', (text, id) => {
    expect(end({ logs: `2022-09-04T04:30:11Z 1 1 1 error log ${text}` })).toBe(`outcome:${id}`);
  });

  it('takes the example of a restart, a time alone, as a daily one in the zone of the log', () => {
    expect(end({ logs: SAME, restart: '04:30' })).toBe('question:period');
    expect(end({ logs: SAME, restart: '14:30' })).toBe('outcome:notTheRestart');
  });

  it('includes verdict and schedule once they are known', () => {
    const before = go({ logs: SAME });
    const judged = go({ logs: SAME, restart: DAILY });
    const planned = go({ logs: SAME, restart: DAILY, period: 60 });
    expect([found(before).verdict, found(judged).schedule]).toEqual([null, null]);
    expect(found(judged).verdict).toMatchObject({ name: 'same', deltaMinutes: 0.15 });
    expect(found(planned).schedule).toMatchObject({
      recommended: 'proposed',
      proposed: { time: '04:35', zone: 'UTC' },
      alternative: { time: '04:40' },
    });
  });

  it('moves the start on for the second try', () => {
    const state = go({ logs: SAME, restart: DAILY, period: 60, reschedule: 'done', worked: 'no' });
    expect([state.node.id, found(state).schedule?.recommended]).toEqual(['reschedule2', 'alternative']);
  });

  it('offers the restart that the log shows', () => {
    const logs = `04:28:40 >   Stop requested (pid=1)\n04:28:44 >   Web server start (pid=2)\n2022-09-04T04:30:11Z error ${FAULT}`;
    expect(go({ logs }).facts.suggest('restart')).toMatchObject([{ time: '04:28' }]);
    expect(go({ logs, restart: 'unknown' }).facts.assumptions).toEqual(['restartSeen']);
  });

  it('follows the majority of conflicting lines, and reports the conflict', () => {
    const failedAt = Array.from({ length: 100 }, (_, i) =>
      new Date(Date.UTC(2022, 8, 1) + i * 3_600_000 + 30_000).toISOString(),
    );
    const state = go({ logs: { failedAt }, restart: { time: '00:00', zone: 'UTC' } });
    expect(state.node.id).toBe('notTheRestart');
    expect(found(state).verdict?.readings).toHaveLength(100);
    expect(state.facts.warnings).toContain('readingsDisagree');
  });

  it('does not warn once the fix has worked', () => {
    const done = { logs: SAME, restart: DAILY, period: 60, reschedule: 'done' };
    expect(go(done).facts.warnings).toEqual(['keepFrequency', 'restartWorkflow']);
    expect(go({ ...done, worked: 'yes' }).facts.warnings).toEqual([]);
    const again = { ...done, worked: 'no', reschedule2: 'done' };
    expect(go({ ...again, worked2: 'no' }).facts.warnings).toContain('restartWorkflow');
    expect(go({ ...again, worked2: 'yes' }).facts.warnings).toEqual([]);
  });

  it('warns of a period that drifts through the day', () => {
    expect(go({ logs: SAME, restart: DAILY, period: 50 }).facts.warnings).toContain('periodDrifts');
    expect(go({ logs: SAME, restart: DAILY, period: 60 }).facts.warnings).not.toContain('periodDrifts');
  });
});

describe('answers sent together', () => {
  it('keeps answers to later questions and advances as far as possible', () => {
    const state = go({ period: 30, restart: DAILY, logs: { failedAt: ['2022-09-04T04:30:11'] } });
    expect([state.status, state.node.id, Object.keys(wire(state))]).toEqual([
      'question',
      'zone',
      ['logs', 'period', 'restart'],
    ]);
  });

  it('rejects premature answers and asks the current question', () => {
    const state = go({ logs: SAME, worked: 'yes' });
    expect([state.status, state.node.id]).toEqual(['notYet', 'restart']);
    expect(state.errors).toEqual([{ pointer: '/answers/worked', reason: 'notYet', values: {} }]);
    expect(wire(state)).not.toHaveProperty('worked');
  });

  it('ignores answers the path does not need', () => {
    const state = go({
      logs: SAME,
      zone: 'Asia/Tokyo',
      restart: { time: '12:00', zone: 'UTC' },
      worked: 'yes',
    });
    expect([state.status, state.node.id, state.ignored]).toEqual([
      'outcome',
      'notTheRestart',
      ['zone', 'worked'],
    ]);
  });

  it('give the same state in any order, and again after normalisation', () => {
    const answers = Object.entries({
      logs: SAME,
      restart: DAILY,
      period: 60,
      reschedule: 'done',
      worked: 'no',
    });
    const expected = go(Object.fromEntries(answers));
    fc.assert(
      fc.property(fc.shuffledSubarray(answers, { minLength: answers.length }), (shuffled) => {
        expect(asData(go(Object.fromEntries(shuffled)))).toEqual(asData(expected));
      }),
    );
    expect(asData(go(wire(expected)))).toEqual(asData(expected));
  });

  it('drops the answers after a changed one', () => {
    const state = go({ logs: SAME, restart: DAILY, period: 60, reschedule: 'done' });
    expect(Object.keys(answersBefore(state, 'period'))).toEqual(['logs', 'restart']);
    expect(changeAnswer(state, 'period', 30)).toEqual({ logs: SAME, restart: DAILY, period: 30 });
    expect(Object.keys(changeAnswer(state, 'worked', 'yes'))).toEqual([
      'logs',
      'restart',
      'period',
      'reschedule',
      'worked',
    ]);
  });
});

describe('invalid answers', () => {
  it.each([
    ['a wrong type', { logs: 5 }, '/answers/logs', 'wrongType', 'logs'],
    ['a list', { logs: [1] }, '/answers/logs', 'wrongType', 'logs'],
    ['null', { logs: null }, '/answers/logs', 'wrongType', 'logs'],
    ['no time', { logs: 'help' }, '/answers/logs', 'noTime', 'logs'],
    [
      'an impossible time',
      { logs: { failedAt: ['2022-01-01 25:61'] } },
      '/answers/logs/failedAt/0',
      'badTime',
      'logs',
    ],
    [
      'an impossible date',
      { logs: { failedAt: ['2022-01-01T00:00', '31/02/2022 06:00'] } },
      '/answers/logs/failedAt/1',
      'badDate',
      'logs',
    ],
    ['no failure', { logs: { failedAt: [] } }, '/answers/logs/failedAt', 'noTime', 'logs'],
    [
      'a future failure',
      { logs: { failedAt: ['2031-01-01T00:00:00Z'] } },
      '/answers/logs/failedAt',
      'future',
      'logs',
    ],
    [
      'an unknown member',
      { logs: { failedAt: ['2022-01-01T00:00'], text: 'x' } },
      '/answers/logs',
      'unknownMember',
      'logs',
    ],
    [
      'an unknown fault',
      { logs: { failedAt: ['2022-01-01T00:00'], fault: 'x' } },
      '/answers/logs/fault',
      'notAnOption',
      'logs',
    ],
    ['binary text', { logs: '\u0000\u0001\u0002PNG' }, '/answers/logs', 'binary', 'logs'],
    ['a log too large', { logs: 'x'.repeat(256 * 1024 + 1) }, '/answers/logs', 'tooLarge', 'logs'],
    ['an unknown zone', { logs: SAME, zone: 'Mars/Olympus_Mons' }, '/answers/zone', 'badZone', 'zone'],
    ['a zone that is no text', { logs: SAME, zone: {} }, '/answers/zone', 'wrongType', 'zone'],
    ['a bad period before anything else', { period: -5 }, '/answers/period', 'badMinutes', 'period'],
    [
      'a bad zone before the log',
      { zone: 'Europe/Pariis', period: 60 },
      '/answers/zone',
      'badZoneNear',
      'zone',
    ],
    [
      'a bad answer to what has not happened yet',
      { logs: SAME, reschedule: 'maybe' },
      '/answers/reschedule',
      'notAnOption',
      'restart',
    ],
    [
      'a bad answer to what will not happen',
      { logs: 'unknown', reschedule: 'maybe' },
      '/answers/reschedule',
      'notAnOption',
      'reschedule',
    ],
    [
      'a bad answer that would not have been needed',
      { logs: 'unknown', period: 0 },
      '/answers/period',
      'badMinutes',
      'period',
    ],
    ['a restart without time', { logs: SAME, restart: {} }, '/answers/restart/time', 'wrongType', 'restart'],
    [
      'a restart at 25:61',
      { logs: SAME, restart: { time: '25:61' } },
      '/answers/restart/time',
      'badTime',
      'restart',
    ],
    [
      'a restart in a bad zone',
      { logs: SAME, restart: { time: '06:00', zone: 'Europe/Pariis' } },
      '/answers/restart/zone',
      'badZoneNear',
      'restart',
    ],
    [
      'a restart of a bad kind',
      { logs: SAME, restart: { time: '06:00', kind: 'weekly' } },
      '/answers/restart/kind',
      'notAnOption',
      'restart',
    ],
    [
      'a restart on a bad day',
      { logs: SAME, restart: { time: '06:00', kind: 'once', date: '2022-02-31' } },
      '/answers/restart/date',
      'badDate',
      'restart',
    ],
    ['a bad period', { logs: SAME, restart: DAILY, period: 0 }, '/answers/period', 'badMinutes', 'period'],
    [
      'a broken period',
      { logs: SAME, restart: DAILY, period: 1.5 },
      '/answers/period',
      'badMinutes',
      'period',
    ],
    [
      'a list for a period',
      { logs: SAME, restart: DAILY, period: [60] },
      '/answers/period',
      'wrongType',
      'period',
    ],
    [
      'a period in words',
      { logs: SAME, restart: DAILY, period: 'hourly' },
      '/answers/period',
      'badMinutes',
      'period',
    ],
    [
      'no such option',
      { logs: SAME, restart: DAILY, period: 60, reschedule: 'maybe' },
      '/answers/reschedule',
      'notAnOption',
      'reschedule',
    ],
    [
      'an inherited name as option',
      { logs: SAME, restart: DAILY, period: 60, reschedule: 'constructor' },
      '/answers/reschedule',
      'notAnOption',
      'reschedule',
    ],
    ['an unknown question', { shoeSize: 42 }, '/answers/shoeSize', 'unknownQuestion', 'logs'],
    ['a fact’s name', { verdict: 'same' }, '/answers/verdict', 'unknownQuestion', 'logs'],
    ['a pointer’s own signs', { 'a/b~c': 1 }, '/answers/a~1b~0c', 'unknownQuestion', 'logs'],
  ])('%s', (_, answers, pointer, reason, asked) => {
    const state = go(answers);
    expect(state.status).toBe('invalid');
    expect(state.errors).toEqual([expect.objectContaining({ pointer, reason })]);
    expect(state.node.id).toBe(asked);
  });

  it('asks again for the first of several, in the walk’s order', () => {
    const state = go({ period: 0, restart: { time: '25:61' }, logs: SAME });
    expect(state.node.id).toBe('restart');
    expect(state.errors.map((error) => error.pointer)).toEqual(['/answers/period', '/answers/restart/time']);
  });

  it.each([undefined, null, 'x', 5, [], [1]])('treats %j as no answers', (answers) => {
    expect(go(answers).errors).toEqual([
      expect.objectContaining({ pointer: '/answers', reason: 'wrongType' }),
    ]);
  });

  it('suggests Europe/Paris for Europe/Pariis', () => {
    const state = go({ logs: { failedAt: ['2022-09-04T04:30:11'] }, zone: 'Europe/Pariis' });
    expect(state.errors[0]).toEqual({
      pointer: '/answers/zone',
      reason: 'badZoneNear',
      values: { zone: 'Europe/Pariis', suggestion: 'Europe/Paris' },
    });
    expect([state.status, state.node.id]).toEqual(['invalid', 'zone']);
  });

  it('accepts a thousand answers and no more', () => {
    const many = (count: number): unknown =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`q${i}`, 'x']));
    expect(go(many(1000)).errors).toHaveLength(1000);
    expect(go(many(1001)).errors).toEqual([
      { pointer: '/answers', reason: 'tooManyAnswers', values: { limit: 1000 } },
    ]);
  });

  it('is not reached through prototypes', () => {
    const answers: unknown = JSON.parse(
      '{"__proto__": {"logs": "unknown"}, "constructor": "x", "toString": "x"}',
    );
    expect(go(answers).errors.map((error) => [error.pointer, error.reason])).toEqual([
      ['/answers/__proto__', 'unknownQuestion'],
      ['/answers/constructor', 'unknownQuestion'],
      ['/answers/toString', 'unknownQuestion'],
    ]);
    const restart: unknown = JSON.parse(
      '{"logs": {"failedAt": ["2022-01-01T00:00Z"]}, "restart": {"time": "06:00", "__proto__": {"zone": "UTC"}}}',
    );
    expect(go(restart).errors).toEqual([
      expect.objectContaining({ pointer: '/answers/restart', reason: 'unknownMember' }),
    ]);
    expect(Object.prototype).not.toHaveProperty('zone');
  });
});

describe('versions', () => {
  const newer = parseFiles(
    walkFiles().map((file) => {
      if (file.name !== 'walk.yaml') return file;
      return {
        ...file,
        text: file.text
          .replace('version: 1', 'version: 3')
          .replace('  period:\n', '  period:\n    since: 2\n'),
      };
    }),
  ).walk!;

  it.each([0, 2, -1, 1.5, 'x', null, {}, '99'])('%j is unknown', (version) => {
    expect(go({}, version).errors).toEqual([
      expect.objectContaining({ pointer: '/walk/version', reason: 'unknownVersion' }),
    ]);
  });

  it('accepts the current one, also as text', () => {
    expect([go({}, 1).status, go({}, '1').status]).toEqual(['question', 'question']);
  });

  it('keeps the answers of an older version that still apply and asks the rest again', () => {
    const state = go({ logs: SAME, restart: DAILY, period: 60, reschedule: 'done', gone: 'x' }, 1, newer);
    expect([state.status, state.node.id, state.dropped]).toEqual([
      'question',
      'period',
      ['period', 'gone', 'reschedule'],
    ]);
  });
});

describe('a thousand random walks', () => {
  const samples: Record<string, readonly unknown[]> = {
    log: [
      SAME,
      { failedAt: ['2022-09-04T04:37:00'] },
      { failedAt: ['03/11/2021 04:30:00'] },
      { failedAt: ['01/11/2021 01:01:00'] },
      { failedAt: ['10:00'] },
      { failedAt: [], fault: 'deadlock' },
      `2022-09-04T04:30:11Z ${FAULT}`,
    ],
    zone: ['UTC', 'Europe/Paris', 'America/New_York'],
    restart: [
      DAILY,
      { time: '06:00' },
      { time: '06:00', zone: 'Europe/Paris' },
      { time: '04:30', zone: 'UTC', kind: 'once' },
    ],
    minutes: [1, 14, 15, 50, 60, 1440],
  };

  it('end in an outcome and never throw', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (stream) => {
        let state = go({});
        for (let turn = 0; state.status === 'question'; turn++) {
          expect(turn).toBeLessThan(11);
          if (state.node.kind !== 'question') break;
          const { input, id } = state.node;
          const values =
            input.type === 'choice' ? edgeNames(input) : [...(samples[input.type] ?? []), 'unknown'];
          const value = values[(stream.next().value as number) % values.length];
          state = go(changeAnswer(state, id, value));
        }
        expect(state.status).toBe('outcome');
        expect(state.progress.remaining).toBe(0);
        expect(asData(go(wire(state)))).toEqual(asData(state));
      }),
      { numRuns: 1000 },
    );
  });

  it('accept any input without throwing', () => {
    const id = fc.oneof(fc.constantFrom(...guidedWalk.nodes.keys(), '__proto__'), fc.string());
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(...Object.values(samples).flat(), 'unknown', 'done', 'yes', 'no'),
    );
    fc.assert(
      fc.property(
        fc.dictionary(id, value),
        fc.option(fc.jsonValue(), { nil: undefined }),
        (answers, version) => {
          const state = go(answers, version);
          expect(state.status === 'invalid' || state.status === 'notYet').toBe(state.errors.length > 0);
          expect(go(wire(state)).errors).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/walk/engine/advance.js';
import { evaluateRestart } from '../../src/walk/facts/restart-clock/evaluate.js';
import { createTimeline } from '../../src/walk/facts/restart-clock/timeline.js';
import { decodeAnswers, encodeAnswers } from '../../src/walk/present/answer-query.js';
import { createVoice, WALK_WORDS } from '../../src/walk/present/walk-words.js';
import { describeWalk, presentWalkState } from '../../src/walk/present/present-walk-state.js';
import { drawWalkGraph } from '../../src/walk/present/draw-graph.js';
import type { WalkVoice } from '../../src/walk/walk-texts.js';
import type { WalkContext } from '../../src/walk/present/present-node.js';
import { buildSteps } from '../support/build-article.js';
import { asData, go, guidedWalk, NOW, type Members } from './support/guided-walk.js';

const CONTEXT: WalkContext = {
  steps: buildSteps('Read the log.', 'Move the start.').map((step) => ({
    ...step,
    locale: 'de',
    isNewer: false,
    fragment: step.anchor,
  })),
  findArticle: (number) =>
    number === 'KA-23471' ? { title: 'Deadlocks', href: '/de/articles/KA-23471' } : undefined,
  links: { page: '/de/articles/KA-05406/walk', self: '/api/v1/articles/KA-05406/walk' },
};
const ANSWERS = {
  logs: "05.09.2022 06:00:09 x Empty return for method 'Logon' of service 'xtk:session'. <script>secret</script>\n04.09.2022 06:00:11 x logon xtk:session",
  zone: 'Europe/Berlin',
  restart: { time: '06:00', zone: 'Europe/Berlin', kind: 'daily' },
  period: 60,
};
const PLANNED =
  'v=1&logs=2022-09-05T06:00:09,2022-09-04T06:00:11;fault.logon;order.DMY&zone=Europe/Berlin&restart=06:00,Europe/Berlin,daily&period=60';

const voice = (locale: string): WalkVoice => createVoice(guidedWalk, locale);
const present = (answers: unknown, locale = 'de'): Members & ReturnType<typeof presentWalkState> =>
  presentWalkState(go(answers), voice(locale), CONTEXT) as Members & ReturnType<typeof presentWalkState>;
const BOUNDS = {
  same: { from: -2, below: 5 },
  near: { from: -10, to: 15 },
  proposed: 5,
  alternative: 10,
  shortestPeriod: 15,
  usualPeriod: 60,
  usualRestart: '06:00',
};
const timelineOf = (answers: unknown): ReturnType<typeof createTimeline> =>
  createTimeline(evaluateRestart(go(answers).answers, BOUNDS, NOW), voice('en'));

describe('a presented state', () => {
  it('asks with prompt, help, step, options and quick replies in the reader’s language', () => {
    const { status, question, outcome, progress } = present(ANSWERS);
    expect([status, outcome, progress]).toEqual(['question', null, { answered: 4, remaining: 4 }]);
    expect(question).toMatchObject({
      id: 'reschedule',
      prompt: 'Bitte verlegen Sie den Start des Workflows auf 06:05 (Europe/Berlin).',
      step: { number: 2, text: 'Move the start.', anchor: 'step-2' },
      quickReplies: [
        { answer: 'done' },
        { answer: 'cannot' },
        { label: 'Ich weiß es nicht', answer: 'unknown' },
      ],
    });
    expect(question?.instructions).toHaveLength(6);
  });

  it('contains verdict, schedule, console path and the recognised values', () => {
    const { verdict, schedule, understood } = present(ANSWERS);
    expect(verdict).toMatchObject({ name: 'same', deltaMinutes: 0.15 });
    expect(verdict?.readings[1]).toEqual({
      written: '2022-09-04T06:00:11',
      failedAt: '2022-09-04T04:00:11Z',
      restartAt: '2022-09-04T04:00:00Z',
      deltaMinutes: 0.18,
      name: 'same',
      order: null,
    });
    expect(schedule).toEqual({
      proposed: { time: '06:05', zone: 'Europe/Berlin', nextAt: '2025-02-04T05:05:00Z' },
      alternative: { time: '06:10', zone: 'Europe/Berlin', nextAt: '2025-02-04T05:10:00Z' },
      recommended: 'proposed',
      consolePath: ['Administration', 'Betreibung', 'Message Center', 'Technische Workflows'],
    });
    expect(understood).toMatchObject({
      failedAt: ['2022-09-05T06:00:09', '2022-09-04T06:00:11'],
      fault: 'logon',
      confidence: 'certain',
      order: 'DMY',
      zone: 'Europe/Berlin',
    });
  });

  it('contains nothing of a log but times and names', () => {
    expect(JSON.stringify(present(ANSWERS))).not.toMatch(/script|secret/);
  });

  it('explains errors in each language and repeats the question', () => {
    const bad = { ...ANSWERS, zone: 'Europe/Pariis' };
    expect(present(bad).errors).toEqual([
      {
        pointer: '/answers/zone',
        reason: 'badZoneNear',
        detail: 'Die Zeitzone „Europe/Pariis“ ist nicht bekannt. Meinten Sie Europe/Paris?',
      },
    ]);
    expect(present(bad).question?.id).toBe('zone');
    expect(present(bad, 'pt-BR').errors[0]?.detail).toBe(
      'O fuso horário “Europe/Pariis” não é conhecido. Você quis dizer Europe/Paris?',
    );
  });

  it('leads to another article, and says so if the library lacks it', () => {
    const held = present({ logs: 'PGS-220000 deadlock detected' }).outcome;
    const missing = present({ logs: 'registrationToken' }).outcome;
    expect(held?.article).toEqual({
      number: 'KA-23471',
      title: 'Deadlocks',
      href: '/de/articles/KA-23471',
      text: 'Bitte fahren Sie mit KA-23471 (Deadlocks) fort.',
    });
    expect(missing?.article).toMatchObject({
      number: 'KA-19367',
      href: null,
      text: expect.stringContaining('nicht vorhanden') as string,
    });
  });

  it('shows a prompt as it read when it was asked', () => {
    const { answered } = present({ ...ANSWERS, reschedule: 'done', worked: 'no', reschedule2: 'done' });
    const prompts = answered.map(({ id, prompt }) => [id, /\d\d:\d\d \(/.exec(prompt)?.[0]]);
    expect(prompts).toContainEqual(['reschedule', '06:05 (']);
    expect(prompts).toContainEqual(['reschedule2', '06:10 (']);
  });

  it('offers the usual restart in the log’s zone', () => {
    const { question } = present({ logs: ANSWERS.logs, zone: 'Asia/Tokyo' });
    expect(question?.input.suggestion).toEqual({ time: '06:00', zone: 'Asia/Tokyo', kind: 'daily' });
    expect(question?.quickReplies[0]?.label).toBe('06:00 · Asia/Tokyo · Täglich');
  });

  it('formats times if the zone is only an offset', () => {
    const logs = { failedAt: ['2022-09-04T06:00:11+05:30'] };
    const { schedule, question } = present({
      logs,
      restart: { time: '06:00' },
      period: 60,
      reschedule: 'done',
    });
    expect(schedule?.proposed.zone).toBe('+05:30');
    expect(question?.help).toContain('04.02.2025, 06:05');
  });

  it.each(WALK_WORDS.locales())('leaves no placeholder open in %s', (locale) => {
    const ways = [
      ANSWERS,
      { ...ANSWERS, reschedule: 'cannot' },
      { ...ANSWERS, reschedule: 'done', worked: 'yes' },
      { ...ANSWERS, period: 5 },
      { ...ANSWERS, zone: 'Asia/Tokyo' },
    ];
    for (const answers of ways)
      expect(JSON.stringify(present(answers, locale))).not.toMatch(/[{][a-zA-Z]+[}]|(?<!\p{L})…/u);
  });
});

describe('the description', () => {
  it('names every question and outcome of the contract', () => {
    const { questions, outcomes, start } = describeWalk(guidedWalk, voice('fr-CA'), CONTEXT);
    expect(start).toBe('logs');
    expect(questions.map(({ id, input, early }) => [id, input.type, early])).toEqual([
      ['logs', 'log', true],
      ['zone', 'zone', true],
      ['restart', 'restart', true],
      ['dateOrder', 'choice', true],
      ['everyRestart', 'choice', true],
      ['period', 'minutes', true],
      ['reschedule', 'choice', false],
      ['worked', 'choice', false],
      ['reschedule2', 'choice', false],
      ['worked2', 'choice', false],
    ]);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(
      new Set(['resolved', 'pending', 'advice', 'notApplicable', 'handover', 'escalate', 'redirect']),
    );
  });
});

describe('the address', () => {
  it('is short, readable and contains nothing of the log', () => {
    expect(encodeAnswers(go(ANSWERS))).toBe(PLANNED);
  });

  it('leads back to the same state, in any language', () => {
    const state = go({ ...ANSWERS, reschedule: 'done', worked: 'no' });
    const { submission, unknown } = decodeAnswers(guidedWalk, new URLSearchParams(encodeAnswers(state)));
    expect(unknown).toEqual([]);
    expect(asData(advance(guidedWalk, submission, NOW))).toEqual(asData(state));
  });

  it.each([
    { logs: 'unknown' },
    {
      logs: {
        failedAt: ['2022-09-04T06:00:11.5+05:30', '03/11/2021 06:01:29'],
        restartAt: ['06:00:00'],
        confidence: 'probable',
        fault: 'logon',
      },
      zone: 'unknown',
    },
    {
      logs: { failedAt: ['10:00'] },
      zone: 'UTC',
      restart: { time: '06:00', kind: 'once', date: '2022-09-04' },
    },
    { logs: { failedAt: [], fault: 'deadlock' } },
  ])('keeps %j', (answers) => {
    const state = go(answers);
    const { submission } = decodeAnswers(guidedWalk, new URLSearchParams(encodeAnswers(state)));
    expect(asData(advance(guidedWalk, submission, NOW))).toEqual(asData(state));
  });

  it('passes invalid values to the engine, which rejects them with a reason', () => {
    const { submission, unknown } = decodeAnswers(
      guidedWalk,
      new URLSearchParams('v=9&logs=x;y.z&restart=1,2,3,4,5&utm=1&lang=de'),
      ['lang'],
    );
    expect(unknown).toEqual(['utm']);
    expect(advance(guidedWalk, submission, NOW).status).toBe('invalid');
  });

  it('is parsed without throwing, whatever it contains', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'logs=',
        'zone=',
        'restart=',
        'period=',
        '&',
        'v=1',
        ';',
        ',',
        '.',
        'unknown',
        '__proto__',
        '2022-09-04T06:00:11',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const { submission } = decodeAnswers(guidedWalk, new URLSearchParams(parts.join('')));
        expect(advance(guidedWalk, submission, NOW).node.id).toBeTypeOf('string');
      }),
    );
  });
});

describe('the timeline', () => {
  it('places error, restart and starts from left to right', () => {
    const timeline = timelineOf(ANSWERS)!;
    expect(timeline.marks.map(({ kind, minutes }) => [kind, minutes])).toEqual([
      ['restart', 0],
      ['error', 0.15],
      ['error', 0.18],
      ['proposed', 5],
      ['alternative', 10],
    ]);
    const positions = timeline.marks.map((mark) => mark.position);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    for (const position of positions) expect(position > 0 && position < 1).toBe(true);
    expect(timeline.marks[3]).toMatchObject({
      label: 'Proposed start',
      time: expect.stringMatching(/6:05/) as string,
    });
  });

  it('is absent before the verdict', () => {
    expect(timelineOf({})).toBeUndefined();
  });
});

describe('the picture', () => {
  it('shows every node once, has an accessible name, and inherits its colour', () => {
    const svg = drawWalkGraph(guidedWalk, voice('de'), go(ANSWERS).path);
    expect(svg.match(/class="walk-graph-(?:question|fact|outcome)/g)).toHaveLength(guidedWalk.nodes.size);
    expect(svg).toContain('role="img" aria-labelledby="walk-graph-title walk-graph-desc"');
    expect(svg).toContain('<title id="walk-graph-title">Schritt-für-Schritt-Anleitung zu KA-05406</title>');
    expect(svg).not.toMatch(/NaN|undefined|style=|#[0-9a-f]{3,6}"/);
    expect(svg).toContain('class="walk-graph-question is-passed"');
  });

  it('has all content as text, truncates nothing, and overlaps no boxes', () => {
    for (const locale of ['de', 'ja', 'fr']) {
      const svg = drawWalkGraph(guidedWalk, voice(locale));
      expect(svg).not.toMatch(/reschedule|notTheRestart|orderOpen|…\s*</);
      const boxes = [
        ...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
      ].map((match) => match.slice(1).map(Number) as [number, number, number, number]);
      for (const [i, [x, y, width, height]] of boxes.entries()) {
        for (const [x2, y2, width2, height2] of boxes.slice(i + 1))
          expect(x + width <= x2 || x2 + width2 <= x || y + height <= y2 || y2 + height2 <= y).toBe(true);
      }
    }
  });
});

import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM } from '../../src/presenters/schemas.js';
import { WALK_DESCRIPTION, WALK_STATE } from '../../src/walk/present/wire-state.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { addArticle, KNOWN_ANSWERS, LOG_LINE, makeWalkContent } from '../support/walk-site.js';

const WALK = '/api/v1/articles/KA-91206/walk';
const PLAIN = '/api/v1/articles/KA-90001/walk';

const content = makeWalkContent();
let site: TestApp;

beforeAll(async () => {
  addArticle(content, 'de', 'KA-91302');
  site = await buildApp({ contentDir: content.contentDir, defaultLocale: 'en' });
});

afterAll(async () => {
  await site.close();
  content[Symbol.dispose]();
});

function send(body: object | string, path = WALK): Test {
  return request(site.app).post(path).type('json').send(body);
}

function sendAnswers(answers: Readonly<Record<string, unknown>>, locale = 'de'): Test {
  return send({ locale, answers });
}

describe('a reading', () => {
  it.each([
    ['KA-91206', { kind: 'guided', href: `https://help.example${WALK}` }],
    ['KA-90001', { kind: 'plain', href: `https://help.example${PLAIN}` }],
    ['KA-90003', null],
  ])('of %s contains the link to its walk', async (number, walk) => {
    const { body } = await request(site.app).get(`/api/v1/articles/${number}`).expect(200);
    expect(body.walk).toEqual(walk);
  });
});

describe('the description of a walk', () => {
  it.each([WALK, PLAIN])('has the shape of the contract: %s', async (path) => {
    const answer = await request(site.app).get(`${path}?locale=pt`).expect(200);
    expect(WALK_DESCRIPTION.strict().parse(answer.body).walk.version).toBeGreaterThan(0);
    expect(answer.headers['content-language']).toBe('pt');
    expect(answer.headers['etag']).toMatch(/^"/);
  });

  it('names the questions that chatbots may store', async () => {
    const { body } = await request(site.app).get(`${WALK}?locale=de`).expect(200);
    const ids = WALK_DESCRIPTION.parse(body).questions.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['logs', 'zone', 'dateOrder', 'restart', 'period', 'reschedule', 'worked']),
    );
  });

  it('is answered 304 to who has it', async () => {
    const first = await request(site.app).get(`${WALK}?locale=de`);
    await request(site.app)
      .get(`${WALK}?locale=de`)
      .set('If-None-Match', first.headers['etag'] ?? '')
      .expect(304);
  });

  it('does not exist for an article without steps', async () => {
    const { body } = await request(site.app).get('/api/v1/articles/KA-90003/walk?locale=de').expect(404);
    expect(body.code).toBe('walk-not-found');
  });
});

describe('answers sent at once', () => {
  it('lead to the new start', async () => {
    const answer = await sendAnswers(KNOWN_ANSWERS).expect(200);
    const state = WALK_STATE.strict().parse(answer.body);
    expect(state.question?.id).toBe('reschedule');
    expect(answer.body.verdict).toMatchObject({ name: 'same', deltaMinutes: 0.2 });
    expect(answer.body.schedule).toMatchObject({
      proposed: { time: '06:05', zone: 'Europe/Berlin' },
      alternative: { time: '06:10' },
      consolePath: expect.arrayContaining(['Harbour']),
    });
    expect(Date.parse(String(answer.body.schedule.proposed.nextAt))).toBeGreaterThan(Date.now());
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(answer.headers['content-language']).toBe('de');
  });

  it('are returned normalised, without the log, and accepted again', async () => {
    const first = await sendAnswers(KNOWN_ANSWERS);
    expect(JSON.stringify(first.body)).not.toContain('lampSync Leere');
    expect(first.body.answers.logs).toEqual({
      failedAt: ['2022-08-19T06:00:12'],
      fault: 'logon',
      order: 'DMY',
    });
    const again = await send({ locale: 'ja', answers: first.body.answers, walk: first.body.walk }).expect(
      200,
    );
    expect(again.body.answers).toEqual(first.body.answers);
    expect(again.body.verdict.name).toBe('same');
    expect(again.body.question.prompt).not.toBe(first.body.question.prompt);
  });

  it('lead to an outcome', async () => {
    const { body } = await sendAnswers({ ...KNOWN_ANSWERS, reschedule: 'done', worked: 'yes' }).expect(200);
    expect(body).toMatchObject({ status: 'outcome', outcome: { kind: 'resolved' }, question: null });
  });

  it('can all be unknown', async () => {
    const { body } = await sendAnswers({ logs: 'unknown' }).expect(200);
    expect(body.outcome.kind).toBe('pending');
  });

  it('can be empty', async () => {
    const { body } = await send({}).set('Accept-Language', 'pt').expect(200);
    expect(body.question.id).toBe('logs');
  });

  it('include steps that only the source has, in place and flagged', async () => {
    const answers = { 'step-1': 'done', 'step-2': 'done' };
    const { body } = await send({ locale: 'de', answers }, PLAIN).expect(200);
    expect(body.question).toMatchObject({
      id: 'step-3',
      step: { number: 3, locale: 'en', isNewer: true, text: 'Wait until the lamp is steady.' },
    });
  });

  it('lead through a plain walk', async () => {
    const answers = { 'step-1': 'done', 'step-2': 'doesNotApply', 'step-3': 'done', solved: 'yes' };
    const { body } = await send({ locale: 'de', answers }, PLAIN).expect(200);
    expect(WALK_STATE.strict().parse(body).outcome?.kind).toBe('resolved');
  });
});

describe('a log', () => {
  it.each([
    ['a file', () => upload().attach('logs', Buffer.from(LOG_LINE), 'wf.log')],
    ['a field', () => upload().field('logs', LOG_LINE)],
    ['a file in Windows-1252', () => upload().attach('logs', Buffer.from(LOG_LINE, 'latin1'), 'wf.log')],
    [
      'a file in UTF-16',
      () => upload().attach('logs', Buffer.from(`\uFEFF${LOG_LINE}`, 'utf16le'), 'wf.log'),
    ],
  ])('is accepted as %s of a form, next to answers as JSON text', async (_, sent) => {
    const { zone, restart, period } = KNOWN_ANSWERS;
    const answers = { zone, restart, period };
    const { body } = await sent()
      .field('locale', 'it')
      .field('answers', JSON.stringify(answers))
      .field('version', '1')
      .expect(200);
    expect(body.verdict.name).toBe('same');
    expect(body.question.id).toBe('reschedule');
  });

  it('of 256 KB is accepted; one byte more returns 413 and repeats the question', async () => {
    const size = 256 * 1024;
    await sendAnswers({ logs: `${LOG_LINE}\n`.padEnd(size - 2, 'x') }).expect(200);
    for (const sent of [
      sendAnswers({ logs: `${LOG_LINE}\n`.padEnd(size, 'x') }),
      upload().field('logs', 'x'.repeat(size + 1)),
      upload().attach('logs', Buffer.alloc(size + 1, 'x'), 'wf.log'),
    ]) {
      const { body } = await sent.expect(413);
      expect(body).toMatchObject({
        code: 'body-too-large',
        errors: [{ pointer: '/answers/logs' }],
        question: { id: 'logs' },
      });
    }
  });

  it('of many megabytes returns 413 before it is read', async () => {
    const { body } = await sendAnswers({ logs: 'x'.repeat(5_000_000) }).expect(413);
    expect(body.code).toBe('body-too-large');
    expect(body.errors).toEqual([]);
  });

  it('leaves no trace in the service’s own log', async () => {
    await sendAnswers({ logs: `${LOG_LINE} canary-of-a-customer` }).expect(200);
    await sendAnswers({ logs: 'canary-of-a-customer 25:61' }).expect(422);
    expect(JSON.stringify(site.log)).not.toContain('canary');
  });

  it('is never echoed, not even in errors', async () => {
    const markup = '<script>alert(1)</script>';
    const answer = await sendAnswers({ logs: `19.08.2022 25:61:00 ${markup}`, zone: markup }).expect(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(JSON.stringify(answer.body.errors[0])).not.toContain('script');
  });

  it('of another error leads to its article', async () => {
    const log = '2022-08-19T06:00:12Z 66462 66501 1 error log PGS-220000 ERROR: deadlock detected';
    const { body } = await sendAnswers({ logs: log }).expect(200);
    expect(body.outcome).toMatchObject({ kind: 'redirect', article: { number: 'KA-91301', href: null } });
  });

  it('of an error whose article exists leads to it', async () => {
    const log = '19/08/2022 06:00:12 lampSync Unknown registrationToken';
    const { body } = await sendAnswers({ logs: log }).expect(200);
    expect(body.outcome).toMatchObject({
      kind: 'redirect',
      article: { number: 'KA-91302', href: 'https://help.example/api/v1/articles/KA-91302' },
    });
  });

  it('that is a binary file is rejected', async () => {
    const { body } = await upload()
      .attach('logs', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), 'wf.log')
      .expect(422);
    expect(body).toMatchObject({
      errors: [{ pointer: '/answers/logs', reason: 'binary' }],
      question: { id: 'logs' },
    });
  });

  it('with a hundred contradicting lines gets a verdict and a warning', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => {
      const day = String((i % 28) + 1).padStart(2, '0');
      const hour = i % 2 === 0 ? '06' : '14';
      return `${day}.08.2022 ${hour}:00:${String(i % 60).padStart(2, '0')} Empty return for method 'Logon' of service 'xtk:session'`;
    });
    const { body } = await sendAnswers({ ...KNOWN_ANSWERS, logs: lines.join('\n') }).expect(200);
    expect(body.verdict.readings.length).toBeGreaterThan(50);
    expect((body.warnings as { code: string }[]).map(({ code }) => code)).toContain('readingsDisagree');
  });
});

function upload(): Test {
  return request(site.app).post(WALK);
}

describe('an invalid answer', () => {
  it.each<[string, Record<string, unknown>, string, string, string?]>([
    ['a log without a time', { logs: 'it failed again' }, '/answers/logs', 'noTime'],
    ['a log at 25:61', { logs: '19.08.2022 25:61:00 Logon xtk:session' }, '/answers/logs', 'badTime'],
    ['a log of 31/02', { logs: '31/02/2022 06:00:12 Logon xtk:session' }, '/answers/logs', 'badDate'],
    ['a log of tomorrow', { logs: '19.08.2099 06:00:12 Logon xtk:session' }, '/answers/logs', 'future'],
    ['a restart at 25:61', { restart: { time: '25:61' } }, '/answers/restart/time', 'badTime'],
    [
      'a restart on 31/02',
      { restart: { time: '06:00', kind: 'once', date: '2022-02-31' } },
      '/answers/restart/date',
      'badDate',
    ],
    ['a list of restarts', { restart: ['06:00'] }, '/answers/restart', 'wrongType'],
    ['nothing at all', { logs: null }, '/answers/logs', 'wrongType'],
    [
      'a time that does not exist',
      { logs: { failedAt: ['2022-08-19T25:61'] } },
      '/answers/logs/failedAt/0',
      'badTime',
    ],
    [
      'a date that does not exist',
      { logs: { failedAt: ['2022-02-31T06:00'] } },
      '/answers/logs/failedAt/0',
      'badDate',
    ],
    [
      'a time in the future',
      { logs: { failedAt: ['2099-08-19T06:00'] } },
      '/answers/logs/failedAt',
      'future',
    ],
    ['a zone misspelt', { zone: 'Europe/Pariis' }, '/answers/zone', 'badZoneNear'],
    ['a number for a text', { zone: 5 }, '/answers/zone', 'wrongType'],
    ['a text that is no time', { restart: 'early' }, '/answers/restart/time', 'badTime'],
    ['a number for an object', { restart: 6 }, '/answers/restart', 'wrongType'],
    ['an option there is not', { reschedule: 'maybe' }, '/answers/reschedule', 'notAnOption', 'logs'],
    ['a negative period', { period: -1 }, '/answers/period', 'badMinutes'],
    ['a question there is not', { moon: 'full' }, '/answers/moon', 'unknownQuestion', 'logs'],
    ['bytes', { logs: 'MZ\u0000\u0001\u0002' }, '/answers/logs', 'binary'],
  ])(
    '(%s) returns 422 with pointer, reason and the same question',
    async (_, answers, pointer, reason, asked = pointer.split('/')[2]) => {
      const answer = await sendAnswers(answers).expect(422);
      const problem = PROBLEM.parse(answer.body);
      expect(problem.code).toBe('invalid-answer');
      expect(answer.body.errors).toContainEqual({ pointer, reason, detail: expect.any(String) });
      expect(answer.body.status).toBe(422);
      expect(WALK_STATE.shape.question.parse(answer.body.question)?.id).toBe(asked);
      expect(answer.headers['cache-control']).toBe('no-store');
    },
  );

  it('is explained in the language of the body, with a suggested zone', async () => {
    const { body } = await sendAnswers({ ...KNOWN_ANSWERS, zone: 'Europe/Pariis' }, 'ja')
      .set('Accept-Language', 'de')
      .expect(422);
    expect(body.errors[0].detail).toContain('Europe/Paris');
    expect(body.errors[0].detail).toMatch(/\p{Script=Hiragana}/u);
    expect(body.title).toMatch(/\p{Script=Hiragana}/u);
    expect(body.question.id).toBe('zone');
  });

  it('given too early returns 409 with the current question', async () => {
    const { body } = await sendAnswers({ worked: 'yes' }).expect(409);
    expect(body).toMatchObject({
      code: 'answer-too-early',
      errors: [{ pointer: '/answers/worked', reason: 'notYet' }],
      question: { id: 'logs' },
    });
  });

  it('to an unknown version returns 422', async () => {
    const { body } = await send({ locale: 'de', answers: {}, walk: { version: 99 } }).expect(422);
    expect(body.errors[0]).toMatchObject({ pointer: '/walk/version', reason: 'unknownVersion' });
  });

  it('is found among 1,000; 1,001 are too many', async () => {
    const many = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`q${i}`, 'x']));
    expect((await sendAnswers(many(1000)).expect(422)).body.errors).toHaveLength(1000);
    expect((await sendAnswers(many(1001)).expect(422)).body.errors[0].reason).toBe('tooManyAnswers');
  });

  it('named __proto__ is an unknown question', async () => {
    const { body } = await send(
      '{"locale":"de","answers":{"__proto__":{"zone":"UTC"},"constructor":1}}',
    ).expect(422);
    expect((body.errors as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/answers/__proto__',
      '/answers/constructor',
    ]);
    expect(Object.prototype).not.toHaveProperty('zone');
  });
});

describe('a body', () => {
  it.each<[string, () => Test, number]>([
    ['that is no JSON', () => send('{"locale":'), 400],
    ['that is a list', () => send('[]'), 400],
    ['with an unknown member', () => send({ answer: {} }), 400],
    ['with a locale that is none', () => send({ locale: 'not a tag' }), 400],
    ['of another type', () => request(site.app).post(WALK).type('text/plain').send(LOG_LINE), 415],
    ['of no type', () => request(site.app).post(WALK).set('Content-Type', ''), 415],
    ['that is compressed', () => send('{}').set('Content-Encoding', 'gzip'), 415],
    [
      'that is a form without a boundary',
      () => upload().set('Content-Type', 'multipart/form-data').send('x'),
      400,
    ],
    [
      'that is half a form',
      () => upload().set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\nContent-Dis'),
      400,
    ],
    ['that is a form with an unknown field', () => upload().field('log', LOG_LINE), 400],
    ['that is a form whose answers are no JSON', () => upload().field('answers', '{'), 400],
  ])('%s is refused', async (_, sent, status) => {
    const { body } = await sent().expect(status);
    expect(PROBLEM.parse(body).status).toBe(status);
  });

  it('is not read before a method is rejected', async () => {
    await request(site.app).put(WALK).expect(405).expect('Allow', 'GET, HEAD, POST, OPTIONS');
  });
});

it.each([
  ['at the hour', '2021-05-04T06:01:30', 'Europe/Rome', '06:00', 'Europe/Rome', 'same', 1.5],
  ['an hour later', '2021-05-04T07:00:00', 'Europe/Rome', '06:00', 'Europe/Rome', 'different', 60],
  ['just before midnight', '2021-05-04T23:59:00', 'UTC', '00:00', 'UTC', 'same', -1],
  ['just after the bound', '2021-05-04T06:05:00', 'UTC', '06:00', 'UTC', 'near', 5],
  [
    'across the sea while clocks differ',
    '2023-03-20T01:00:30',
    'America/New_York',
    '06:00',
    'Europe/Paris',
    'same',
    0.5,
  ],
  [
    'in the hour that spring skips',
    '2023-03-26T03:32:00',
    'Europe/Berlin',
    '02:30',
    'Europe/Berlin',
    'same',
    2,
  ],
  [
    'with an offset, whatever the zone',
    '2021-05-04T01:00:30-05:00',
    'Asia/Tokyo',
    '06:00',
    'UTC',
    'same',
    0.5,
  ],
])('a failure %s gets a verdict', async (_, failedAt, zone, time, restartZone, verdict, delta) => {
  const restart = { time, zone: restartZone, kind: 'daily' };
  const { body } = await sendAnswers({ logs: { failedAt: [failedAt] }, zone, restart }).expect(200);
  expect(body.verdict).toMatchObject({ name: verdict, deltaMinutes: delta });
});

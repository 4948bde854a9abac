import request, { type Test } from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FEEDBACK, FEEDBACK_LIST } from '../../src/presenters/feedback.js';
import { REPORTED_OUTCOME, USAGE } from '../../src/presenters/usage.js';
import { PASSAGE_LIST } from '../../src/presenters/present-passage.js';
import { PROBLEM } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;
let key: string;
let readers = 0;

beforeAll(async () => {
  site = await buildApp({ locales: ['de', 'en', 'it', 'pt'], defaultLocale: 'de' });
  key = (await site.ledger.keys.create('reports', ['usage:read', 'usage:write'])).token;
});
beforeEach(() => (readers += 1));
afterAll(() => site.close());

const ARTICLE = '/api/v1/articles/KA-90001';
/** Ends the walk at once. */
const NO_HELP = { 'step-1': 'didNotHelp' };

function post(path: string, body: string | object): Test {
  return request(site.app).post(path).set('User-Agent', `reader ${readers}`).type('json').send(body);
}

function get(path: string): Test {
  return request(site.app).get(path).auth(key, { type: 'bearer' });
}

describe('feedback', () => {
  it('is stored with locale and version; the latest rating counts', async () => {
    const first = await post(`${ARTICLE}/feedback`, { locale: 'de-AT', helpful: true }).expect(201);
    expect(FEEDBACK.parse(first.body)).toMatchObject({ locale: 'de', helpful: true, comment: null });
    expect(first.body.version).toEqual(expect.any(Number));
    const comment = 'Schritt 2 fehlt';
    const second = await post(`${ARTICLE}/feedback`, { locale: 'de', helpful: false, comment }).expect(200);
    expect(second.body).toMatchObject({ helpful: false, comment });
  });

  it('stores a comment with markup as text, readable with the usage scope', async () => {
    const comment = '<img src=x onerror=alert(1)>\n<b>fett</b>';
    await post(`${ARTICLE}/feedback`, { locale: 'it', helpful: false, comment }).expect(201);
    const answer = await get(`${ARTICLE}/feedback?limit=1`).expect(200);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(FEEDBACK_LIST.parse(answer.body).items[0]).toMatchObject({ locale: 'it', comment });
  });

  it('accepts 2,000 characters of any plane', async () => {
    const sent = { locale: 'de', helpful: true, comment: '🙂'.repeat(2000) };
    await post(`${ARTICLE}/feedback`, sent).expect(201);
  });

  it.each<[string, string, string | object, number, string]>([
    [
      '2,001 characters',
      ARTICLE,
      { locale: 'de', helpful: true, comment: 'x'.repeat(2001) },
      400,
      '/comment',
    ],
    ['a NUL', ARTICLE, { locale: 'de', helpful: true, comment: 'a\0' }, 400, '/comment'],
    ['no opinion', ARTICLE, { locale: 'de' }, 400, '/helpful'],
    ['an opinion in words', ARTICLE, { locale: 'de', helpful: 'yes' }, 400, '/helpful'],
    ['a locale that is none', ARTICLE, { locale: 'x', helpful: true }, 400, '/locale'],
  ])('with %s is rejected', async (_, article, body, status, pointer) => {
    const answer = await post(`${article}/feedback`, body).expect(status);
    expect(PROBLEM.parse(answer.body).errors[0]?.pointer).toBe(pointer);
  });

  it('on an unknown article returns 404', async () => {
    await post('/api/v1/articles/KA-99999/feedback', { locale: 'de', helpful: true }).expect(404);
  });

  it('returns 413 for 2 MB and 415 for another content type', async () => {
    const sent = { locale: 'de', helpful: true, comment: 'x'.repeat(2_000_000) };
    await post(`${ARTICLE}/feedback`, sent).expect(413);
    await post(`${ARTICLE}/feedback`, 'helpful=yes').type('form').expect(415);
  });
});

describe('an outcome', () => {
  const report = (answers: object): Test => post(`${ARTICLE}/walk/outcomes`, { locale: 'it', answers });

  it('is counted once per reader and day, without the answers', async () => {
    const first = await report(NO_HELP).expect(201);
    expect(REPORTED_OUTCOME.parse(first.body)).toMatchObject({
      number: 'KA-90001',
      locale: 'it',
      walkKind: 'plain',
      outcomeKind: 'escalate',
      counted: true,
    });
    expect((await report(NO_HELP).expect(200)).body.counted).toBe(false);
    expect(JSON.stringify([first.body, site.log])).not.toContain('didNotHelp');
  });

  it.each<[string, object, number, string]>([
    ['of a walk that has not ended', {}, 400, 'bad-request'],
    ['whose answers cannot be taken', { 'step-1': 'perhaps' }, 422, 'invalid-answer'],
    ['of an answer too early', { solved: 'yes' }, 409, 'answer-too-early'],
  ])('%s is rejected', async (_, answers, status, code) => {
    expect((await report(answers).expect(status)).body.code).toBe(code);
  });

  it('is also counted when an answer on the page leads to it', async () => {
    const before = USAGE.parse((await get(`${ARTICLE}/usage`)).body).outcomes[0]?.count ?? 0;
    const form = { question: 'step-1', answer: 'didNotHelp' };
    const answer = (elsewhere: boolean): Test =>
      request(site.app)
        .post('/it/articles/KA-90001/walk')
        .set('User-Agent', `page ${elsewhere}`)
        .set('Sec-Fetch-Site', elsewhere ? 'cross-site' : 'same-origin')
        .type('form')
        .send(form);
    // A form of another site leads on, but counts nothing.
    await answer(true).expect(303);
    await answer(false).expect(303);
    await expect
      .poll(async () => USAGE.parse((await get(`${ARTICLE}/usage`)).body).outcomes[0]?.count)
      .toBe(before + 1);
  });
});

describe('a citation', () => {
  const hashes = async (locale: string): Promise<string[]> =>
    PASSAGE_LIST.parse((await get(`${ARTICLE}/passages?locale=${locale}`)).body).items.map(
      ({ hash }) => hash,
    );
  const cite = (body: object): Test => post('/api/v1/citations', body).auth(key, { type: 'bearer' });

  it('is counted by passage, once per ticket, and shown in usage and report', async () => {
    const [first = '', second = ''] = await hashes('de');
    const ticket = { system: 'zendesk', ticket: '4711' };
    const said = { passages: [first, second, first], use: 'resolved', ticket };
    expect((await cite(said).expect(200)).body).toEqual({ use: 'resolved', counted: 2 });
    expect((await cite(said).expect(200)).body).toEqual({ use: 'resolved', counted: 0 });
    await cite({ passages: [second], use: 'reopened', ticket }).expect(200);
    const usage = USAGE.parse((await get(`${ARTICLE}/usage`).expect(200)).body);
    expect(usage.citations.map(({ hash, resolved, reopened }) => [hash, resolved, reopened])).toEqual([
      [second, 1, 1],
      [first, 1, 0],
    ]);
    expect(usage.citations[0]?.id).toMatch(/^KA-90001\/de#/);
    expect(usage.locales.find(({ locale }) => locale === 'de')?.citations).toEqual(usage.citations);
    const report = (await get('/api/v1/report').expect(200)).body as { citations: object[] };
    expect(report.citations).toEqual(usage.citations);
  });

  const HASH = `p1-${'A'.repeat(22)}`;
  it.each([
    [{ passages: [HASH] }, '/passages/0', `no passage was served as ${HASH}, or too long ago`],
    [{ passages: ['nonsense'] }, '/passages/0', 'takes a passage hash such as p1-…'],
    [{ passages: [] }, '/passages', 'takes at least one hash'],
    [{ passages: Array.from({ length: 51 }, () => HASH) }, '/passages', 'takes at most 50 hashes'],
    [{ use: 'read' }, '/use', 'takes one of shown, cited, resolved, reopened'],
    [{ ticket: '4711' }, '/ticket', expect.any(String)],
    [{ ticket: { system: 'Zen desk', ticket: '1' } }, '/ticket/system', expect.stringContaining('zendesk')],
    [{ reader: 'me' }, '', expect.stringContaining('reader')],
  ])('of %j is rejected with a reason, and nothing is counted', async (wrong, pointer, detail) => {
    const [known = ''] = await hashes('it');
    const { body } = await cite({ passages: [known], use: 'shown', ...wrong }).expect(400);
    expect(PROBLEM.parse(body)).toMatchObject({
      code: 'bad-request',
      errors: [{ pointer, detail: detail as string }],
    });
    const usage = USAGE.parse((await get(`${ARTICLE}/usage`)).body);
    expect(usage.citations.filter(({ locale }) => locale === 'it')).toEqual([]);
  });

  it('returns 413 for 2 MB, and 401 or 403 without the right key', async () => {
    await cite({ passages: ['x'.repeat(2_000_000)], use: 'shown' }).expect(413);
    await post('/api/v1/citations', {}).expect(401);
    const { token } = await site.ledger.keys.create('reader', ['usage:read']);
    const refused = await post('/api/v1/citations', {}).auth(token, { type: 'bearer' }).expect(403);
    expect(refused.body).toMatchObject({ code: 'scope-missing', scope: 'usage:write' });
  });
});

describe('usage', () => {
  it('sums links, feedback and outcomes, in total and by locale', async () => {
    const writer = (await site.ledger.keys.create('desk', ['links:write'])).token;
    await request(site.app)
      .put(`${ARTICLE}/links/zendesk/1`)
      .auth(writer, { type: 'bearer' })
      .send({ locale: 'pt' })
      .expect(201);
    const usage = USAGE.parse((await get(`${ARTICLE}/usage`).expect(200)).body);
    expect(usage).toMatchObject({ number: 'KA-90001', since: null, links: 1 });
    const { helpful, notHelpful, helpfulShare } = usage.feedback;
    expect(helpfulShare).toBeCloseTo(helpful / (helpful + notHelpful));
    expect(usage.outcomes[0]).toMatchObject({ walkKind: 'plain', outcomeKind: 'escalate' });
    expect(usage.locales.map(({ locale }) => locale)).toEqual(['de', 'it', 'pt']);
    expect(usage.locales.find(({ locale }) => locale === 'pt')).toMatchObject({
      links: 1,
      feedback: { helpful: 0, notHelpful: 0, helpfulShare: null },
      outcomes: [],
    });
  });

  it('counts from a date on', async () => {
    const { body } = await get(`${ARTICLE}/usage?since=2999-01-01`).expect(200);
    expect(USAGE.parse(body)).toMatchObject({ since: '2999-01-01T00:00:00.000Z', links: 0, locales: [] });
  });

  it.each([
    ['/usage?since=yesterday', 'invalid-parameter'],
    ['/usage?locale=de', 'unknown-parameter'],
  ])('refuses %s', async (path, code) => {
    expect((await get(ARTICLE + path).expect(400)).body.code).toBe(code);
  });

  it('returns 404 for an unknown article', async () => {
    await get('/api/v1/articles/KA-99999/usage').expect(404);
  });
});

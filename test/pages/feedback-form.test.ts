import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;
beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'en', url: 'https://help.example' });
});
afterAll(() => site.close());

const PATH = '/de/articles/KA-90001/feedback';

function send(
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Test {
  return request(site.app).post(PATH).set(headers).type('form').send(fields);
}

describe('the feedback form', () => {
  it('is on the article page and needs no JavaScript', async () => {
    const { text } = await request(site.app)
      .get('/de/articles/KA-90001')
      .set('Accept', 'text/html')
      .expect(200);
    expect(text).toContain(`<form method="post" action="${PATH}">`);
    expect(text).toMatch(/<button[^>]*name="helpful" value="yes"/);
    expect(text).toContain('id="thanks"');
  });

  it('returns to the article with thanks, and stores the feedback', async () => {
    const answer = await send(
      { helpful: 'no', reason: 'unclear', comment: 'Zeile 1\r\nZeile 2 <b>' },
      { 'Sec-Fetch-Site': 'same-origin' },
    );
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/de/articles/KA-90001#thanks');
    const { items } = await site.ledger.feedback.comments('KA-90001', { limit: 10, after: undefined });
    expect(items).toMatchObject([
      { locale: 'de', isHelpful: false, reason: 'unclear', comment: 'Zeile 1\nZeile 2 <b>' },
    ]);
  });

  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site' }],
    [{ Origin: 'https://evil.example' }],
    [{ Origin: 'null' }],
  ])('is rejected from another site (%j)', async (headers) => {
    const { body } = await send({ helpful: 'yes' }, headers).expect(403);
    expect(PROBLEM.parse(body).code).toBe('foreign-form');
  });

  it.each([[{ Origin: 'https://help.example' }], [{}]])(
    'is accepted from its own site (%j)',
    async (headers) => {
      await send({ helpful: 'yes' }, headers).expect(303);
    },
  );

  it.each<[string, Readonly<Record<string, string>>]>([
    ['without an opinion', {}],
    ['with another opinion', { helpful: 'maybe' }],
    ['with 2,001 characters', { helpful: 'yes', comment: 'x'.repeat(2001) }],
    ['with a field there is not', { helpful: 'yes', email: 'x' }],
  ])('%s is rejected', async (_, fields) => {
    await send(fields).expect(400);
  });

  it('is rejected as JSON, and for an unknown article', async () => {
    await request(site.app).post(PATH).send({ helpful: 'yes' }).expect(415);
    await request(site.app)
      .post('/de/articles/KA-99999/feedback')
      .type('form')
      .send({ helpful: 'yes' })
      .expect(404);
  });

  it('redirects GET requests to the article', async () => {
    const answer = await request(site.app).get(PATH).expect(303);
    expect(answer.headers['location']).toBe('/de/articles/KA-90001#feedback');
  });
});

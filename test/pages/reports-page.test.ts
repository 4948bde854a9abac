import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';

const PATH = '/pt/articles/KA-90001/reports';
let site: TestApp;
beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'en', frameAncestors: ['https://crm.example'] });
});
afterAll(() => site.close());

const send = (fields: object, path = PATH) => request(site.app).post(path).type('form').send(fields);
const reports = async () =>
  (await site.ledger.reports.list({ number: 'KA-90001' }, { limit: 10, after: undefined })).items;

describe('something wrong here?', () => {
  it('is shown for the article and each step', async () => {
    const { text } = await request(site.app).get('/pt/articles/KA-90001').set('Accept', 'text/html');
    expect(text).toContain(`href="${PATH}" rel="nofollow"`);
    for (const step of [1, 2, 3]) expect(text).toContain(`href="${PATH}?step=${step}"`);
  });

  it('shows the step next to the original', async () => {
    const { text } = await request(site.app).get(`${PATH}?step=2`).expect(200);
    expect(text).toContain(
      '<blockquote class="passage-text" lang="pt" dir="ltr">Acerte o relógio para 00:00.',
    );
    expect(text).toContain('<blockquote class="passage-text" lang="en" dir="ltr">Set the clock to 00:00.');
    expect(text).toContain('<option value="2" selected');
  });

  it('shows the original sentence next to selected words', async () => {
    const { text } = await request(site.app).get(PATH).query({ quote: 'O registo diz clock not set.' });
    expect(text).toContain('lang="en" dir="ltr">The log says clock not set.<');
    expect(text).not.toContain('The lamp blinks in amber.');
  });

  it('stores the report, thanks, and shows its state, but not the reader’s comment', async () => {
    const sent = await send({
      kind: 'translation',
      step: '2',
      quote: 'Acerte',
      proposal: 'visit evil.example',
      comment: 'SPAM',
    });
    expect(sent.headers['location']).toBe(`${PATH}#thanks`);
    const [report] = await reports();
    expect(report).toMatchObject({ locale: 'pt', step: 2, kind: 'translation', state: 'open' });
    await site.ledger.reports.decide(report?.id ?? 0, 'declined', 'The product says so.');
    const { text, headers } = await request(site.app).get(PATH);
    expect(text).toContain('Recusado');
    expect(text).toContain('The product says so.');
    expect(text).not.toMatch(/evil\.example|SPAM/);
    expect(headers['cache-control']).toBe('private, no-store');
  });

  it('rejects other sites, and explains form errors', async () => {
    await request(site.app)
      .post(PATH)
      .set('Sec-Fetch-Site', 'cross-site')
      .type('form')
      .send({ kind: 'unclear' })
      .expect(403);
    await send({ kind: 'ugly' }).expect(400);
    await send({ kind: 'unclear', step: '9' }).expect(400);
    await send({ kind: 'unclear', more: 'x' }).expect(400);
  });

  it('is part of the panel', async () => {
    const sent = await send({ kind: 'unclear' }, '/pt/embed/articles/KA-90001/reports');
    expect(sent.headers['location']).toBe('/pt/embed/articles/KA-90001/reports#thanks');
  });
});

describe('was this translation good?', () => {
  it('is shown only for translations', async () => {
    const ask = async (locale: string) =>
      (await request(site.app).get(`/${locale}/articles/KA-90001`).set('Accept', 'text/html')).text;
    expect(await ask('pt')).toContain('name="good"');
    expect(await ask('en')).not.toContain('name="good"');
  });

  it('thanks for a yes, and asks for details after a no', async () => {
    const yes = await send({ good: 'yes' });
    expect(yes.headers['location']).toBe('/pt/articles/KA-90001#thanks');
    const no = await send({ good: 'no' });
    expect(no.headers['location']).toBe(`${PATH}?kind=translation`);
    expect(await site.ledger.usage('KA-90001', undefined)).toMatchObject([
      { locale: 'pt', good: 0, notGood: 1 },
    ]);
    await send({ good: 'perhaps' }).expect(400);
  });
});

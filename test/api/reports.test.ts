import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT_LIST, FAULT_REPORT } from '../../src/presenters/feedback.js';
import { buildApp, type TestApp } from '../support/build-app.js';

const REPORTS = '/api/v1/articles/KA-90001/reports';
let site: TestApp;
let reader: string;
let editor: string;
beforeAll(async () => {
  site = await buildApp({
    defaultLocale: 'en',
    editUrl: 'https://code.example/edit/main/content/{path}#L{line}',
  });
  reader = (await site.ledger.keys.create('reader', ['usage:read'])).token;
  editor = (await site.ledger.keys.create('editor', ['reports:write'])).token;
});
afterAll(() => site.close());

const say = (body: object): Test => request(site.app).post(REPORTS).send(body);
const list = (query = ''): Test =>
  request(site.app)
    .get(REPORTS + query)
    .auth(reader, { type: 'bearer' });
const WRONG = { locale: 'pt', kind: 'translation', step: 2, quote: 'Acerte', proposal: 'Ajuste' };

describe('the edit link of an article', () => {
  it('leads to the line of each step in JSON', async () => {
    const { body } = await request(site.app).get('/api/v1/articles/KA-90001?locale=en').expect(200);
    const lines = [body, ...body.steps].map(({ edit }: { edit: string }) => {
      const [, path, line] = /^https:\/\/code\.example\/edit\/main\/content\/(.+)#L(\d+)$/.exec(edit) ?? [];
      expect(path).toBe('en/KA-90001.md');
      return Number(line);
    });
    expect(lines.length).toBeGreaterThan(2);
    expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b));
  });
});

describe('reports over the API', () => {
  it('are accepted from anyone, and read and decided with a key', async () => {
    const said = FAULT_REPORT.parse((await say(WRONG).expect(201)).body);
    await say({ ...WRONG, comment: 'Zweimal' }).expect(200);
    await request(site.app).get(REPORTS).expect(401);
    await request(site.app).get(REPORTS).auth(editor, { type: 'bearer' }).expect(403);
    const { items } = REPORT_LIST.parse((await list('?state=open').expect(200)).body);
    expect(items).toEqual([{ ...said, comment: 'Zweimal' }]);
    const decide = (body: object, id = String(said.id), token = editor): Test =>
      request(site.app).put(`${REPORTS}/${id}`).auth(token, { type: 'bearer' }).send(body);
    await decide({ state: 'accepted' }, String(said.id), reader).expect(403);
    await decide({ state: 'declined' }).expect(400);
    await decide({ state: 'accepted' }, '99999').expect(404);
    await decide({ state: 'accepted' }, 'x').expect(400);
    const decided = await decide({ state: 'accepted', reason: 'Corrected.' }).expect(200);
    expect(decided.body).toMatchObject({ id: said.id, state: 'accepted', reason: 'Corrected.' });
    expect(REPORT_LIST.parse((await list('?state=open').expect(200)).body).items).toEqual([]);
  });

  it.each([
    [{ ...WRONG, kind: 'ugly' }, '/kind'],
    [{ ...WRONG, step: 4 }, '/step'],
    [{ ...WRONG, step: 0 }, '/step'],
    [{ ...WRONG, quote: 'x'.repeat(2001) }, '/quote'],
    [{ ...WRONG, name: 'Anne' }, ''],
    [{ kind: 'translation' }, '/locale'],
  ])('reject %j and point to the error', async (body, pointer) => {
    const { body: problem } = await say(body).expect(400);
    expect(problem.errors[0].pointer).toBe(pointer);
  });

  it('reject an unknown state and an unknown article', async () => {
    await list('?state=lost').expect(400);
    await request(site.app).post('/api/v1/articles/KA-99999/reports').send(WRONG).expect(404);
  });
});

describe('the link to the source file', () => {
  it('is in JSON and on pages, with the line of the text and of each step', async () => {
    const { body } = await request(site.app).get('/api/v1/articles/KA-90001?locale=pt').expect(200);
    expect(body.edit).toBe('https://code.example/edit/main/content/pt/KA-90001.md#L23');
    const article = await request(site.app).get('/pt/articles/KA-90001').set('Accept', 'text/html');
    expect(article.text).toContain(`href="${body.edit}"`);
    const { text } = await request(site.app).get('/pt/articles/KA-90001/reports?step=2');
    expect(text).toContain('href="https://code.example/edit/main/content/pt/KA-90001.md#L39"');
  });
});

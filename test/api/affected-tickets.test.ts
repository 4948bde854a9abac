import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AFFECTED_LIST, TICKET_LINK } from '../../src/presenters/ticket-links.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { makeWalkContent } from '../support/walk-site.js';

let content: ReturnType<typeof makeWalkContent>;
let site: TestApp;
let key: string;
beforeEach(async () => {
  content = makeWalkContent();
  site = await buildApp({ contentDir: content.contentDir, defaultLocale: 'de' });
  key = (await site.ledger.keys.create('desk', ['links:read', 'links:write'])).token;
});
afterEach(async () => {
  await site.close();
  content[Symbol.dispose]();
});

async function link(ticket: string, body: object, number = 'KA-90001'): Promise<unknown> {
  const put = request(site.app).put(`/api/v1/articles/${number}/links/desk/${ticket}`);
  return (await put.auth(key, { type: 'bearer' }).send(body)).body;
}

async function affected(query = ''): Promise<ReturnType<typeof AFFECTED_LIST.parse>> {
  const get = request(site.app).get(`/api/v1/tickets/affected${query}`);
  return AFFECTED_LIST.parse((await get.auth(key, { type: 'bearer' }).expect(200)).body);
}

async function change(file: string, from: string, to: string): Promise<void> {
  const name = path.join(content.contentDir, file);
  const text = readFileSync(name, 'utf8');
  expect(text).toContain(from);
  writeFileSync(name, text.replace(from, to));
  await site.sync();
}

describe('a link', () => {
  it('without a locale uses the site’s default, whatever the client prefers, and says which was served', async () => {
    const put = request(site.app).put('/api/v1/articles/KA-90001/links/desk/1').set('Accept-Language', 'pt');
    const { body } = await put.auth(key, { type: 'bearer' }).send({}).expect(201);
    expect(TICKET_LINK.parse(body)).toMatchObject({ requested: 'de', served: 'de', relation: 'reference' });
  });

  it('says what role the article had for the ticket', async () => {
    expect(await link('1', { locale: 'pt', relation: 'sent' })).toMatchObject({
      relation: 'sent',
      served: 'pt',
    });
    expect(await link('1', { locale: 'pt', relation: 'resolved' })).toMatchObject({ relation: 'resolved' });
    expect(await link('1', { locale: 'pt', relation: 'fixed' })).toMatchObject({ code: 'bad-request' });
  });
});

describe('affected tickets', () => {
  it('were sent a step whose text has changed, and list the old and new text', async () => {
    await link('sent', { locale: 'pt', relation: 'sent' });
    await link('seen', { locale: 'pt', relation: 'reference' });
    await link('italian', { locale: 'it', relation: 'sent' });
    expect((await affected()).items).toEqual([]);
    await change('pt/KA-90001.md', '2. Acerte o relógio para `00:00`.', '2. Acerte o relógio para `12:00`.');
    const { items } = await affected('?number=KA-90001');
    expect(items).toMatchObject([
      {
        ticket: 'sent',
        locale: 'pt',
        version: 4,
        steps: [{ step: 2, before: 'Acerte o relógio para 00:00.', after: 'Acerte o relógio para 12:00.' }],
      },
    ]);
    const { changedAt } = items[0]?.steps[0] ?? { changedAt: '' };
    expect((await affected(`?since=${changedAt}`)).items).toHaveLength(1);
    expect((await affected('?since=2999-01-01')).items).toEqual([]);
    expect((await affected('?number=KA-90002')).items).toEqual([]);
  });

  it('list added and removed steps, but not reverted changes', async () => {
    await link('1', { locale: 'pt', relation: 'resolved' });
    const last = '3. Espere até a luz ficar fixa.';
    await change('pt/KA-90001.md', last, `${last}\n4. Feche o painel.`);
    const added = { step: 4, before: null, after: 'Feche o painel.' };
    expect((await affected()).items[0]?.steps).toMatchObject([added]);
    await link('2', { locale: 'pt', relation: 'sent' });
    await change('pt/KA-90001.md', '\n4. Feche o painel.', '');
    const byTicket = new Map((await affected()).items.map(({ ticket, steps }) => [ticket, steps]));
    expect(byTicket.get('2')).toMatchObject([{ step: 4, before: 'Feche o painel.', after: null }]);
    expect(byTicket.get('1')).toBeUndefined();
  });

  it('include those whose translation was removed', async () => {
    await link('1', { locale: 'pt', relation: 'sent' });
    rmSync(path.join(content.contentDir, 'pt/KA-90001.md'));
    await site.sync();
    const [item] = (await affected()).items;
    expect(item?.currentVersion).toBeNull();
    expect(item?.steps.map(({ after }) => after)).toEqual([null, null, null]);
  });

  it('need a key that may read links', async () => {
    await request(site.app).get('/api/v1/tickets/affected').expect(401);
    const get = request(site.app).get('/api/v1/tickets/affected?number=x');
    await get.auth(key, { type: 'bearer' }).expect(404);
  });
});

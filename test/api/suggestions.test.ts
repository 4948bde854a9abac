import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesIn, SUGGESTED_ARTICLES } from '../../src/presenters/suggest-articles.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { LOG_LINE, makeWalkContent } from '../support/walk-site.js';
import { pathOf } from '../support/path-of.js';

const TICKET = `Guten Tag,

seit gestern bricht unser technischer Lampentimer lampSync_pier ab. Der Server startet täglich neu (Neustart um 06:00 Uhr, Europe/Berlin).

${LOG_LINE}

Freundliche Grüße
Kim Beispiel
Beispiel-Werke`;

const content = makeWalkContent();
let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ contentDir: content.contentDir, defaultLocale: 'de' });
});

afterAll(async () => {
  await site.close();
  content[Symbol.dispose]();
});

const send = (body: object): Test => request(site.app).post('/api/v1/suggestions').send(body);

describe('suggestions for a ticket', () => {
  it('contain the article, its passage, and its walk answered from the text', async () => {
    const { body, headers } = await send({ text: TICKET, locale: 'de' }).expect(200);
    expect(headers['cache-control']).toBe('private, no-store');
    const found = SUGGESTED_ARTICLES.parse(body);
    expect(found.names).toContain('lampSync_pier');
    expect(found.customerLocale).toBe('de');
    const [first] = found.items;
    expect(first?.number).toBe('KA-91206');
    expect(first?.walk).toMatchObject({ kind: 'guided', answered: 3 });
    expect(first?.walk?.href).toBe(
      'https://help.example/de/articles/KA-91206/walk?v=1&logs=2022-08-19T06:00:12;fault.logon;order.DMY&zone=Europe/Berlin&restart=06:00,Europe/Berlin,daily&_customer=de#now',
    );
    expect(first?.answerHref).toBe('https://help.example/de/articles/KA-91206/answer?_customer=de');
    await request(site.app).get(pathOf(first!.walk!.href)).set('Accept', 'text/html').expect(200);
  });

  it('read the restart time from the customer’s words', async () => {
    const text = `O servidor é desligado à noite (reinício às 06:00, Europe/Berlin).\n\n${LOG_LINE}`;
    const { body } = await send({ text, locale: 'de' }).expect(200);
    expect(SUGGESTED_ARTICLES.parse(body).items[0]?.walk?.href).toContain('restart=06:00');
  });

  it.each([
    [
      'de',
      'Hallo,',
      'unser Team freut sich auf den Start am Donnerstag.',
      'Bis bald\nKim Beispiel\nTelefon +49 30 0000000',
    ],
    [
      'en',
      'Hello,',
      'our team looks forward to the launch on Thursday.',
      'Bye\nKim Sample\nPhone +44 20 0000000',
    ],
    [
      'ja',
      'お世話になっております。',
      '木曜日の公開を楽しみにしております。',
      '以上\n見本\n電話 03-0000-0000',
    ],
  ])('find the problem among greetings and signatures (%s)', async (_, greeting, courtesy, farewell) => {
    const problem = 'Der technische Lampentimer im Hafen bricht ab, Logon xtk session.';
    const text = [greeting, courtesy, problem, courtesy, farewell].join('\n\n');
    const { body } = await send({ text, locale: 'de' }).expect(200);
    expect(SUGGESTED_ARTICLES.parse(body).items[0]).toMatchObject({
      number: 'KA-91206',
      passage: { number: 'KA-91206' },
    });
  });

  it('start the walk if the text has no log, however many times it mentions', async () => {
    const text =
      'Der technische Lampentimer im Hafen bricht ab, Logon xtk session. Mail vom 03.11.2021 10:15.';
    const { body } = await send({ text, locale: 'de' }).expect(200);
    const walk = SUGGESTED_ARTICLES.parse(body).items.find((item) => item.number === 'KA-91206')?.walk;
    expect(walk?.href).toBe('https://help.example/de/articles/KA-91206/walk?_customer=de');
    expect(walk?.answered).toBe(0);
  });

  it('accept 64 KB and not a byte more, and no unknown member', async () => {
    // Of an article without a walk that reads logs: a long text is read in a thread, which takes compiled code.
    await send({ text: `horn ${'x '.repeat(32_000)}` }).expect(200);
    await send({ text: 'é'.repeat(33_000) }).expect(400);
    await send({ text: '' }).expect(400);
    await send({ text: 'lamp', limit: 11 }).expect(400);
    await send({ text: 'lamp', words: 1 }).expect(400);
  });

  it('leave no trace of the text in the service’s log', async () => {
    const before = site.log.length;
    await send({ text: 'my secret lamp' }).expect(200);
    expect(JSON.stringify(site.log.slice(before))).not.toContain('secret');
  });
});

describe('the text of a ticket', () => {
  it('contains codes and names', () => {
    const text =
      'XSV-350012 and java.lang.NullPointerException at https://host.example, xtk:session, HTTP 503, lamp';
    expect(namesIn(text)).toEqual([
      'XSV-350012',
      'java.lang.NullPointerException',
      'xtk:session',
      'HTTP 503',
    ]);
  });
});

describe('the page for a ticket', () => {
  const page = (text: string): Test =>
    request(site.app).post('/de/suggest').type('form').set('Accept', 'text/html').send({ text });

  it('has a form, and shows matches with links', async () => {
    const empty = await request(site.app).get('/de/suggest').set('Accept', 'text/html').expect(200);
    expect(empty.text).toContain('<textarea id="ticket-text"');
    const { text, headers } = await page(TICKET).expect(200);
    expect(headers['cache-control']).toBe('private, no-store');
    expect(text).toMatch(/Dieser Text beantwortet 3 von \d+ Fragen/);
    expect(text).toContain('href="/de/articles/KA-91206/walk?v=1&amp;logs=');
    expect(text).toContain('href="/de/articles/KA-91206/answer?_customer=de"');
  });

  it('explains empty and oversized input', async () => {
    expect((await page('  ').expect(400)).text).toContain('aria-invalid="true"');
    expect((await page('x'.repeat(66_000)).expect(413)).text).toContain('höchstens 64 KB');
  });

  it('shows what was pasted escaped', async () => {
    const { text } = await page('<script>lamp</script>').expect(200);
    expect(text).toContain('&lt;script>lamp');
  });
});

import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxText, expectWellFormed, ledTo, parseErrors, visibleText } from '../pages/page-support.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { addArticle, KNOWN_QUERY, LOG_LINE, HOUSE_CONTENT, makeWalkContent } from '../support/walk-site.js';

const WALK = '/de/articles/KA-05406/walk';
const LOG_QUERY = 'v=1&logs=2022-08-19T06:00:12;fault.logon;order.DMY';

const content = makeWalkContent(HOUSE_CONTENT);
let site: TestApp;

beforeAll(async () => {
  addArticle(content, 'de', 'KA-23471');
  site = await buildApp({ contentDir: content.contentDir, defaultLocale: 'de' });
});

afterAll(async () => {
  await site.close();
  content[Symbol.dispose]();
});

const get = (address: string): Test => request(site.app).get(address).set('Accept', 'text/html');

/** Send the form of a question, as a browser without scripts does. */
function answer(path: string, question: string, fields: Readonly<Record<string, string>>): Test {
  return request(site.app)
    .post(path)
    .type('form')
    .set('Accept', 'text/html')
    .send({ question, ...fields });
}

describe('an answer', () => {
  it('leads to a URL that contains it but nothing of the log', async () => {
    const sent = await answer(WALK, 'logs', { answer: `${LOG_LINE}\nsecret of a customer` }).expect(303);
    expect(ledTo(sent)).toBe(`${WALK}?${LOG_QUERY}`);
    expect(sent.headers['cache-control']).toBe('private, no-store');
    const { headers, text } = await get(ledTo(sent)).expect(200);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(text).toContain('<meta name="robots" content="noindex"');
    expect(visibleText(text)).toContain('In welcher Zeitzone wurde dieses Protokoll geschrieben?');
    expect(visibleText(text)).toContain('Das wurde dem Protokoll entnommen');
    expect(text).not.toContain('secret');
  });

  it.each([
    [
      'an uploaded file',
      (sent: Test) => sent.attach('file', Buffer.from(LOG_LINE), 'wf.log').field('answer', ''),
    ],
    ['a time alone', (sent: Test) => sent.field('failedAt', '2022-08-19T06:00').field('answer', ' ')],
  ])('may be %s', async (_, fill) => {
    const sent = await fill(request(site.app).post(WALK).field('question', 'logs')).expect(303);
    expect(ledTo(sent)).toContain('?v=1&logs=2022-08-19T06:00:');
  });

  it.each([
    ['zone', LOG_QUERY, { answer: 'Europe/Berlin' }, '&zone=Europe/Berlin'],
    [
      'restart',
      LOG_QUERY,
      { time: '06:00', zone: 'UTC', kind: 'daily', date: '' },
      '&restart=06:00,UTC,daily',
    ],
    [
      'restart',
      LOG_QUERY,
      { time: '06:00', kind: 'once', date: '2022-08-19' },
      '&restart=06:00,,once,2022-08-19',
    ],
    ['reschedule', KNOWN_QUERY, { answer: 'cannot' }, '&reschedule=cannot'],
  ])('to %s is read from its own fields', async (question, query, fields, added) => {
    const sent = await answer(`${WALK}?${query}`, question, fields).expect(303);
    expect(ledTo(sent)).toBe(`${WALK}?${query}${added}`);
  });

  it('that is invalid is asked for again, with the reason and the input', async () => {
    const sent = await answer(`${WALK}?${LOG_QUERY}`, 'zone', { answer: 'Europe/"><Pariis' }).expect(422);
    expect(sent.headers['cache-control']).toBe('private, no-store');
    expect(sent.text).toContain('value="Europe/&quot;>&lt;Pariis"');
    expect(sent.text).toContain('aria-invalid="true"');
    expect(sent.text).toContain('aria-describedby="question-error question-help"');
    expect(parseErrors(sent.text)).toEqual([]);
  });

  it('that is a log without a time shows the log again, escaped', async () => {
    const { text } = await answer(WALK, 'logs', { answer: 'failed </textarea><script>x</script>' }).expect(
      422,
    );
    expect(text).not.toContain('<script>x');
    expect(text).toContain('failed &lt;/textarea>');
  });

  it('that is a binary or oversized file is rejected with a reason', async () => {
    const upload = (bytes: Buffer): Test =>
      request(site.app).post(WALK).field('question', 'logs').attach('file', bytes, 'wf.log');
    expect((await upload(Buffer.from([0, 1, 2, 3])).expect(422)).text).toContain('keine Textdatei');
    expect((await upload(Buffer.alloc(300_000, 'x')).expect(413)).text).toContain('256');
  });

  it.each<[string, string, string, Readonly<Record<string, string>>, string]>([
    ['a log at 25:61', '', 'logs', { answer: '19.08.2022 25:61:00 Logon xtk:session' }, '25:61'],
    ['a log of 31/02', '', 'logs', { answer: '31/02/2022 06:00:12 Logon xtk:session' }, '31/02'],
    ['a log of the future', '', 'logs', { answer: '19.08.2099 06:00:12 Logon' }, 'Zukunft'],
    ['a time of the future', '', 'logs', { failedAt: '2099-08-19T06:00' }, 'Zukunft'],
    ['a restart at 25:61', LOG_QUERY, 'restart', { time: '25:61' }, '25:61'],
    ['a misspelt zone', LOG_QUERY, 'zone', { answer: 'Europe/Pariis' }, 'Europe/Paris'],
    ['a period in words', LOG_QUERY, 'period', { answer: 'hourly' }, 'Minuten'],
    ['an option there is not', KNOWN_QUERY, 'reschedule', { answer: '__proto__' }, 'done'],
  ])(
    'that is %s is rejected with a reason next to the question',
    async (_, query, question, fields, said) => {
      const { text } = await answer(`${WALK}?${query}`, question, fields).expect(422);
      const [, error = ''] = /id="question-error" role="alert">([^]*?)<\/div>/.exec(text) ?? [];
      expect(visibleText(error)).toContain(said);
      expect(text).toContain(`name="question" value="${question}"`);
      expect(parseErrors(text)).toEqual([]);
    },
  );

  it('that shows another error leads to its article', async () => {
    const log = '2022-08-19T06:00:12Z 66462 66501 1 error log PGS-220000 ERROR: deadlock detected';
    const sent = await answer(WALK, 'logs', { answer: log }).expect(303);
    expect((await get(ledTo(sent)).expect(200)).text).toContain('href="/de/articles/KA-23471"');
  });

  it('with a hundred contradicting lines leads to a verdict with a warning', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => {
      const day = String((i % 28) + 1).padStart(2, '0');
      const hour = i % 2 === 0 ? '06' : '14';
      return `${day}.08.2022 ${hour}:00:${String(i % 60).padStart(2, '0')} Empty return for method 'Logon' of service 'xtk:session'`;
    });
    const sent = await answer(WALK, 'logs', { answer: lines.join('\n') }).expect(303);
    const restart = 'restart=06:00,Europe/Berlin,daily';
    const { text } = await get(`${ledTo(sent)}&zone=Europe/Berlin&${restart}`).expect(200);
    expect(visibleText(text)).toContain('unterschiedlich weit vom Neustart');
  });
});

describe('a changed answer', () => {
  it('is shown in its form; later answers are dropped', async () => {
    const { text } = await get(`${WALK}?${KNOWN_QUERY}&_change=restart`).expect(200);
    expect(text).toMatch(/name="time"[^>]*value="06:00"/);
    expect(text).toContain(`href="${WALK}?${KNOWN_QUERY.replaceAll('&', '&amp;')}"`);
    const [, action = ''] = /action="([^"]*\/walk\?[^"]*)"/.exec(text) ?? [];
    const sent = await answer(action.replaceAll('&amp;', '&'), 'restart', {
      time: '05:30',
      zone: 'UTC',
      kind: 'daily',
    });
    expect(ledTo(sent)).toBe(`${WALK}?${LOG_QUERY}&zone=Europe/Berlin&restart=05:30,UTC,daily`);
  });
});

describe('the URL of a state', () => {
  it('contains the whole state, so switching the language loses nothing', async () => {
    const german = await get(`${WALK}?${KNOWN_QUERY}`).expect(200);
    expect(german.text).toContain(
      `href="/pt/articles/KA-05406/walk?${KNOWN_QUERY.replaceAll('&', '&amp;')}"`,
    );
    const portuguese = visibleText((await get(`/pt/articles/KA-05406/walk?${KNOWN_QUERY}`).expect(200)).text);
    for (const words of ['Pergunta 5', '06:05', 'Europe/Berlin', '60 minutos'])
      expect(portuguese).toContain(words);
  });

  it('with an invalid answer to a later question asks that one again', async () => {
    const { text } = await get(`${WALK}?v=1&period=-5`).expect(422);
    expect(text).toContain('name="question" value="period"');
    expect(visibleText(text)).toContain('Bitte prüfen Sie Ihre Antwort');
  });

  it('with an invalid answer says so at its question', async () => {
    const { text } = await get(`${WALK}?${LOG_QUERY}&zone=Europe/Pariis`).expect(422);
    expect(visibleText(text)).toContain('Europe/Paris');
  });
});

describe('the end of a walk', () => {
  const END = `${WALK}?${KNOWN_QUERY}&reschedule=done&worked=yes`;

  it('shows the verdict, both start times, the timeline and the warnings', async () => {
    const { text } = await get(END.replace('worked=yes', 'worked=later')).expect(200);
    const said = visibleText(text);
    for (const words of ['Noch offen', '06:05', '06:10', 'Bitte beachten', 'Minuten nach dem Neustart'])
      expect(said).toContain(words);
    expect(text).toMatch(/<svg role="img"[^>]*aria-labelledby="timeline-title"/);
  });

  it('has no warnings once the problem is solved', async () => {
    const said = visibleText((await get(END).expect(200)).text);
    expect(said).toContain('Gelöst');
    expect(said).not.toContain('Bitte beachten');
  });

  it('has a message for the customer in their language, which is remembered, and a note in ours', async () => {
    const chosen = await get(`${END}&_customer=ja`).expect(200);
    const customer = boxText(chosen.text, 'answer-customer');
    expect(customer).toMatch(/^お客様\n/);
    expect(customer).toContain('https://help.example/KA-05406?lang=');
    expect(customer).not.toMatch(/手順 1：|\/walk\?/);
    expect(boxText(chosen.text, 'answer-mine')).toMatch(/^Guten Tag,/);
    expect(boxText(chosen.text, 'answer-note')).toContain(
      'https://help.example/de/articles/KA-05406/walk?v=1&amp;logs=',
    );
    const cookie = String(chosen.headers['set-cookie']);
    expect(cookie).toMatch(/^customer=ja; .*Secure; SameSite=Lax/);
    const later = await get(END).set('Cookie', 'customer=ja').expect(200);
    expect(boxText(later.text, 'answer-customer')).toBe(customer);
    await get(`${END}&_customer=tlh`).expect(400);
  });

  it('follows the result, and offers no other start once the problem is solved', async () => {
    const { text } = await get(END).expect(200);
    expect(text.indexOf('id="answer-customer"')).toBeLessThan(text.indexOf('class="walk-findings"'));
    expect(visibleText(text)).not.toContain('06:10');
  });

  it('keeps internal notes out of the customer’s message', async () => {
    for (const end of ['reschedule=cannot', 'reschedule=done&worked=later', 'reschedule=done&worked=yes']) {
      const { text } = await get(`${WALK}?${KNOWN_QUERY}&${end}&_customer=pt`).expect(200);
      const customer = boxText(text, 'answer-customer');
      expect(customer).toMatch(/^Olá,\n\nagradecemos a sua mensagem\./);
      expect(customer).not.toMatch(/_customer|walk\?|Respostas|registro/);
      expect(customer).toMatch(/Atenciosamente$/);
    }
    const { text } = await get(`${WALK}?${KNOWN_QUERY}&reschedule=cannot&_customer=pt`);
    expect(boxText(text, 'answer-customer')).toContain('Execute as seguintes etapas:\n1. Abra');
  });
});

describe.each([
  ['the start', WALK],
  ['a zone', `${WALK}?${LOG_QUERY}`],
  ['a restart', `${WALK}?${LOG_QUERY}&zone=UTC`],
  ['the schedule', `${WALK}?${KNOWN_QUERY}`],
  ['the end', `${WALK}?${KNOWN_QUERY}&reschedule=done&worked=yes`],
])('the page of %s', (_, path) => {
  it('is well-formed, with valid ids and headings and nothing the CSP forbids', async () => {
    const { text } = await get(path).expect(200);
    expectWellFormed(text);
  });
});

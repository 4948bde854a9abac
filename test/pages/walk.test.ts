import { rmSync } from 'node:fs';
import path from 'node:path';
import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp, type TestApp } from '../support/build-app.js';
import { DEMO_CONTENT, makeWalkContent } from '../support/walk-site.js';
import { boxText, expectWellFormed, ledTo, parseErrors, visibleText } from './page-support.js';

const WALK = '/de/articles/KA-90103/walk';
const PLAIN = '/de/articles/KA-90001/walk';
/** One answer given, and two. */
const ONE = 'v=1&connection=cable';
const TWO = `${ONE}&memory=enough`;

const content = makeWalkContent(DEMO_CONTENT);
let site: TestApp;

beforeAll(async () => {
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

describe('the start of a walk', () => {
  it('is a page like others: cached, indexed, in every language', async () => {
    const { headers, text } = await get(WALK).expect(200);
    expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(headers['content-language']).toBe('de');
    expect(text).not.toContain('noindex');
    expect(text).toContain(`<link rel="canonical" href="https://help.example${WALK}"`);
    expect(text).toContain('hreflang="pt"');
    expect(visibleText(text)).toContain('Frage 1');
    await get(WALK)
      .set('If-None-Match', headers['etag'] ?? '')
      .expect(304);
  });

  it('is linked from the article, and shows its first step', async () => {
    expect((await get('/de/articles/KA-90103').expect(200)).text).toContain(`href="${WALK}"`);
    expect((await get('/de/articles/KA-90003').expect(200)).text).not.toContain('/walk"');
    expect(visibleText((await get(WALK)).text)).toContain('Prüfen Sie, ob der Hub');
  });

  it('is found for any spelling of locale and number', async () => {
    for (const address of ['/DE/articles/ka-90103', '/de/articles/ka-90103'])
      await get(`${address}/walk?v=1&connection=wifi`)
        .expect(308)
        .expect('Location', `${WALK}?v=1&connection=wifi`);
  });

  it('does not exist for an article without steps', async () => {
    expect((await get('/de/articles/KA-90003/walk').expect(404)).text).toContain('walk-not-found');
  });
});

describe('an answer', () => {
  it('leads to a URL that contains it', async () => {
    const sent = await answer(WALK, 'connection', { answer: 'cable' }).expect(303);
    expect(ledTo(sent)).toBe(`${WALK}?${ONE}`);
    expect(sent.headers['cache-control']).toBe('private, no-store');
    const { headers, text } = await get(ledTo(sent)).expect(200);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(text).toContain('<meta name="robots" content="noindex"');
    expect(visibleText(text)).toContain('Wie viel Speicher ist frei?');
  });

  it('can be unknown, whatever else the form contains', async () => {
    const sent = await answer(WALK, 'connection', { answer: 'cable', reply: 'unknown' }).expect(303);
    expect(ledTo(sent)).toBe(`${WALK}?v=1&connection=unknown`);
  });

  it('that does not exist is rejected with a message at its question', async () => {
    const { text } = await answer(`${WALK}?${ONE}`, 'memory', { answer: '__proto__' }).expect(422);
    expect(text).toContain('id="question-error" role="alert"');
    expect(text).toContain('name="question" value="memory"');
    expect(parseErrors(text)).toEqual([]);
  });

  it('to an unknown question is rejected', async () => {
    await answer(WALK, 'moon', { answer: 'full' }).expect(400);
    await answer(WALK, '__proto__', { answer: 'full' }).expect(400);
    await request(site.app).post(WALK).type('json').send({}).expect(415);
  });

  it('can be changed in its form', async () => {
    const { text } = await get(`${WALK}?${TWO}&_change=connection`).expect(200);
    expect(text).toContain('name="question" value="connection"');
    expect(text).toContain(`href="${WALK}?${TWO.replaceAll('&', '&amp;')}"`);
    await get(`${WALK}?${ONE}&_change=memory`).expect(400);
    await get(`${WALK}?${ONE}&_change=__proto__`).expect(400);
  });

  it('survives a change of language', async () => {
    const { text } = await get(`${WALK}?${TWO}`).expect(200);
    expect(text).toContain(`href="/pt/articles/KA-90103/walk?${TWO.replaceAll('&', '&amp;')}"`);
    const portuguese = await get(`/pt/articles/KA-90103/walk?${TWO}`).expect(200);
    expect(visibleText(portuguese.text)).toContain('Pergunta 3');
  });

  it('that is premature asks the current question', async () => {
    expect(visibleText((await get(`${WALK}?v=1&retry=done`).expect(409)).text)).toContain('Frage 1');
  });
});

describe('the end of a walk', () => {
  it('has a message for the customer in their language, which is remembered', async () => {
    const end = `${WALK}?${TWO}&retry=done`;
    const chosen = await get(`${end}&_customer=ja`).expect(200);
    const customer = boxText(chosen.text, 'answer-customer');
    expect(customer).toMatch(/^お客様\n/);
    expect(customer).toContain('https://help.example/KA-90103?lang=ja');
    expect(customer).not.toContain('/walk?');
    expect(boxText(chosen.text, 'answer-mine')).toMatch(/^Guten Tag,/);
    const later = await get(end).set('Cookie', 'customer=ja').expect(200);
    expect(boxText(later.text, 'answer-customer')).toBe(customer);
  });
});

describe('the URL of a state', () => {
  it('can contain parameters added by mailers, and no other unknown ones', async () => {
    await get(`${WALK}?utm_source=mail`)
      .expect(200)
      .expect('Cache-Control', /public/);
    expect((await get(`${WALK}?${ONE}&moon=full`).expect(400)).text).toContain('moon');
    await get(`${WALK}?connection=cable&connection=cable`).expect(400);
  });

  it('with a thousand answers, or with prototype names, is rejected', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => `q${i}=x`).join('&');
    await get(`${WALK}?${many}`).expect(400);
    expect((await get(`${WALK}?__proto__=x&constructor=y`).expect(400)).text).toContain('__proto__');
  });

  it('with an unknown version is rejected with a message', async () => {
    expect(visibleText((await get(`${WALK}?v=99`).expect(422)).text)).toContain('99');
  });
});

describe('the answer to a customer', () => {
  const ANSWER = '/de/articles/KA-90103/answer';

  it('is a message with steps and link, next to the agent’s version', async () => {
    const { text, headers } = await get(`${ANSWER}?_customer=it`).expect(200);
    expect(headers['cache-control']).toBe('private, no-cache');
    const customer = boxText(text, 'answer-customer');
    expect(customer).toMatch(/^Buongiorno,\n/);
    expect(customer).toContain('\n1. ');
    expect(customer).toContain('https://help.example/KA-90103?lang=it');
    expect(boxText(text, 'answer-mine')).toContain('Bitte führen Sie diese Schritte aus:');
    expect(customer).not.toMatch(/machine|version/i);
    expect(visibleText(text)).toContain('Nur für Sie');
  });

  it('takes missing steps from the original, marked, or omits them', async () => {
    const path = '/de/articles/KA-90001/answer?_customer=de';
    const all = boxText((await get(path).expect(200)).text, 'answer-customer');
    const own = boxText((await get(`${path}&_steps=own`).expect(200)).text, 'answer-customer');
    expect(all).toContain('(auf Englisch)');
    expect(own).not.toContain('(auf Englisch)');
    expect(own.length).toBeLessThan(all.length);
  });

  it('is found for any spelling of the number, but not for an unknown article', async () => {
    await get('/de/articles/ka-90103/answer?_customer=it')
      .expect(308)
      .expect('Location', `${ANSWER}?_customer=it`);
    await get('/de/articles/KA-99999/answer').expect(404);
    await get(`${ANSWER}?_customer=tlh`).expect(400);
  });
});

describe('a plain walk', () => {
  it('shows each step and leads to an end', async () => {
    let path = PLAIN;
    for (const [question, choice] of [
      ['step-1', 'done'],
      ['step-2', 'doesNotApply'],
      ['step-3', 'done'],
      ['solved', 'yes'],
    ] as const) {
      expect((await get(path).expect(200)).text).toContain(`value="${question}"`);
      path = ledTo(await answer(path, question, { answer: choice }).expect(303));
    }
    expect(visibleText((await get(path).expect(200)).text)).toContain('Gelöst');
  });

  it('flags a step that only the source has, in place', async () => {
    const { text } = await get('/de/articles/KA-90001/walk?step-1=done&step-2=done').expect(200);
    expect(text).toMatch(/<div class="prose" lang="en"[^>]*>[^]*Wait until/);
  });

  it('accepts step answers from a longer translation', async () => {
    await get('/de/articles/KA-90001/walk?step-1=done&step-99=done').expect(200);
  });
});

describe('a language without walk texts', () => {
  it('is served in English, marked as English', async () => {
    using folders = makeWalkContent(DEMO_CONTENT);
    rmSync(path.join(folders.contentDir, 'walks/KA-90103/pt.yaml'));
    const other = await buildApp({ contentDir: folders.contentDir, defaultLocale: 'de' });
    const { text } = await request(other.app)
      .get('/pt/articles/KA-90103/walk')
      .set('Accept', 'text/html')
      .expect(200);
    await other.close();
    expect(text).toContain('<html lang="pt"');
    expect(text).toMatch(/<h1 lang="en" dir="ltr">Get the firmware/);
    expect(text).toMatch(/<h2 id="question" lang="en" dir="ltr">How is/);
  });
});

describe('the picture of a walk', () => {
  it('is static, rendered on the server', async () => {
    const { headers, body } = await get(`${WALK}/graph.svg`).expect(200);
    expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    );
    expect(String(body)).toMatch(/^<svg[^]*Wie ist der Hub/);
    expect(String(body)).not.toContain('is-passed');
  });

  it('is on a page that links back to the current question', async () => {
    const { text } = await get(`${WALK}/graph?${ONE}`).expect(200);
    expect(text).toContain(`href="${WALK}?${ONE.replaceAll('&', '&amp;')}#now"`);
    expect(text).toContain('class="walk-graph-question is-passed"');
    expect(text).not.toMatch(/>(?:schedules|handover|finished)</);
  });

  it('shows the path taken', async () => {
    const { body } = await get(`${WALK}/graph.svg?${ONE}`).expect(200);
    expect(String(body)).toContain('is-passed');
  });
});

describe.each([
  ['the start', WALK],
  ['a question', `${WALK}?${ONE}`],
  ['the end', `${WALK}?${TWO}&retry=done`],
  ['a step', PLAIN],
])('the page of %s', (_, path) => {
  it('is well-formed, with valid ids and headings and nothing the CSP forbids', async () => {
    const { text } = await get(path).expect(200);
    expectWellFormed(text);
  });
});

import type { Store } from 'express-rate-limit';
import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem, PROBLEMS, type ProblemCode } from '../../src/problem.js';
import { PROBLEM } from '../../src/presenters/schemas.js';
import { createStrings } from '../../src/locale/strings.js';
import { createLedger } from '../../src/ledger/ledger.js';
import type { AppDeps } from '../../src/server/app.js';
import { buildApp, type TestApp } from '../support/build-app.js';

let site: TestApp;
let building: TestApp;
let broken: TestApp;
let overfull: TestApp;
let busy: TestApp;
let ledgerless: TestApp;
let usageKey: string;
let limited: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'en' });
  building = await buildApp({ isBuilt: false, locales: ['de', 'en', 'ja'] });
  broken = await buildApp({ defaultLocale: 'en', change: failWith(new Error('canary of /var/secret/disk')) });
  // What body parsers throw; no address takes a body yet.
  const large = Object.assign(new Error('request entity too large'), { status: 413 });
  overfull = await buildApp({ defaultLocale: 'en', change: failWith(large) });
  usageKey = (await site.ledger.keys.create('reports', ['usage:read'])).token;
  ledgerless = await buildApp({
    defaultLocale: 'en',
    ledger: createLedger({ place: { file: '/no/such/folder/ledger.sqlite' } }),
  });
  limited = await buildApp({ defaultLocale: 'en', rateLimit: { perMinute: 1, store: fullStore() } });
  busy = await buildApp({
    defaultLocale: 'en',
    search: {
      search: turnAway,
      suggest: turnAway,
      isWarm: () => true,
      degraded: () => undefined,
      close: () => Promise.resolve(),
    },
  });
});

afterAll(async () => {
  for (const app of [site, building, broken, overfull, busy, ledgerless, limited]) await app.close();
});

/** Makes looking an article up fail in the middle of a request. */
function failWith(fault: Error): (deps: AppDeps) => AppDeps {
  return (deps) => {
    const library = new Proxy(deps.library, {
      get: (target, name) => {
        if (name === 'resolve') throw fault;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    return { ...deps, library };
  };
}

/** Counts as if everybody had asked a thousand times. */
function fullStore(): Store {
  const increment = () => ({ totalHits: 1000, resetTime: new Date(Date.now() + 30_000) });
  return { increment, decrement: () => undefined, resetKey: () => undefined };
}

/** As the search thread does when too many wait. */
function turnAway(): Promise<never> {
  return Promise.reject(new Problem('too-busy', { headers: { 'Retry-After': '1' } }));
}

function postWalk(answers: Readonly<Record<string, string>>): Test {
  return request(site.app).post('/api/v1/articles/KA-90001/walk').send({ answers });
}

/** How each problem is met. */
const MET: Readonly<Record<ProblemCode, () => Test>> = {
  'bad-request': () => request(site.app).get('/de/articles/%zz'),
  'invalid-parameter': () => request(site.app).get('/api/v1/articles?limit=0'),
  'unknown-parameter': () => request(site.app).get('/api/v1/articles?local=de'),
  'walk-not-found': () => request(site.app).get('/api/v1/articles/KT-90008/walk'),
  'answer-too-early': () => postWalk({ solved: 'yes' }),
  'invalid-answer': () => postWalk({ 'step-1': 'perhaps' }),
  'unsupported-media-type': () =>
    request(site.app).post('/api/v1/articles/KA-90001/walk').type('text/plain').send('x'),
  'unknown-value': () => request(site.app).get('/api/v1/articles?product=Nothing'),
  'address-too-long': () => request(site.app).get(`/de/articles?product=${'x'.repeat(9000)}`),
  'foreign-site': () => request(site.app).post('/mcp').set('Host', 'elsewhere.example').send({}),
  'not-found': () => request(site.app).get('/de/nothing/here'),
  'unknown-locale': () => request(site.app).get('/fr/articles'),
  'article-not-found': () => request(site.app).get('/de/articles/KA-99999'),
  'method-not-allowed': () => request(site.app).post('/de/articles'),
  'not-acceptable': () => request(site.app).get('/de/articles/KA-90001').set('Accept', 'image/png'),
  'cursor-expired': () =>
    request(site.app).get(
      `/api/v1/articles?cursor=${Buffer.from('["other",{"updatedAt":"2022","number":"KA-90001"}]').toString('base64url')}`,
    ),
  'epoch-ended': () => request(site.app).get('/api/v1/changes?since=000000000000.1'),
  'body-too-large': () => request(overfull.app).get('/de/articles/KA-90001'),
  'key-required': () => request(site.app).get('/api/v1/tickets/zendesk/1'),
  'scope-missing': () =>
    request(site.app).get('/api/v1/tickets/zendesk/1').set('Authorization', `Bearer ${usageKey}`),
  'foreign-form': () =>
    request(site.app)
      .post('/de/articles/KA-90001/feedback')
      .set('Sec-Fetch-Site', 'cross-site')
      .type('form')
      .send({ helpful: 'yes' }),
  'ledger-unavailable': () =>
    request(ledgerless.app).get('/api/v1/tickets/zendesk/1').set('Authorization', `Bearer ${usageKey}`),
  'library-building': () => request(building.app).get('/api/v1/articles'),
  'too-busy': () => request(busy.app).get('/api/v1/search?q=lamp'),
  'too-many-requests': () => request(limited.app).get('/api/v1/search?q=lamp'),
  'not-implemented': () =>
    request(site.app).get('/oembed?format=xml&url=https%3A%2F%2Fhelp.example%2FKA-90001'),
  internal: () => request(broken.app).get('/api/v1/articles/KA-90001'),
};

describe.each(Object.keys(PROBLEMS) as ProblemCode[])('%s', (code) => {
  it('is returned as a problem document', async () => {
    const answer = await MET[code]();
    expect(answer.status).toBe(PROBLEMS[code]);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['etag']).toBeUndefined();
    const problem = PROBLEM.parse(answer.body);
    const type = `https://help.example/problems/${code}`;
    expect(problem).toMatchObject({ code, status: PROBLEMS[code], type });
    expect(problem.requestId).toBe(answer.headers['x-request-id']);
    expect(problem.title + problem.detail).not.toMatch(/problem\.|\{\{|undefined/);
    expect(problem.instance).toMatch(/^\/[^?]*$/);
  });

  it('is in the reader’s language, with an untranslated code', async () => {
    for (const language of ['en', 'de']) {
      const answer = await MET[code]().set('Cookie', `locale=${language}`);
      const problem = PROBLEM.parse(answer.body);
      // An address that names a locale is answered in it; the others follow the cookie.
      const expected = problem.instance.startsWith('/de/') ? 'de' : language;
      expect(problem.title).toBe(words(expected, code));
      expect(problem.code).toBe(code);
      expect(answer.headers['content-language']).toBe(expected);
    }
  });

  // Whoever takes HTML takes an article: nothing is unacceptable to a browser.
  it('is an equivalent page for browsers', async () => {
    if (code === 'not-acceptable') return;
    const answer = await MET[code]().set('Accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect(answer.status).toBe(PROBLEMS[code]);
    if (answer.request.url.includes('/api/')) {
      expect(answer.headers['content-type']).toContain('problem+json');
      return;
    }
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain(`href="/problems/${code}"`);
    expect(answer.text).toContain(answer.headers['x-request-id']);
    expect(answer.headers['vary']).toContain('Accept');
  });

  it('is explained at its type URL', async () => {
    const answer = await request(site.app).get(`/problems/${code}?lang=pt`).expect(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-language']).toBe('pt');
    expect(answer.text).toContain(`<h1>${words('pt', code)}</h1>`);
    expect(answer.text).toContain(`&quot;code&quot;: &quot;${code}&quot;`);
  });
});

function words(locale: string, code: ProblemCode): string {
  return createStrings().for(locale)(`problem.${code}.title`);
}

it('a problem is in the language requested by a program', async () => {
  const answer = await request(site.app)
    .get('/api/v1/articles/KA-99999?locale=pt')
    .set('Accept-Language', 'de');
  expect(PROBLEM.parse(answer.body).title).toBe(words('pt', 'article-not-found'));
});

describe('the table of problems', () => {
  it('lists every code, with its status and what it means', async () => {
    const answer = await request(site.app).get('/problems').set('Accept-Language', 'ja').expect(200);
    expect(answer.headers['content-language']).toBe('ja');
    expect(answer.headers['vary']).toBe('Cookie, Accept-Language, Accept-Encoding');
    const listed = [...answer.text.matchAll(/href="\/problems\/([\w-]+)">/g)].map(([, code]) => code);
    expect(listed).toEqual(Object.keys(PROBLEMS));
    for (const status of Object.values(PROBLEMS)) expect(answer.text).toContain(`>${status}</td>`);
  });

  it('is readable in every language of the site', async () => {
    const answer = await request(site.app).get('/problems/internal?lang=de').expect(200);
    for (const locale of ['de', 'en', 'it', 'ja', 'pt'])
      expect(answer.text).toContain(`href="/problems/internal?lang=${locale}"`);
  });

  it.each(['nothing', 'constructor', '__proto__', 'INTERNAL'])('holds no %s', async (code) => {
    await request(site.app).get(`/problems/${code}`).expect(404);
  });
});

describe('an unexpected error', () => {
  it('is logged in full with the request id, and shown without details', async () => {
    const answer = await request(broken.app)
      .get('/de/articles/KA-90001')
      .set('X-Request-Id', 'given-id-1')
      .expect(500);
    expect(answer.text).not.toMatch(/canary|secret|\.ts|node_modules|Error/);
    expect(PROBLEM.parse(answer.body).requestId).toBe('given-id-1');
    const logged = broken.log.filter(({ requestId }) => requestId === 'given-id-1');
    const line = JSON.stringify(logged.find(({ msg }) => msg === 'unexpected error'));
    expect(line).toContain('canary of /var/secret');
    expect(line).toContain('stack');
  });

  it('is answered even if rendering the error page fails', async () => {
    const dark = await buildApp({
      change: (deps) => ({
        ...deps,
        site: () => {
          throw new Error('canary');
        },
      }),
    });
    const answer = await request(dark.app).get('/de/').set('Accept', 'text/html').expect(500);
    expect(PROBLEM.parse(answer.body).code).toBe('internal');
    expect(answer.text).not.toContain('canary');
    await dark.close();
  });
});

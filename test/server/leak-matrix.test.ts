import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Library } from '../../src/library/library.js';
import { formatFor } from '../../src/locale/format.js';
import { createStrings } from '../../src/locale/strings.js';
import { renderReportPage } from '../../src/report/page/report-page.js';
import { buildReport } from '../../src/report/report.js';
import { buildApp, type TestApp } from '../support/build-app.js';

const NUMBER = 'KA-90001';
/** What the front matter of the invented articles holds for agents only. */
const PLANTED = {
  notes: 'canary-note',
  author: 'canary-author',
  publisher: 'canary-publisher',
  crm: 'canary-crm',
} as const;
const WHO = { 'X-Forwarded-User': 'agent' };

type Ask = (site: TestApp) => Promise<string>;

function get(address: string, accept = 'text/html'): Ask {
  return async ({ app }) => {
    const answer = await request(app).get(address).set(WHO).set('Accept', accept).buffer(true);
    expect.soft(answer.status, address).toBe(address.includes('KA-99999') ? 404 : 200);
    return `${JSON.stringify(answer.headers)}${answer.text}${JSON.stringify(answer.body)}`;
  };
}

function post(address: string, body: object, accept = 'application/json'): Ask {
  return async ({ app }) => {
    const sent = request(app).post(address).set(WHO).set('Accept', accept);
    const answer = await (accept === 'text/html' ? sent.type('form') : sent).send(body);
    expect.soft(answer.status, answer.text).toBe(200);
    expect.soft(answer.text).not.toMatch(/"isError":true|"error":/);
    return `${JSON.stringify(answer.headers)}${answer.text}`;
  };
}

const mcp = (name: string, given: object): Ask =>
  post(
    '/mcp',
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } },
    'application/json, text/event-stream',
  );

/** `/c/:hash` of each of the article's passages, as page and JSON. */
const citedPassages: Ask = async (site) => {
  const answer = await request(site.app).get(`/api/v1/articles/${NUMBER}/passages`).set(WHO).expect(200);
  const { items } = answer.body as { items: { hash: string }[] };
  expect(items.length).toBeGreaterThan(0);
  const shown = items.flatMap(({ hash }) => [get(`/c/${hash}`)(site), get(`/c/${hash}.json`)(site)]);
  return (await Promise.all(shown)).join('');
};

const reportJson: Ask = async ({ app, ledger }) => {
  const { token } = await ledger.keys.create('report', ['usage:read', 'internal:read']);
  const answer = await request(app).get('/api/v1/report').set('Authorization', `Bearer ${token}`).expect(200);
  return answer.text;
};

const reportPage: Ask = ({ libraryFile }) => {
  const library = new Library(libraryFile, { fallbackLocales: [] });
  const { locales, sourceLocale } = library;
  const articles = library.everyArticle();
  const report = buildReport({ articles, locales, sourceLocale, findings: [], usage: undefined });
  library.close();
  const page = {
    locale: 'en',
    t: createStrings().for('en'),
    format: formatFor('en'),
    madeAt: '2026-01-01T00:00:00Z',
  };
  return Promise.resolve(
    renderReportPage(report, { ...page, siteName: 'Help', siteUrl: 'https://help.example' }),
  );
};

const TICKET = { text: `canary-note canary-author canary-publisher canary-crm blinks ${NUMBER}` };

/** Every surface, and whether an internal instance shows what is planted there. */
const SURFACES: Readonly<Record<string, { readonly ask: Ask; readonly isShown?: boolean }>> = {
  'page of an article': { ask: get(`/en/articles/${NUMBER}`), isShown: true },
  'article in the panel': { ask: get(`/en/embed/articles/${NUMBER}`), isShown: true },
  'two languages beside': { ask: get(`/pt/articles/${NUMBER}?beside=en&faults=1`) },
  'answer to a customer': { ask: get(`/en/articles/${NUMBER}/answer?_customer=pt`) },
  walk: { ask: get(`/en/articles/${NUMBER}/walk`) },
  'walk as a picture': { ask: get(`/en/articles/${NUMBER}/walk/graph.svg`) },
  reports: { ask: get(`/en/articles/${NUMBER}/reports?step=1`) },
  home: { ask: get('/en/') },
  list: { ask: get('/en/articles') },
  'search page': { ask: get('/en/search?q=lamp+blinks') },
  'search page for what is planted': { ask: get('/en/search?q=notes') },
  'suggestions page': { ask: post('/en/suggest', { text: 'the lamp blinks' }, 'text/html') },
  'JSON of an article': {
    ask: get(`/api/v1/articles/${NUMBER}?include=html,text,markdown,passages`, 'application/json'),
    isShown: true,
  },
  'JSON in every locale': {
    ask: get(`/api/v1/articles/${NUMBER}?locale=*`, 'application/json'),
    isShown: true,
  },
  'JSON beside the page': { ask: get(`/en/articles/${NUMBER}.json`), isShown: true },
  Markdown: { ask: get(`/en/articles/${NUMBER}.md`) },
  passages: { ask: get(`/api/v1/articles/${NUMBER}/passages`, 'application/json') },
  'list in JSON': { ask: get('/api/v1/articles', 'application/json') },
  'search in JSON': { ask: get('/api/v1/search?q=lamp&unit=passage', 'application/json') },
  titles: { ask: get('/api/v1/suggest?q=lamp&locale=en', 'application/json') },
  'suggestions in JSON': { ask: post('/api/v1/suggestions', { ...TICKET, text: 'the lamp blinks' }) },
  related: { ask: get(`/api/v1/articles/${NUMBER}/related`, 'application/json') },
  changes: { ask: get('/api/v1/changes', 'application/json') },
  export: { ask: get('/api/v1/export.ndjson', 'application/json'), isShown: true },
  contract: { ask: get('/api/v1/openapi.json', 'application/json') },
  'MCP get_article': { ask: mcp('get_article', { number: NUMBER }), isShown: true },
  'MCP search_articles': { ask: mcp('search_articles', { query: 'lamp blinks' }) },
  'MCP suggest_articles': { ask: mcp('suggest_articles', { text: 'the lamp blinks' }) },
  'MCP get_changes': { ask: mcp('get_changes', {}) },
  'MCP start_walk': { ask: mcp('start_walk', { number: NUMBER }) },
  'MCP answer_walk': { ask: mcp('answer_walk', { number: NUMBER, answers: {} }) },
  'MCP walk_card': { ask: mcp('walk_card', { number: NUMBER }) },
  'passages by their hashes': { ask: citedPassages },
  'report in JSON': { ask: reportJson },
  'report page': { ask: reportPage },
  feed: { ask: get('/en/feed.atom') },
  sitemap: { ask: get('/sitemap-1.xml') },
  'llms.txt': { ask: get('/en/llms.txt') },
  oEmbed: { ask: get(`/oembed?url=https%3A%2F%2Fhelp.example%2Fen%2Farticles%2F${NUMBER}`) },
  card: { ask: get(`/en/articles/${NUMBER}/card.png`) },
  'error page': { ask: get('/en/articles/KA-99999') },
  metrics: { ask: get('/metrics') },
  log: { ask: (site) => Promise.resolve(JSON.stringify(site.log)) },
  'library file': {
    ask: (site) => {
      const folder = path.dirname(site.libraryFile);
      const files = readdirSync(folder).filter((name) => name.startsWith(path.basename(site.libraryFile)));
      return Promise.resolve(files.map((name) => readFileSync(path.join(folder, name), 'latin1')).join(''));
    },
    isShown: true,
  },
};

let open: TestApp;
let internal: TestApp;
beforeAll(async () => {
  const given = { defaultLocale: 'en', url: 'https://help.example' };
  open = await buildApp(given);
  internal = await buildApp({
    ...given,
    agentsOnly: { authHeader: 'X-Forwarded-User' },
    trustProxy: 'loopback',
  });
});
afterAll(async () => {
  await open.close();
  await internal.close();
});

const leaks = (text: string): string[] =>
  Object.entries(PLANTED).flatMap(([name, words]) => (text.includes(words) ? [name] : []));

describe('internal data', () => {
  it('is absent on a public instance, and only where expected on an internal one', async () => {
    const rows = [];
    for (const [surface, { ask, isShown = false }] of Object.entries(SURFACES)) {
      const [outside, inside] = [leaks(await ask(open)), leaks(await ask(internal))];
      rows.push({ surface, public: outside.length, internal: inside.length });
      expect(outside, surface).toEqual([]);
      expect(inside.length > 0, `${surface}, inside`).toBe(isShown);
    }
    console.table(rows);
  });
});

describe('an internal instance', () => {
  const ask = (address: string, headers: Record<string, string> = {}) =>
    request(internal.app).get(address).set(headers);

  it('rejects every request without authentication', async () => {
    for (const address of [
      '/',
      '/en/',
      `/en/articles/${NUMBER}`,
      '/images/x.png',
      '/files/en/x',
      '/robots.txt',
      '/nothing',
    ])
      await ask(address).expect(401);
    await request(internal.app).post('/mcp').send({}).expect(401);
    await ask('/healthz').expect(200);
  });

  it('accepts only a key with internal:read', async () => {
    const { keys } = internal.ledger;
    const [right, wrong] = [
      await keys.create('a', ['internal:read']),
      await keys.create('b', ['links:read']),
    ];
    await ask('/en/', { Authorization: `Bearer ${right.token}` }).expect(200);
    await ask('/en/', { Authorization: `Bearer ${wrong.token}` }).expect(403);
  });

  it('accepts the header only from trusted proxies', async () => {
    const far = await buildApp({ agentsOnly: { authHeader: 'X-Forwarded-User' }, trustProxy: '10.0.0.0/8' });
    try {
      await request(far.app).get('/en/').set(WHO).expect(401);
    } finally {
      await far.close();
    }
  });

  it('forbids caching and cross-origin reads', async () => {
    for (const address of [`/en/articles/${NUMBER}`, `/api/v1/articles/${NUMBER}`, '/en/']) {
      const { headers } = await ask(address, { ...WHO, Accept: 'text/html, application/json' });
      expect(headers['cache-control'], address).toMatch(/^private/);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('links an article to a ticket from its page', async () => {
    const form = { system: 'zendesk', ticket: '4711', relation: 'resolved' };
    const send = (site: TestApp, fields: object) =>
      request(site.app).post(`/en/articles/${NUMBER}/links`).set(WHO).type('form').send(fields);
    await send(internal, form).expect(303);
    const links = await internal.ledger.links.ofTicket(
      { system: 'zendesk', ticket: '4711' },
      { limit: 9, after: undefined },
    );
    expect(links.items).toMatchObject([{ number: NUMBER, served: 'en', relation: 'resolved' }]);
    await send(internal, { ...form, system: 'Zen desk' }).expect(400);
    await send(internal, form).set('Sec-Fetch-Site', 'cross-site').expect(403);
    await send(open, form).expect(404);
  });
});

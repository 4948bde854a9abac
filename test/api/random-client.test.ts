import fc from 'fast-check';
import request, { type Response, type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/api/contract/write-responses.js';
import { OPERATIONS } from '../../src/api/operations.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { CONTRACT } from '../support/check-contract.js';
import { makeWalkContent } from '../support/walk-site.js';

/** Random, and the same each time. */
const SEED = 406;
const RUNS = 12;
/** Places in lists of each kind, in a revision there is not. */
const FOREIGN_CURSORS = [{ offset: 1 }, { updatedAt: '2023', number: 'KA-1' }, 1].map((place) =>
  Buffer.from(JSON.stringify(['0'.repeat(16), place])).toString('base64url'),
);

type Operation = (typeof OPERATIONS)[number];

const content = makeWalkContent();
let site: TestApp;
/** A site that lacks something: no articles yet, no second costly request, a search that fails. */
let [building, limited, broken]: TestApp[] = [];
let key = '';
let powerless = '';
/** Statuses met, by operation. */
const met = new Map<string, Set<number>>(OPERATIONS.map(({ id }) => [id, new Set()]));

beforeAll(async () => {
  const given = { contentDir: content.contentDir, defaultLocale: 'en', webhookHosts: ['127.0.0.1'] };
  const fail = () => Promise.reject(new Error('broken'));
  site = await buildApp(given);
  building = await buildApp({ ...given, isBuilt: false });
  limited = await buildApp({ ...given, rateLimit: { perMinute: 1 } });
  broken = await buildApp({
    ...given,
    search: {
      search: fail,
      suggest: fail,
      isWarm: () => true,
      degraded: () => undefined,
      close: () => Promise.resolve(),
    },
  });
  const scopes = [
    'links:write',
    'links:read',
    'usage:read',
    'usage:write',
    'webhooks:write',
    'reports:write',
  ] as const;
  key = (await site.ledger.keys.create('all', [...scopes])).token;
  state.passage = site.library.passages('KA-91206', 'de')[0]?.hash ?? '';
  powerless = (await site.ledger.keys.create('none', [])).token;
});

afterAll(async () => {
  for (const app of [site, building, limited, broken]) await app?.close();
  content[Symbol.dispose]();
});

/** What a request is made of; each is random within what the contract takes, and some within what it does not. */
interface Asked {
  readonly operation: Operation;
  readonly parts: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(app: TestApp, asked: Asked, method: string = asked.operation.method): Promise<Response> {
  const path = asked.operation.path.replaceAll(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(asked.parts[name] ?? ''),
  );
  const sent = (request(app.app) as unknown as Record<string, (url: string) => Test>)[method]!(
    `/api/v1${path}`,
  );
  void sent.query(asked.query).set(asked.headers ?? {});
  if (asked.key !== undefined) void sent.auth(asked.key, { type: 'bearer' });
  const answer = await (asked.body === undefined
    ? sent
    : sent.send(
        typeof asked.body === 'string' || typeof asked.body === 'object'
          ? (asked.body as object)
          : JSON.stringify(asked.body),
      ));
  met.get(asked.operation.id)?.add(answer.status);
  return answer;
}

const locale = fc.constantFrom('de', 'en', 'it', 'pt-BR', 'ja', 'zh-Hans');
const odd = fc.constantFrom(
  '',
  '0',
  '-1',
  '1000000',
  'null',
  '\u0000',
  '%',
  '日本',
  'german!',
  'x'.repeat(70),
);

/** A request that ought to be answered well. */
function valid(operation: Operation): fc.Arbitrary<Asked> {
  return fc
    .record({
      number: fc.constantFrom('KA-91206', 'KA-90001'),
      ticket: fc.integer({ min: 1, max: 9 }).map(String),
      locale,
    })
    .map(({ number, ticket, locale: asked }) => ({
      operation,
      parts: {
        number: operation.path.includes('/walk') ? 'KA-91206' : number,
        system: 'zendesk',
        ticket,
        webhook: state.webhook,
        report: state.report,
      },
      query: {
        ...(operation.query?.shape['q'] && { q: 'lamp' }),
        ...(operation.query?.shape['locale'] &&
          operation.id !== 'listChanges' &&
          operation.id !== 'exportArticles' && { locale: asked }),
      },
      body:
        operation.id === 'reportCitations'
          ? { passages: [state.passage], use: 'cited' }
          : EXAMPLES[operation.id]?.request,
      key: operation.scope === undefined ? undefined : key,
    }));
}

/** What there is to be asked for, once it is known. */
const state = { webhook: 'wh_none', report: '1', passage: '' };

/** Whatever comes to mind: odd values, parameters there are not, other methods, bodies and keys. */
function wild(operation: Operation): fc.Arbitrary<readonly [Asked, string]> {
  const names = Object.keys(operation.query?.shape ?? {});
  return fc
    .tuple(
      valid(operation),
      fc.dictionary(fc.constantFrom(...names, 'nope'), odd, { maxKeys: 2 }),
      fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined }),
      fc.constantFrom<string>(operation.method, operation.method, 'patch', 'delete'),
      fc.constantFrom(key, powerless, undefined),
    )
    .map(([asked, query, body, method, token]) => [
      {
        ...asked,
        query: { ...asked.query, ...query },
        body: operation.body && (body ?? asked.body),
        key: token,
      },
      method,
    ]);
}

/** How each documented status is brought about. */
const WAYS: Readonly<Record<number, (asked: Asked) => Promise<unknown>>> = {
  200: (asked) => send(site, asked),
  201: (asked) => send(site, asked),
  204: (asked) => send(site, asked),
  304: async (asked) => {
    const { headers } = await send(site, asked);
    return send(site, { ...asked, headers: { 'If-None-Match': headers['etag'] ?? '' } });
  },
  308: (asked) => send(site, { ...asked, parts: { ...asked.parts, number: 'ka-91206' } }),
  400: (asked) => send(site, { ...asked, query: { ...asked.query, nope: '1' } }),
  401: (asked) => send(site, { ...asked, query: { ...asked.query, ...explain(asked) }, key: undefined }),
  403: (asked) => send(site, { ...asked, query: { ...asked.query, ...explain(asked) }, key: powerless }),
  404: (asked) =>
    send(site, {
      ...asked,
      parts: { ...asked.parts, number: 'KA-99999', webhook: 'wh_none', report: '999' },
      query: { ...asked.query, ...(asked.operation.query?.shape['number'] && { number: 'lamp' }) },
    }),
  405: (asked) => send(site, asked, 'patch'),
  409: (asked) => send(site, { ...asked, body: { locale: 'en', answers: { worked: 'yes' } } }),
  410: async (asked) => {
    if (asked.operation.query?.shape['since'])
      await send(site, { ...asked, query: { since: '000000000000.1' } });
    for (const cursor of FOREIGN_CURSORS) await send(site, { ...asked, query: { ...asked.query, cursor } });
  },
  413: (asked) => send(site, { ...asked, body: { text: 'x'.repeat(2_000_000) } }),
  414: (asked) => send(site, { ...asked, query: { ...asked.query, nope: 'x'.repeat(9000) } }),
  415: (asked) => send(site, { ...asked, body: 'a=1', headers: { 'Content-Type': 'text/plain' } }),
  422: (asked) => send(site, { ...asked, body: { locale: 'en', answers: { zone: 'Europe/Pariis' } } }),
  429: async (asked) => {
    for (let i = 0; i < 3; i += 1) await send(limited!, asked);
  },
  500: (asked) => send(broken!, asked),
  503: (asked) => send(building!, asked),
};

function explain({ operation }: Asked): Record<string, string> {
  return operation.query?.shape['explain'] ? { explain: '1' } : {};
}

/** Documented everywhere, since a limit, a fault or a restart may come at any address; met at some. */
const ANYWHERE = new Set([429, 500, 503]);

/** Take addresses of 52 KB, more than the test's server reads. */
const LONG = new Set(['searchArticles', 'relatedArticles']);

describe('a random client over the contract', () => {
  it('gets exactly the documented statuses of every operation', { timeout: 120_000 }, async () => {
    const first = <Value>(values: fc.Arbitrary<Value>, count: number): readonly Value[] =>
      fc.sample(values, { seed: SEED, numRuns: count });
    // What deletes comes last.
    const operations = OPERATIONS.toSorted(
      (a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'),
    );
    for (const operation of operations) {
      const statuses = Object.keys(
        CONTRACT.paths[operation.path.replaceAll(/:(\w+)/g, '{$1}')]![operation.method]!.responses,
      );
      for (const asked of first(valid(operation), RUNS)) {
        const { body, status } = (await send(site, asked)) as { body: { id?: unknown }; status: number };
        if (status === 201 && operation.id === 'addWebhook') state.webhook = String(body.id);
        if (status === 201 && operation.id === 'addReport') state.report = String(body.id);
      }
      for (const [asked, method] of first(wild(operation), RUNS)) await send(site, asked, method);
      for (const status of statuses.map(Number))
        if (met.get(operation.id)?.has(status) !== true)
          for (const asked of first(valid(operation), 1)) await WAYS[status]?.(asked);
    }
    const missed = operations.flatMap(({ id, method, path }) => {
      const { responses } = CONTRACT.paths[path.replaceAll(/:(\w+)/g, '{$1}')]![method]!;
      return Object.keys(responses)
        .map(Number)
        .filter(
          (status) =>
            !ANYWHERE.has(status) && !(status === 414 && LONG.has(id)) && met.get(id)?.has(status) !== true,
        )
        .map((status) => `${id} ${status}`);
    });
    expect(missed).toEqual([]);
    const all = new Set([...met.values()].flatMap((statuses) => [...statuses]));
    for (const status of ANYWHERE) expect(all, String(status)).toContain(status);
  });
});

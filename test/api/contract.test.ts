import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiRouter, OPERATIONS } from '../../src/api/operations.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { componentFaults, CONTRACT, contractFaults } from '../support/check-contract.js';
import { listen } from '../support/listen.js';
import { typeFaults } from '../support/type-check.js';
import { makeWalkContent } from '../support/walk-site.js';

const content = makeWalkContent();
let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ contentDir: content.contentDir, defaultLocale: 'en' });
});

afterAll(async () => {
  await site.close();
  content[Symbol.dispose]();
});

const CONSUMER = fileURLToPath(new URL('../fixtures/openapi-client/consumer.ts', import.meta.url));
const read = async () => (await request(site.app).get('/api/v1/openapi.json').expect(200)).body as object;

/** Every method of every address that a router answers. */
function mountedRoutes(): string[] {
  const router = createApiRouter({ ...site.deps, limitRate: (_req, _res, next) => next() });
  const routes = router.stack.flatMap(({ route }) =>
    (route?.stack ?? [])
      .filter(({ method }) => typeof method === 'string' && method !== 'options')
      .map(({ method }) => `${method} ${route?.path}`),
  );
  return [...new Set(routes)];
}

it('the contract of an internal instance documents the key and the responses without one everywhere', async () => {
  const internal = await buildApp({ agentsOnly: { authHeader: undefined } });
  const { token } = await internal.ledger.keys.create('agent', ['internal:read']);
  const read = () => request(internal.app).get('/api/v1/openapi.json');
  const { body } = (await read().auth(token, { type: 'bearer' }).expect(200)) as {
    body: { info: { description: string }; paths: typeof CONTRACT.paths };
  };
  expect(body.info.description).toContain('internal:read');
  for (const operation of Object.values(body.paths).flatMap((item) => Object.values(item))) {
    expect(operation.security).toEqual([{ key: [] }]);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '403']));
  }
  const responses = body.paths['/articles/{number}']?.['get']?.responses;
  expect(JSON.stringify(responses?.['401'])).toContain('key-required');
  await request(internal.app).get('/api/v1/articles/KA-90001').expect(401);
  await internal.close();
});

describe('the contract', () => {
  it('is valid OpenAPI 3.1 according to the official schema', async () => {
    const validator = new Validator();
    const verdict = await validator.validate((await read()) as Record<string, unknown>);
    expect(verdict).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('has every route that is mounted, and no other', () => {
    const described = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual(mountedRoutes().toSorted());
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
  });

  it('declares every part of an address', () => {
    for (const [path, item] of Object.entries(CONTRACT.paths))
      for (const [method, { parameters = [] }] of Object.entries(item)) {
        const declared = parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
        expect(declared.toSorted(), `${method} ${path}`).toEqual((path.match(/\{\w+\}/g) ?? []).toSorted());
      }
  });

  it('has no member that is always null and names every shape that clients need a class for', () => {
    const unnamed: string[] = [];
    const visit = (node: unknown, at: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { type, anyOf } = node as { type?: unknown; anyOf?: { type?: unknown }[] };
      if (type === 'null' && !/\/anyOf\/\d+$/.test(at)) unnamed.push(at);
      // A choice between several shapes is a component of its own.
      const choices = (anyOf ?? []).filter((one) => one.type !== 'null');
      if (choices.length > 1 && !/^\/components\/schemas\/\w+$/.test(at)) unnamed.push(at);
      for (const [key, value] of Object.entries(node)) visit(value, `${at}/${key}`);
    };
    visit(CONTRACT, '');
    expect(unnamed).toEqual([]);
  });

  it('returns 304 to clients that have it', async () => {
    const { headers } = await request(site.app).get('/api/v1/openapi.json');
    const again = request(site.app).get('/api/v1/openapi.json');
    await again.set('If-None-Match', headers['etag'] ?? '').expect(304);
  });

  it('has examples that match its schemas', async () => {
    const document = (await read()) as typeof CONTRACT;
    const examples = Object.values(document.paths)
      .flatMap((item) => Object.values(item))
      .flatMap(({ requestBody, responses }) => [
        ...(requestBody ? [requestBody] : []),
        ...Object.values(responses),
      ])
      .flatMap(({ content: types = {} }) => Object.values(types) as ExampleMedia[]);
    const own = examples.filter(({ example }) => example !== undefined);
    expect(own.length).toBeGreaterThan(14);
    for (const { example, schema } of own) {
      const names = [schema, ...(schema.oneOf ?? [])].flatMap(({ $ref }) => $ref?.split('/').at(-1) ?? []);
      const faults = names.map((name) => componentFaults(name, example));
      expect(
        faults.some((found) => found.length === 0),
        JSON.stringify(faults),
      ).toBe(true);
    }
  });

  it('documents keys where needed, and Retry-After', () => {
    const { get: open, put } = {
      get: CONTRACT.paths['/articles/{number}']?.['get'],
      put: CONTRACT.paths['/articles/{number}/links/{system}/{ticket}']?.['put'],
    };
    expect(open?.security).toEqual([]);
    expect(open?.responses).not.toHaveProperty('401');
    expect(put?.security).toEqual([{ key: [] }]);
    expect(put?.description).toContain('`links:write`');
    for (const status of ['401', '403'])
      expect(put?.responses[status]?.headers).toHaveProperty('WWW-Authenticate');
    for (const status of ['429', '503'])
      expect(put?.responses[status]?.headers).toHaveProperty('Retry-After');
    expect(put?.responses['503']?.description).toContain('ledger-unavailable');
  });

  it('documents each parameter and whether it is required', async () => {
    const document = (await read()) as {
      paths: Record<string, Record<string, { parameters: object[] } | undefined>>;
    };
    expect(document.paths['/tickets/{system}/{ticket}']?.['get']?.parameters).toContainEqual(
      expect.objectContaining({
        name: 'system',
        in: 'path',
        required: true,
        schema: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,31}$' },
      }),
    );
    const parameters = document.paths['/search']?.['get']?.parameters ?? [];
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'q', in: 'query', required: true }));
    expect(parameters).toContainEqual(
      expect.objectContaining({
        name: 'limit',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 50, default: 10 },
      }),
    );
  });
});

/** The program's types are the generated ones, which are on no disk. */
interface Consumer {
  readonly consult: (url: string, problem: string, locale: string) => Promise<Learnt>;
}

interface Learnt {
  readonly found: readonly string[];
  readonly title: string;
  readonly firstQuestion: string | undefined;
}

interface ExampleMedia {
  readonly example?: unknown;
  readonly schema: { readonly $ref?: string; readonly oneOf?: readonly { readonly $ref?: string }[] };
}

describe('the page that shows the contract', () => {
  it('loads everything from this service, from versioned URLs', async () => {
    const { text } = await request(site.app).get('/api/v1/docs').expect(200);
    const files = [...text.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) await request(site.app).get(file).expect(200);
    expect(text).not.toMatch(/<style|\sstyle=|<script>|(?:src|href)="https?:/);
  });

  it('describes every operation and every shape', async () => {
    const { text } = await request(site.app).get('/api/v1/docs').expect(200);
    for (const { id } of OPERATIONS) expect(text).toContain(`id="${id}"`);
    const links = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id);
    for (const id of links) expect(text, id).toContain(`id="${id}"`);
  });
});

describe('the comparison of responses with the contract', () => {
  const answer = { method: 'GET', path: '/api/v1/suggest', status: 200, type: 'application/json' };

  it('accepts documented responses', () => {
    expect(contractFaults({ ...answer, body: '{"items":[]}' })).toEqual([]);
  });

  it.each([
    ['a member that is not described', { body: '{"items":[],"secret":1}' }],
    ['a member of another type', { body: '{"items":{}}' }],
    ['a status', { status: 201, body: '{"items":[]}' }],
    ['a media type', { type: 'text/plain', body: '{"items":[]}' }],
    ['no JSON', { body: '{' }],
    ['an address there is not, answered without a problem', { path: '/api/v1/other', body: '{}' }],
  ])('finds %s', (_what, wrong) => {
    expect(contractFaults({ ...answer, ...wrong })).not.toEqual([]);
  });
});

describe('a client generated from the contract', () => {
  const generate = async () => astToString(await openapiTS((await read()) as OpenAPI3));
  const made = (contract: string, consumer = readFileSync(CONSUMER, 'utf8')) =>
    new Map([
      [CONSUMER, consumer],
      [CONSUMER.replace('consumer.ts', 'contract.ts'), contract],
    ]);

  it('has the types a program needs', async () => {
    expect(typeFaults(CONSUMER, made(await generate()))).toEqual([]);
  });

  it('rejects a program that uses unknown members', async () => {
    const wrong = readFileSync(CONSUMER, 'utf8')
      .replace('limit: 5', "limit: 'five'")
      .replace('.prompt', '.text');
    expect(typeFaults(CONSUMER, made(await generate(), wrong))).toEqual([
      expect.stringContaining("Type 'string' is not assignable to type 'number'"),
      expect.stringContaining("Property 'text' does not exist"),
    ]);
  });

  it('reaches the service', async () => {
    const { consult } = (await import(CONSUMER)) as Consumer;
    await using service = await listen(site.app);
    const learnt = await consult(`${service.url}/api/v1`, 'xtk:session Logon leere Rückgabe', 'de');
    expect(learnt.found[0]).toBe('KA-91206');
    expect(learnt).toMatchObject({ machineMade: true, missing: { code: 'article-not-found' } });
    expect(learnt.title).toContain('xtk:session');
    expect(learnt.firstQuestion).toMatch(/\?$|\.$|:$/);
  });
});

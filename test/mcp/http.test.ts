import { once } from 'node:events';
import { connect } from 'node:net';
import request, { type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM } from '../../src/presenters/schemas.js';
import { until } from '../cli/parlance-process.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { listen } from '../support/listen.js';

let site: TestApp;

beforeAll(async () => {
  site = await buildApp({ defaultLocale: 'en', url: 'https://help.example' });
});

afterAll(() => site.close());

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const CALL = {
  jsonrpc: '2.0',
  id: 2,
  method: 'tools/call',
  params: { name: 'get_article', arguments: { number: 'KA-90001' } },
};

function send(body: object | string, headers: Readonly<Record<string, string>> = {}): Test {
  const sent = request(site.app).post('/mcp').set('Content-Type', 'application/json');
  return sent.set('Accept', 'application/json, text/event-stream').set(headers).send(body);
}

async function codeOf(answer: Test): Promise<[number, string]> {
  const { status, body, headers } = await answer;
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  return [status, PROBLEM.parse(body).code];
}

const MODERN = '2026-07-28';
const META = {
  'io.modelcontextprotocol/protocolVersion': MODERN,
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** Ask as the version of 2026-07-28 does: without a handshake, everything in the one request. */
function ask(method: string, params: object = {}, name?: string): Test {
  const headers = { 'MCP-Protocol-Version': MODERN, 'Mcp-Method': method, ...(name && { 'Mcp-Name': name }) };
  return send({ jsonrpc: '2.0', id: 3, method, params: { ...params, _meta: META } }, headers);
}

describe('/mcp', () => {
  it('handles each request without a session', async () => {
    const answer = await send(LIST).expect(200);
    expect(answer.text).toContain('search_articles');
    expect(answer.headers['mcp-session-id']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect((await send(CALL).expect(200)).text).toContain('KA-90001');
  });

  it.each(['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'])(
    'performs the handshake in %s',
    async (version) => {
      const params = {
        protocolVersion: version,
        capabilities: {},
        clientInfo: { name: 'test', version: '1' },
      };
      const answer = await send({ jsonrpc: '2.0', id: 0, method: 'initialize', params }).expect(200);
      expect(answer.text).toContain(`"protocolVersion":"${version}"`);
    },
  );

  it.each(['get', 'delete', 'put'] as const)('rejects %s', async (method) => {
    const answer = request(site.app)[method]('/mcp');
    expect(await codeOf(answer)).toEqual([405, 'method-not-allowed']);
    expect((await request(site.app)[method]('/mcp')).headers['allow']).toBe('POST, OPTIONS');
  });

  it.each([
    ['another host', { Host: 'evil.example' }],
    ['another host that begins like ours', { Host: 'help.example.evil.example' }],
    ['a host with our name in its user part', { Host: 'help.example@evil.example' }],
    ['a host that is none', { Host: 'a b' }],
    ['another origin', { Origin: 'https://evil.example' }],
    ['another origin on this machine', { Origin: 'http://127.0.0.1:9' }],
    ['our name without TLS', { Host: 'localhost', Origin: 'http://help.example' }],
    ['an origin that tells nothing', { Origin: 'null' }],
    ['our host but another origin', { Host: 'help.example', Origin: 'http://evil.example' }],
  ])('rejects requests for %s', async (_what, headers) => {
    expect(await codeOf(send(LIST, headers))).toEqual([403, 'foreign-site']);
  });

  it('names the setting that allows another host name', async () => {
    const Host = 'parlance.support.svc:8080';
    const { body } = await send(LIST, { Host }).expect(403);
    expect(PROBLEM.parse(body).errors).toMatchObject([{ detail: expect.stringContaining('ALLOWED_HOSTS') }]);
    const inside = await buildApp({ url: 'https://help.example', allowedHosts: ['parlance.support.svc'] });
    const ask = (headers: object) =>
      request(inside.app)
        .post('/mcp')
        .set({ Accept: '*/*', Host, ...headers })
        .send(LIST);
    await ask({}).expect(200);
    await ask({ Origin: 'http://evil.example' }).expect(403);
    await inside.close();
  });

  it.each([
    ['its own name', { Host: 'help.example' }],
    ['its own name and origin', { Host: 'help.example', Origin: 'https://help.example' }],
    ['its own name behind a port', { Host: 'help.example:443' }],
    ['this machine', { Host: 'localhost:8080', Origin: 'http://localhost:8080' }],
    ['this machine by IPv6', { Host: '[::1]:8080' }],
  ])('accepts requests in %s', async (_what, headers) => {
    await send(LIST, headers).expect(200);
  });

  it('rejects a body of 2 MB, invalid JSON, another media type and a compressed body', async () => {
    expect(await codeOf(send({ ...LIST, x: 'x'.repeat(2_000_000) }))).toEqual([413, 'body-too-large']);
    expect(await codeOf(send('x=1', { 'Content-Type': 'application/x-www-form-urlencoded' }))).toEqual([
      415,
      'unsupported-media-type',
    ]);
    expect(await codeOf(send(LIST, { 'Content-Encoding': 'gzip' }))).toEqual([415, 'unsupported-media-type']);
  });

  it('answers invalid JSON with a JSON-RPC error', async () => {
    const { body } = await send('{"jsonrpc":').expect(400);
    expect(body).toEqual({ jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } });
  });

  it.each(['*/*', 'text/html, */*;q=0.8'])('accepts a client that accepts anything: %s', async (accept) => {
    await send(LIST, { Accept: accept }).expect(200);
  });

  it('rejects oversized batches', async () => {
    const many = Array.from({ length: 21 }, (_, id) => ({ ...LIST, id }));
    expect(await codeOf(send(many))).toEqual([400, 'bad-request']);
  });

  it.each([
    ['no message', '{}'],
    ['null', 'null'],
    ['a number', '7'],
    ['an empty list', '[]'],
    ['a method there is not', JSON.stringify({ ...LIST, method: 'tools/destroy' })],
    ['a method named __proto__', JSON.stringify({ ...LIST, method: '__proto__' })],
    ['no name', JSON.stringify({ ...CALL, params: {} })],
    ['arguments that are none', JSON.stringify({ ...CALL, params: { name: 'get_article', arguments: 5 } })],
  ])('answers %s as specified', async (_what, body) => {
    const answer = await send(body);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).toMatch(/"error":\{|"isError":true/);
    expect(answer.text).not.toMatch(/node_modules|\.ts:|\bat /);
  });

  it('keeps no stream open', async () => {
    const answer = await ask('subscriptions/listen', { notifications: { resourcesListChanged: true } });
    expect(answer.text).toContain('Subscription limit reached');
  });

  it('answers a 2026-07-28 call without a handshake', async () => {
    const { body } = await ask('tools/call', CALL.params, 'get_article').expect(200);
    expect(body.result).toMatchObject({ structuredContent: { number: 'KA-90001' } });
  });

  it.each([
    ['server/discover', {}, 3_600_000],
    ['tools/list', {}, 3_600_000],
    ['prompts/list', {}, 3_600_000],
    ['resources/templates/list', {}, 3_600_000],
    ['resources/list', {}, 60_000],
    ['resources/read', { uri: 'parlance://articles/de/KA-90001' }, 60_000],
  ])('gives %s a lifetime and public scope', async (method, params, ttlMs) => {
    const { body } = await ask(method, params, 'uri' in params ? params.uri : undefined).expect(200);
    expect(body.result).toMatchObject({ ttlMs, cacheScope: 'public' });
  });

  it('logs no queries', async () => {
    const before = site.log.length;
    await send({ ...CALL, params: { name: 'search_articles', arguments: { query: 'my secret log line' } } });
    expect(site.log.length).toBe(before + 1);
    expect(JSON.stringify(site.log.slice(before))).not.toMatch(/secret|search_articles/);
  });

  it('does not treat a disconnected client as an error', async () => {
    await using service = await listen(site.app);
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    const body = JSON.stringify(Array.from({ length: 20 }, (_, id) => ({ ...LIST, id })));
    const head = ['POST /mcp HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
    const accept = 'Accept: application/json, text/event-stream';
    const before = site.log.length;
    socket.write([...head, accept, `Content-Length: ${body.length}`, '', body].join('\r\n'));
    await once(socket, 'data');
    socket.destroy();
    await until('the request is logged', () => site.log.length > before);
    expect(JSON.stringify(site.log.slice(before))).not.toContain('unexpected');
    await send(LIST).expect(200);
  });

  it('waits until there are articles', async () => {
    const building = await buildApp({ isBuilt: false, locales: ['en'] });
    const answer = await request(building.app).post('/mcp').send(LIST).expect(503);
    expect(answer.headers['retry-after']).toBe('5');
    await building.close();
  });
});

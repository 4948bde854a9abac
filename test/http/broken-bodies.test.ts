import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM } from '../../src/presenters/schemas.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { listen } from '../support/raw-request.js';

let site: TestApp;
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  site = await buildApp();
  server = await listen(site.app);
});

afterAll(async () => {
  server.server.close();
  await site.close();
});

const WALK = '/api/v1/articles/KA-90001/walk';
const FORM = [
  '--X\r\nContent-Disposition: form-data; name="locale"\r\n\r\nde\r\n',
  '--X\r\nContent-Disposition: form-data; name="log"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nabc\r\n',
  '--X--\r\n',
].join('');

/** Post a body; `length` is what its head promises. */
async function post(
  path: string,
  type: string,
  body: Buffer,
  { length = body.length, isCut = false } = {},
): Promise<{ status: number; body: string }> {
  const socket = connect(server.port, '127.0.0.1');
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: close',
    `Content-Type: ${type}`,
    `Content-Length: ${length}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  if (isCut) {
    socket.end(body);
    socket.resume();
    await once(socket, 'close');
    return { status: 0, body: '' };
  }
  socket.write(body);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  const answer = Buffer.concat(chunks).toString('utf8');
  return { status: Number(answer.split(' ')[1]), body: answer.slice(answer.indexOf('\r\n\r\n') + 4) };
}

const isAlive = async (): Promise<void> => {
  expect((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status).toBe(200);
};

describe('a form that is cut off', () => {
  it('inside a file returns 400', async () => {
    const body = FORM.slice(0, FORM.indexOf('abc') + 3);
    const answer = await post(WALK, 'multipart/form-data; boundary=X', Buffer.from(body));
    expect(answer.status).toBe(400);
    expect(PROBLEM.parse(JSON.parse(answer.body)).code).toBe('bad-request');
  });

  it.each([WALK, '/de/articles/KA-90001/walk', '/de/articles/KA-90001/feedback'])(
    'at any byte returns 400: POST %s',
    async (path) => {
      for (let end = 0; end < FORM.length - 4; end += 3) {
        const { status } = await post(
          path,
          'multipart/form-data; boundary=X',
          Buffer.from(FORM.slice(0, end)),
        );
        expect([status, end]).toEqual([400, end]);
      }
    },
  );

  it.each(['multipart/form-data; boundary=X', 'application/x-www-form-urlencoded', 'application/json'])(
    'by a disconnecting client does not affect the service: %s',
    async (type) => {
      for (let end = 0; end < FORM.length; end += 29)
        await post(WALK, type, Buffer.from(FORM.slice(0, end)), { length: FORM.length, isCut: true });
      await isAlive();
      expect(site.log.filter((line) => line['level'] === 50)).toEqual([]);
    },
  );
});

it.each([
  ['a field', '--X\r\nContent-Disposition: form-data\r\n\r\nx\r\n--X--\r\n'],
  ['a file', '--X\r\nContent-Disposition: form-data; filename="a"\r\n\r\nx\r\n--X--\r\n'],
])('%s without a name returns 400', async (_what, body) => {
  for (const path of [WALK, '/de/articles/KA-90001/walk'])
    expect((await post(path, 'multipart/form-data; boundary=X', Buffer.from(body))).status).toBe(400);
});

describe('any body', () => {
  const types = fc.oneof(
    fc.constantFrom(
      'multipart/form-data; boundary=X',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'application/x-www-form-urlencoded',
      'application/json',
      'application/json; charset=latin1',
      'application/json; charset=utf-16',
      'text/plain',
    ),
    fc.stringMatching(/^[ -~]{1,30}$/),
  );
  const part = fc.constantFrom(
    '--X\r\n',
    '--X--\r\n',
    '\r\n',
    '\r\n\r\n',
    'Content-Disposition: form-data; name="log"; filename="a.txt"',
    'Content-Disposition: form-data; name="answers"',
    'Content-Disposition: form-data',
    'Content-Type: text/plain',
    '{}',
    '{"answers":{}}',
    'a=b&',
    '%',
    'null',
  );
  const bodies = fc.oneof(
    fc.array(part, { maxLength: 8 }).map((parts) => Buffer.from(parts.join(''))),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  );
  const paths = fc.constantFrom(
    WALK,
    '/de/articles/KA-90001/walk',
    '/de/articles/KA-90001/feedback',
    '/api/v1/articles/KA-90001/feedback',
    '/de/search',
    '/mcp',
  );

  it('never causes a server error', async () => {
    await fc.assert(
      fc.asyncProperty(paths, types, bodies, async (path, type, body) => {
        const { status } = await post(path, type, body);
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});

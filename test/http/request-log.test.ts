import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { identifyRequest, loggedRequest, RequestLog } from '../../src/http/observe/request-log.js';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** Lines, as text, that a log of a level writes. */
function openLog(level = 'info') {
  const lines: string[] = [];
  const output = { write: (line: string) => void lines.push(line) };
  const logger = pino({ level, base: null }, output);
  return { lines, logger, log: new RequestLog(logger, output) };
}

/** A server, and a socket to it. */
async function serve(listener: RequestListener): Promise<Socket> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  closing.push(
    () => void socket.destroy(),
    () => void server.close(),
  );
  return socket;
}

const read = (line: string | undefined) => JSON.parse(line ?? '') as Record<string, unknown>;
const answer = (res: ServerResponse, body: string | Buffer = 'ok', status = 200): void => {
  res.writeHead(status, { 'Content-Length': Buffer.byteLength(body) });
  res.end(body);
};

describe('a request log line', () => {
  it('equals what pino would write', async () => {
    const { lines, logger, log } = openLog();
    const socket = await serve((req, res) => {
      answer(res);
      log.followSent(loggedRequest('GET', req.url ?? ''), res, 'id-12345', performance.now());
    });
    socket.write('GET /a"b\\c%20?q=secret HTTP/1.1\r\nHost: x\r\n\r\n', 'latin1');
    await once(socket, 'data');
    const { time, milliseconds } = read(lines[0]);
    logger.info(
      { requestId: 'id-12345', method: 'GET', path: '/a"b\\c%20', status: 200, milliseconds },
      'request',
    );
    expect(lines[0]).toBe(lines[1]?.replace(/"time":\d+/, `"time":${String(time)}`));
  });

  it.each([
    ['info', [200, 404, 500]],
    ['warn', [500]],
    ['error', [500]],
    ['silent', []],
  ])('respects the level %s', async (level, expected) => {
    const { lines, log } = openLog(level);
    const socket = await serve((req, res) => {
      answer(res, 'ok', Number(req.url?.slice(1)));
      log.followSent(loggedRequest('GET', req.url ?? ''), res, 'id-12345', performance.now());
    });
    for (const status of [200, 404, 500]) {
      socket.write(`GET /${status} HTTP/1.1\r\nHost: x\r\n\r\n`);
      await once(socket, 'data');
    }
    expect(lines.map((line) => read(line)['status'])).toEqual(expected);
    expect(lines.map((line) => read(line)['level'])).toEqual(expected.map((one) => (one === 500 ? 50 : 30)));
  });

  it('marks an aborted response', async () => {
    const { lines, log } = openLog();
    const closed = new Promise<void>((resolve) => {
      void serve((_req, res) => {
        res.on('close', () => setImmediate(resolve));
        // More than the system takes at once, so that most of it waits for the reader.
        answer(res, Buffer.alloc(64 * 1024 * 1024));
        log.followSent(loggedRequest('GET', '/large'), res, 'id-12345', performance.now());
        expect(lines).toEqual([]);
      }).then((socket) => {
        socket.once('data', () => socket.destroy());
        socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
      });
    });
    await closed;
    expect(lines.map(read)).toMatchObject([{ path: '/large', status: 200, aborted: true }]);
  });

  it('is written for each of several pipelined requests, once answered', async () => {
    const { lines, log } = openLog();
    let answerFirst = (): void => undefined;
    const socket = await serve((req, res) => {
      if (req.url === '/first') {
        answerFirst = () => answer(res);
        log.follow(loggedRequest('GET', '/first'), res, 'id-first', performance.now());
        return;
      }
      answer(res);
      log.followSent(loggedRequest('GET', '/second'), res, 'id-second', performance.now());
      // It waits for the answer before it.
      expect(lines).toEqual([]);
      answerFirst();
    });
    const request = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
    socket.write(request('/first') + request('/second'));
    while (lines.length < 2) await once(socket, 'data');
    expect(lines.map((line) => read(line)['requestId'])).toEqual(['id-first', 'id-second']);
  });
});

describe('the id of a request', () => {
  const identify = (given?: string) => identifyRequest({ headers: { 'x-request-id': given } } as never);

  it('is the client’s own if valid', () => {
    expect(identify('trace-0123')).toBe('trace-0123');
  });

  it.each([undefined, 'short', 'with a space', 'x'.repeat(65), 'line\nbreak'])(
    'is a new one for %j',
    (given) => {
      expect(identify(given)).toMatch(/^[0-9a-f]{32}$/);
    },
  );

  it('is unique', () => {
    const ids = new Set(Array.from({ length: 3000 }, () => identify()));
    expect(ids.size).toBe(3000);
  });
});

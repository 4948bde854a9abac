import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpServer, type ClientTimeouts } from '../../src/server/http-server.js';

const QUICK: ClientTimeouts = { headersTimeout: 60, requestTimeout: 120, connectionsCheckingInterval: 20 };
const PATIENT: ClientTimeouts = {
  headersTimeout: 60_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1000,
};
/** Longer than any test. */
const NEVER = 600_000;

const errors: unknown[] = [];
const logger = { error: (line: unknown) => void errors.push(line) };
const sockets: Socket[] = [];
let stop: (() => Promise<void>) | undefined;

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await stop?.();
  stop = undefined;
  errors.length = 0;
});

/** A server whose answers are given by the test. */
async function open(timeouts: ClientTimeouts) {
  const made = new HttpServer(logger, timeouts);
  const answers: ServerResponse[] = [];
  made.server.on('request', (_req, res) => answers.push(res));
  const { port } = new URL(await made.listen(0, '127.0.0.1'));
  stop = () => made.stop(0);
  const dial = async (): Promise<Socket> => {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  };
  const ask = async (): Promise<{ socket: Socket; res: ServerResponse }> => {
    const socket = await dial();
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(made.server, 'request');
    return { socket, res: answers.at(-1)! };
  };
  return { server: made.server, stop: (limit: number) => made.stop(limit), dial, ask };
}

/** Everything a connection gives until it is closed by the other side. */
async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const connectionsOf = (server: {
  getConnections: (done: (error: Error | null, count: number) => void) => void;
}) => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));

describe('a slow client', () => {
  it('gets 408 and is disconnected if it sends nothing', async () => {
    const { server, dial } = await open(QUICK);
    const clients = await Promise.all([dial(), dial(), dial()]);
    // They never close their side: the service has to.
    const answers = await Promise.all(clients.map(readAll));
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(await connectionsOf(server)).toBe(0);
  });

  it('gets 408 in the middle of its head', async () => {
    const { dial } = await open(QUICK);
    const client = await dial();
    client.write('GET / HTTP/1.1\r\nHost: loc');
    expect(await readAll(client)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('is disconnected in the middle of a response', async () => {
    const { server, dial } = await open(QUICK);
    const client = await dial();
    client.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc');
    const [, res] = (await once(server, 'request')) as [unknown, ServerResponse];
    res.writeHead(200);
    res.write('half');
    const answer = await readAll(client).catch(() => '');
    expect(answer).not.toContain('408');
  });
});

describe('what is no request', () => {
  it('returns 400 and closes the connection', async () => {
    const { server, dial } = await open(PATIENT);
    const client = await dial();
    client.write('nonsense\r\n\r\n');
    expect(await readAll(client)).toMatch(/^HTTP\/1\.1 400 /);
    await once(client, 'close');
    expect(await connectionsOf(server)).toBeLessThanOrEqual(1);
  });
});

describe('a shutdown', () => {
  it('closes silent, incomplete and idle connections at once', async () => {
    const { dial, ask, stop: end } = await open(PATIENT);
    const silent = await dial();
    const half = await dial();
    half.write('GET / HTTP/1.1\r\nHo');
    const { socket: kept, res } = await ask();
    res.end('done');
    await once(kept, 'data');
    kept.resume();
    const closed = Promise.all([silent, half, kept].map((socket) => once(socket, 'close')));
    silent.resume();
    half.resume();
    await end(NEVER);
    await closed;
  });

  it('finishes a response with Connection: close', async () => {
    const { ask, stop: end } = await open(PATIENT);
    const { socket, res } = await ask();
    const stopped = end(NEVER);
    res.end('late, but whole');
    const answer = await readAll(socket);
    expect(answer).toMatch(/^Connection: close\r$/m);
    expect(answer).toMatch(/late, but whole/);
    await stopped;
  });

  it('aborts what is not answered within the limit', async () => {
    const { ask, stop: end } = await open(PATIENT);
    const { socket } = await ask();
    const closed = once(socket, 'close');
    socket.resume();
    await end(0);
    await closed;
  });
});

it('logs connections that cannot be accepted, and continues', async () => {
  const { server, ask } = await open(PATIENT);
  server.emit('error', Object.assign(new Error('too many open files'), { code: 'EMFILE' }));
  expect(errors).toHaveLength(1);
  const { res, socket } = await ask();
  res.end('still here');
  await once(socket, 'data');
});

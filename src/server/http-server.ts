import { createServer, ServerResponse, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { randomUUID } from 'node:crypto';
import { problemPath } from '../http/response/addresses.js';
import { PROBLEMS, type ProblemCode } from '../problem.js';
import type { PROBLEM, Wire } from '../presenters/schemas.js';

/** Longest request head accepted, in bytes; above the longest URL, so that our own response says what is wrong. */
const LARGEST_HEAD = 64 * 1024;
/** Milliseconds between checks for idle connections while stopping. */
const SWEEP = 50;

/** Client timeouts in milliseconds. */
export interface ClientTimeouts {
  /** To send a request head, from the start of the connection or the end of the previous request. */
  readonly headersTimeout: number;
  /** To send a whole request. */
  readonly requestTimeout: number;
  /** Between checks for clients that exceeded a timeout. */
  readonly connectionsCheckingInterval: number;
}

const TIMEOUTS: ClientTimeouts = {
  headersTimeout: 20_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5000,
};

/** The URL of a port on HOST. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * A server that knows which of its connections await a response; attach the handler with `server.on('request', …)`.
 *
 * Malformed requests are answered 400, 408 or 414. Accept errors, such as too many open files, are logged and not fatal.
 */
export class HttpServer {
  readonly server: Server;
  /** Each open connection with its last response. */
  private readonly connections = new Map<Socket, ServerResponse | undefined>();

  constructor(
    private readonly logger: Pick<Logger, 'error'>,
    timeouts = TIMEOUTS,
  ) {
    const { connections } = this;
    this.server = createServer({ maxHeaderSize: LARGEST_HEAD, ...timeouts });
    this.server.on('connection', (socket: Socket) => {
      connections.set(socket, undefined);
      socket.once('close', () => connections.delete(socket));
    });
    this.server.on('request', ({ socket }, res) => connections.set(socket, res));
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
      const res = connections.get(socket);
      answerBrokenRequest(error, socket, res?.headersSent === true && isBusy(res));
    });
  }

  /**
   * Start listening.
   *
   * @returns The address: `http://127.0.0.1:8080`.
   */
  listen(port: number, host: string): Promise<string> {
    const { server } = this;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        server.on('error', (error) => this.logger.error({ err: error }, 'connection not accepted'));
        const bound = server.address();
        resolve(addressOf(host, typeof bound === 'object' && bound !== null ? bound.port : port));
      });
    });
  }

  /**
   * Stop accepting connections, close idle ones, finish pending requests, and cut those that take too long.
   *
   * Does nothing if the server never listened.
   *
   * @param limit - Milliseconds after which every connection is cut.
   */
  stop(limit: number): Promise<void> {
    return new Promise((resolve) => {
      const sweep = (): void => {
        for (const [socket, res] of this.connections)
          if (!isBusy(res)) socket.destroy();
          else if (!res.headersSent) res.setHeader('Connection', 'close');
      };
      const cut = setTimeout(() => this.server.closeAllConnections(), limit);
      const sweeping = setInterval(sweep, SWEEP);
      this.server.close(() => {
        clearTimeout(cut);
        clearInterval(sweeping);
        resolve();
      });
      sweep();
    });
  }
}

/** Whether a response is pending. A pipelined response ends after those before it. */
function isBusy(res: ServerResponse | undefined): res is ServerResponse {
  return res !== undefined && !res.writableFinished;
}

/** Milliseconds a client has to read the error and close. */
const LINGER = 1000;

/**
 * Respond to bytes that are not a valid HTTP request or came too late; these never reach a handler. In English and without `instance`,
 * since language and URL could not be read.
 */
export function answerBrokenRequest(
  { code }: NodeJS.ErrnoException,
  socket: Pick<Socket, 'writable' | 'end' | 'destroy' | 'destroySoon' | 'once'>,
  isAnswering = false,
): void {
  if (!socket.writable || isAnswering || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    socket.end('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    socket.destroySoon();
    return;
  }
  socket.end(writeAnswer(code === 'HPE_HEADER_OVERFLOW' ? 'address-too-long' : 'bad-request'));
  // Destroying it with unread input would reset the connection, and the client might miss the response.
  const end = setTimeout(() => socket.destroy(), LINGER);
  socket.once('close', () => clearTimeout(end));
}

function writeAnswer(code: 'bad-request' | 'address-too-long'): string {
  const status = PROBLEMS[code satisfies ProblemCode];
  const title = code === 'bad-request' ? 'The request could not be understood' : 'The address is too long';
  const document = {
    type: problemPath(code),
    title,
    status,
    detail: title,
    instance: '',
    code,
    errors: [],
    requestId: randomUUID(),
  };
  const body = JSON.stringify(document satisfies Wire<typeof PROBLEM>);
  return (
    `HTTP/1.1 ${status} ${code === 'bad-request' ? 'Bad Request' : 'URI Too Long'}\r\n` +
    `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
  );
}

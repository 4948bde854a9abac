import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.js';
import { answerBrokenRequest } from './broken-request.js';

/** Milliseconds that requests under way get to finish when the service is told to stop. */
export const LONGEST_STOP = 10_000;
/** Milliseconds between looks, while stopping, for connections that have nothing more to do. */
const SWEEP = 50;
/** Bytes of a request's head; above the longest address, so that our own answer says what is wrong. */
const LARGEST_HEAD = 64 * 1024;

/** The address a port of HOST has. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** A server that is told what to answer, and where, later. */
export function createHttpServer(): Server {
  const server = createServer({ maxHeaderSize: LARGEST_HEAD, requestTimeout: 30_000 });
  return server.on('clientError', answerBrokenRequest);
}

/** Take connections where the settings say. @returns The address: `http://127.0.0.1:8080`. */
export function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const bound: string | AddressInfo | null = server.address();
      resolve(addressOf(host, typeof bound === 'object' && bound !== null ? bound.port : port));
    });
  });
}

/** Take no new connections, let requests finish, cut what takes too long. Does nothing to a server that never listened. */
export function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), LONGEST_STOP);
    // A connection kept alive would hold the stop up until it times out, or for as long as its client goes on asking.
    server.prependListener('request', (_req, res: ServerResponse) => res.setHeader('Connection', 'close'));
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}

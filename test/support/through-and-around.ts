import { once } from 'node:events';
import http, {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** A service that can be asked apart from the one under test. */
export interface Way {
  readonly name: string;
  readonly listener: RequestListener;
  /** Done before it is asked. */
  readonly ready?: () => Promise<void>;
}

/** An answer, as far as every way must agree on it. */
interface Comparable {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Asks several services the same and says where their answers differ. */
export class Comparison implements Disposable {
  private readonly servers: Server[] = [];
  private readonly agent = new http.Agent({ keepAlive: true });

  /** @param ways - The first is what the others are held against. */
  constructor(private readonly ways: readonly Way[]) {}

  /** Answer like `listener`; where the ways differ, answer 599 and print how. */
  before(listener: RequestListener): RequestListener {
    return (req, res) => {
      const isAsked = req.method === 'GET' || req.method === 'HEAD';
      // Figures differ by the moment.
      if (!isAsked || req.url === '/metrics') {
        listener(req, res);
        return;
      }
      this.compare(req).then(
        (difference) => {
          if (difference === undefined) listener(req, res);
          else {
            console.error(difference);
            res.writeHead(599).end();
          }
        },
        (error: unknown) => {
          console.error(error);
          res.writeHead(599).end();
        },
      );
    };
  }

  [Symbol.dispose](): void {
    this.agent.destroy();
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  private async compare(req: IncomingMessage): Promise<string | undefined> {
    const answers: Comparable[] = [];
    for (const [index, way] of this.ways.entries()) {
      await way.ready?.();
      answers.push(await this.ask(await this.portOf(index), req));
    }
    const [model, ...others] = answers.map((answer) => JSON.stringify(answer));
    const differing = others.findIndex((answer) => answer !== model);
    if (differing === -1) return undefined;
    return `${this.ways[differing + 1]?.name} differs for ${req.method} ${req.url}\n${others[differing]}\n\n${model}`;
  }

  private async portOf(index: number): Promise<number> {
    const known = this.servers[index];
    if (known !== undefined) return (known.address() as AddressInfo).port;
    const server = createServer({ maxHeaderSize: 64 * 1024 }, this.ways[index]?.listener);
    this.servers[index] = server.unref();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  private ask(port: number, { method, url, headers }: IncomingMessage): Promise<Comparable> {
    const given: IncomingHttpHeaders = { ...headers, 'x-request-id': 'the-same-for-all' };
    delete given.connection;
    return new Promise((resolve, reject) => {
      const asked = http.request({
        port,
        host: '127.0.0.1',
        agent: this.agent,
        method,
        path: url,
        headers: given,
      });
      asked.on('error', reject);
      asked.on('response', (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve(comparable(answer, Buffer.concat(chunks))));
      });
      asked.end();
    });
  }
}

/** A compressed answer is held against a plain one by what it holds; its tag must say that it is another. */
function comparable(answer: IncomingMessage, body: Buffer): Comparable {
  const { 'content-encoding': encoding, ...headers } = answer.headers;
  delete headers.date;
  if (encoding !== undefined) {
    if (headers.etag?.endsWith(`-${encoding}"`) !== true)
      throw new Error(`${encoding} has the tag ${headers.etag}`);
  }
  headers.etag &&= headers.etag.replace(/-(?:br|gzip)"$/, '"');
  // What a compressed answer to HEAD would hold plain cannot be told.
  if (answer.statusCode === 200 && headers.etag !== undefined) delete headers['content-length'];
  return {
    status: answer.statusCode,
    headers: sorted(headers),
    body: decode(body, encoding).toString('utf8'),
  };
}

function decode(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0) return body;
  return encoding === 'gzip' ? gunzipSync(body) : encoding === 'br' ? brotliDecompressSync(body) : body;
}

function sorted(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1)));
}

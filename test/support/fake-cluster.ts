import { createServer } from 'node:http';
import { once } from 'node:events';

/** A received request: `POST parlance-…/_msearch`. */
export interface ClusterRequest {
  readonly method: string;
  readonly path: string;
  readonly lines: readonly unknown[];
}

/** The reply; undefined: none at all. */
export type ClusterReply = { readonly status?: number; readonly body: unknown } | undefined;

/** A fake OpenSearch that can fail in ways a real node rarely does. */
export interface FakeCluster extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly ClusterRequest[];
}

/** Start one on a free port. @param reply - May throw, which returns 500. */
export async function startFakeCluster(
  reply: (request: ClusterRequest) => ClusterReply,
): Promise<FakeCluster> {
  const requests: ClusterRequest[] = [];
  const server = createServer((req, res) => {
    let text = '';
    req.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    req.on('end', () => {
      const lines = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line));
      const request = { method: req.method ?? '', path: (req.url ?? '').slice(1), lines };
      requests.push(request);
      const answer = reply(request);
      if (answer === undefined) return;
      res.writeHead(answer.status ?? 200, { 'Content-Type': 'application/json' });
      res.end(JSON.stringify(answer.body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

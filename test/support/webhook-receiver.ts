import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** A received message. */
interface ReceivedMessage {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: { readonly type: string; readonly data: Record<string, unknown> };
}

/** A receiver of webhooks on this machine. */
export interface WebhookReceiver extends AsyncDisposable {
  readonly url: string;
  /** All messages received, accepted or not. */
  readonly messages: ReceivedMessage[];
  /** Connections opened so far. */
  readonly connections: () => number;
  /** The reply to each message; default: 204. */
  answer: (message: ReceivedMessage, res: ServerResponse) => void;
}

/** Listen for webhooks on 127.0.0.1. */
export async function openReceiver(): Promise<WebhookReceiver> {
  let connections = 0;
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const body = JSON.parse(text) as ReceivedMessage['body'];
      const message = { headers: req.headers, text, body };
      receiver.messages.push(message);
      receiver.answer(message, res);
    });
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/hook`,
    messages: [],
    connections: () => connections,
    answer: (_message, res) => void res.writeHead(204).end(),
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return receiver;
}

import { Client, StreamableHTTPClientTransport, type ClientOptions } from '@modelcontextprotocol/client';

/** How a client negotiates the protocol version. */
export type Negotiation = NonNullable<ClientOptions['versionNegotiation']>;

/** The present versions, and the handshake of earlier ones. */
export const ERAS: readonly (readonly [string, Negotiation])[] = [
  ['the current version', { mode: { pin: '2026-07-28' } }],
  ['the versions before', { mode: 'legacy' }],
];

/** Connect the SDK's client to a service. */
export async function connectClient(
  url: string,
  versionNegotiation: Negotiation = { mode: 'auto' },
): Promise<Client & AsyncDisposable> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation });
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', url)));
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}

/** The text of a tool's result. */
export function textOf(result: unknown): string {
  const { content } = result as { readonly content: readonly { type: string; text?: string }[] };
  return content.map(({ text }) => text ?? '').join('\n');
}

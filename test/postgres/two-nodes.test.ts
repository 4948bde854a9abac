import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolders, ParlanceProcess, until } from '../cli/parlance-process.js';
import { makeWriterKey, readTickets, writeLinks } from '../support/link-writer.js';
import { startPostgres, type PostgresCluster } from '../support/postgres-cluster.js';
import { openReceiver } from '../support/webhook-receiver.js';
import { createLedger } from '../../src/ledger/ledger.js';

describe('two nodes with one ledger', () => {
  let cluster: PostgresCluster;
  beforeAll(async () => {
    cluster = await startPostgres();
  });
  afterAll(() => cluster.remove());

  it('both write; one sends webhooks, and the other takes over when it is killed', async () => {
    const place = { url: cluster.createDatabase() };
    const token = await makeWriterKey(place);
    await using receiver = await openReceiver();
    const ledger = createLedger({ place });
    await ledger.webhooks.add(receiver.url, ['feedback.created']);
    using folders = makeFolders();
    using others = makeFolders();
    const settings = { DATABASE_URL: place.url, WEBHOOK_HOSTS: '127.0.0.1', RATE_LIMIT: '0' };
    await using one = new ParlanceProcess(['serve'], folders, settings);
    await using other = new ParlanceProcess(['serve'], others, settings);
    const nodes = [one, other];
    const addresses = await Promise.all(nodes.map((node) => node.ready()));

    const tickets = (of: number): string[] => Array.from({ length: 20 }, (_, i) => `${of}-${i}`);
    const written = await Promise.all(
      addresses.map((address, i) =>
        writeLinks({ address, token, tickets: tickets(i), onWritten: () => undefined }),
      ),
    );
    expect(written.flatMap(({ acknowledged }) => acknowledged)).toHaveLength(40);
    expect([...(await readTickets(place))].sort()).toEqual([...tickets(0), ...tickets(1)].sort());

    const give = (address: string, agent: string): Promise<Response> =>
      fetch(`${address}/api/v1/articles/KA-90001/feedback`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': agent },
        body: JSON.stringify({ locale: 'de', helpful: true }),
      });
    for (const [i, address] of addresses.entries())
      expect((await give(address, `reader ${i}`)).status).toBe(201);
    await until('both messages came', () => receiver.messages.length === 2);
    expect(new Set(receiver.messages.map(({ headers }) => headers['webhook-id'])).size).toBe(2);

    const sent = await Promise.all(addresses.map(attemptsOf));
    const sender = sent.findIndex((attempts) => attempts > 0);
    expect(
      sent.filter((attempts) => attempts > 0),
      'one node has sent',
    ).toHaveLength(1);
    nodes[sender]?.send('SIGKILL');
    await nodes[sender]?.end();
    expect((await give(addresses[1 - sender] ?? '', 'reader 3')).status).toBe(201);
    await until('the other node sends', () => receiver.messages.length === 3);
    await ledger.close();
  }, 120_000);
});

/** Messages that a node has sent. */
async function attemptsOf(address: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(/^parlance_webhook_attempts_total\{result="delivered"\} (\d+)/m.exec(text)?.[1] ?? 0);
}

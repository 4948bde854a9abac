import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { databaseFault } from '../../src/ledger/database-fault.js';
import { createLedger } from '../../src/ledger/ledger.js';

it.each([
  ['25006', 'away'],
  ['57P01', 'away'],
  ['SQLITE_READONLY', 'away'],
  ['SQLITE_BUSY', 'busy'],
  ['42601', undefined],
])('a database’s error %s means: %s', (code, kind) => {
  expect(databaseFault(Object.assign(new Error('x'), { code }))).toBe(kind);
});

it('sends PostgreSQL no startup parameters that PgBouncer rejects', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const packet = new Promise<string>((resolve) =>
    server.once('connection', (socket) =>
      socket.once('data', (data: Buffer) => {
        resolve(data.toString('latin1'));
        socket.destroy();
      }),
    ),
  );
  const ledger = createLedger({ place: { url: `postgres://user:password@127.0.0.1:${port}/parlance` } });
  await expect(ledger.tidy()).rejects.toMatchObject({ code: 'ledger-unavailable' });
  // Length and version, then names and values in turn.
  const words = (await packet)
    .slice(8)
    .split('\0')
    .filter((word) => word !== '');
  const names = words.filter((_word, index) => index % 2 === 0);
  expect(names.sort()).toEqual(['application_name', 'client_encoding', 'database', 'user']);
  await ledger.close();
  server.close();
});

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeFolders, ParlanceProcess, run } from '../cli/parlance-process.js';
import { makeWriterKey, readTickets, writeLinks } from '../support/link-writer.js';
import { startPostgres } from '../support/postgres-cluster.js';

it('pg_dump backs up during writes and restores as in docs/backup.md', async () => {
  const cluster = await startPostgres();
  try {
    using folders = makeFolders();
    const [url, other] = [cluster.createDatabase(), cluster.createDatabase()];
    const token = await makeWriterKey({ url });
    const dump = path.join(folders.root, 'ledger.dump');
    const program = (name: string, ...args: string[]): void => {
      const { status, stderr } = spawnSync(path.join(cluster.programs, name), args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
    };
    const tickets = Array.from({ length: 80 }, (_, i) => String(i));
    await using service = new ParlanceProcess(['serve'], folders, { DATABASE_URL: url });
    const address = await service.ready();
    const onWritten = (count: number): void => {
      if (count === 40)
        program('pg_dump', '-Fc', '--exclude-table-data=day_salt', `--file=${dump}`, `--dbname=${url}`);
    };
    await writeLinks({ address, token, tickets, onWritten });
    program('pg_restore', '--no-owner', `--dbname=${other}`, dump);
    expect((await readTickets({ url: other })).length).toBeGreaterThanOrEqual(40);
    await using restored = new ParlanceProcess(['serve'], folders, { DATABASE_URL: other });
    const again = { address: await restored.ready(), token, tickets, onWritten: () => undefined };
    expect((await writeLinks(again)).acknowledged).toHaveLength(80);
    expect(await readTickets({ url: other })).toHaveLength(80);
    const { code, stderr } = await run(['backup', dump], folders, { DATABASE_URL: other });
    expect([code, stderr.includes('pg_dump')]).toEqual([1, true]);
  } finally {
    await cluster.remove();
  }
});

import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { main } from '../../src/main.js';
import { makeWriterKey, readTickets, writeLinks } from '../support/link-writer.js';
import { openReceiver } from '../support/webhook-receiver.js';
import { makeFolders, ParlanceProcess, run, until } from './parlance-process.js';

/** Several processes come and go in each of these tests. */
const timeout = 120_000;

describe('parlance webhook', { timeout }, () => {
  it('adds, tests, lists and removes a webhook, and shows its secret once', async () => {
    using folders = makeFolders();
    await using receiver = await openReceiver();
    const settings = { WEBHOOK_HOSTS: '127.0.0.1' };
    const webhook = (...args: string[]) => run(['webhook', ...args], folders, settings);
    const events = ['--event', 'article.changed', '--event', 'feedback.created'];
    const made = await webhook('add', '--url', receiver.url, ...events);
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^whsec_[\w+/]{43}=\n$/) });
    const listed = await webhook('list');
    expect(listed.stdout).toMatch(
      new RegExp(
        `^wh_[0-9a-f]{12}  ${receiver.url}  article.changed feedback.created  created \\S+  0 pending\n$`,
      ),
    );
    const [id = ''] = listed.stdout.split(' ');
    expect(await webhook('test', id)).toMatchObject({ code: 0, stdout: 'delivered: status 204\n' });
    receiver.answer = (_message, res) => void res.writeHead(500).end();
    expect(await webhook('test', id)).toMatchObject({
      code: 1,
      stderr: 'parlance: not delivered: status 500\n',
    });
    expect(await webhook('remove', id)).toMatchObject({ code: 0, stdout: `${id} removed\n` });
    for (const action of ['remove', 'test']) expect(await webhook(action, id)).toMatchObject({ code: 1 });
    expect((await webhook('list')).stdout).toBe('no webhooks\n');
  });

  it.each([
    [['add', '--event', 'article.changed'], 2, '--url takes'],
    [['add', '--url', 'https://bot.example/'], 2, '--event takes article.changed'],
    [['add', '--url', 'https://bot.example/', '--event', 'x'], 2, '--event takes article.changed'],
    [['add', 'x', '--url', 'https://bot.example/', '--event', 'cache.purge'], 2, 'unexpected argument'],
    [['add', '--url', 'https://127.0.0.1/', '--event', 'cache.purge'], 1, 'private address'],
    [['add', '--url', 'file:///etc/passwd', '--event', 'cache.purge'], 1, 'https URL'],
    [['list', 'x'], 2, 'unexpected argument'],
    [['list', '--url', 'x'], 2, 'are options of webhook add'],
    [['test'], 2, 'takes one id'],
    [['remove', 'a', 'b'], 2, 'takes one id'],
    [[], 2, 'takes add, list, remove or test'],
  ])('%j is rejected with a reason', async (args, code, reason) => {
    using folders = makeFolders();
    const ended = await run(['webhook', ...args], folders);
    expect(ended).toMatchObject({ code, stderr: expect.stringContaining(reason) });
  });

  it('receives changes from the running service', async () => {
    using folders = makeFolders();
    await using receiver = await openReceiver();
    const settings = { WEBHOOK_HOSTS: '127.0.0.1' };
    await using service = new ParlanceProcess(['serve'], folders, settings);
    await service.ready();
    await run(['webhook', 'add', '--url', receiver.url, '--event', 'article.changed'], folders, settings);
    const file = path.join(folders.contentDir, 'en/KA-90001.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Another title'));
    await until('the change is told', () =>
      receiver.messages.some(
        ({ body }) => body.data['number'] === 'KA-90001' && body.data['change'] === 'updated',
      ),
    );
  });
});

describe('parlance key', { timeout }, () => {
  it('creates a key that is shown once, lists it, and revokes it', async () => {
    using folders = makeFolders();
    const made = await run(
      ['key', 'create', '--name', 'zendesk', '--scope', 'links:write', '--scope', 'links:read'],
      folders,
    );
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/^parlance_[0-9a-f]{12}_[\w-]{43}\n$/);
    const [, id = ''] = made.stdout.split('_');
    const listed = await run(['key', 'list'], folders);
    expect(listed.stdout).toMatch(
      new RegExp(`^${id}  zendesk  links:write links:read  created \\S+  never used\n$`),
    );
    expect(listed.stdout).not.toContain(made.stdout.trim());
    expect((await run(['key', 'revoke', id], folders)).code).toBe(0);
    expect((await run(['key', 'revoke', id], folders)).code).toBe(1);
    expect((await run(['key', 'list'], folders)).stdout).toContain('revoked');
  });

  it('creates a key that expires on a future date', async () => {
    using folders = makeFolders();
    const create = (day: string) =>
      run(['key', 'create', '--name', 'bot', '--scope', 'links:read', '--expires', day], folders);
    expect((await create('2999-06-30')).code).toBe(0);
    expect((await run(['key', 'list'], folders)).stdout).toContain('expires 2999-06-30T23:59:59.999Z');
    for (const day of ['2001-01-01', '2999-02-30', 'tomorrow'])
      expect(await create(day)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('--expires takes a future date'),
      });
  });

  it('makes the ledger readable only by its owner', async () => {
    using folders = makeFolders();
    const dataDir = path.join(folders.root, 'new/data');
    await run(['key', 'list'], { ...folders, dataDir });
    const modeOf = (file: string): number => statSync(file).mode & 0o777;
    expect([modeOf(dataDir), modeOf(path.join(dataDir, 'ledger.sqlite'))]).toEqual([0o700, 0o600]);
  });

  it('takes effect immediately in a running service', async () => {
    using folders = makeFolders();
    await using service = new ParlanceProcess(['serve'], folders);
    const address = await service.ready();
    const { stdout } = await run(['key', 'create', '--name', 'bot', '--scope', 'links:read'], folders);
    const headers = { authorization: `Bearer ${stdout.trim()}` };
    const ask = async () => (await fetch(`${address}/api/v1/tickets/zendesk/1`, { headers })).status;
    expect(await ask()).toBe(200);
    await run(['key', 'revoke', stdout.split('_')[1] ?? ''], folders);
    expect(await ask()).toBe(401);
    expect(service.stdout + service.stderr).not.toContain('parlance_');
  });

  it.each([
    [['key']],
    [['key', 'make']],
    [['key', 'create', '--name', 'x']],
    [['key', 'create', '--scope', 'links:write']],
    [['key', 'create', '--name', 'x', '--scope', 'everything']],
    [['key', 'create', '--name', '\u001b[31m', '--scope', 'links:write']],
    [['key', 'revoke']],
    [['key', 'list', '--name', 'x']],
    [['backup']],
    [['backup', 'a', 'b']],
  ])('%j is a usage error', async (args) => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await main(args, {})).toBe(2);
    expect(said.mock.calls.join('')).toMatch(/^parlance: .+; see parlance (?:key|backup) --help\n$/);
  });

  it('says in one line that the ledger cannot be opened', async () => {
    using folders = makeFolders();
    const { code, stderr } = await run(['key', 'list'], folders, {
      DATABASE_URL: 'postgres://nobody:secret-word@127.0.0.1:1/none',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^parlance: DATABASE_URL or DATA_DIR: .*\n$/);
    expect(stderr).not.toContain('secret-word');
  });
});

describe('backup and restore as in docs/backup.md', { timeout }, () => {
  it('of SQLite: a copy made during writes contains them when a service starts on it', async () => {
    using folders = makeFolders();
    const file = path.join(folders.dataDir, 'ledger.sqlite');
    const copy = path.join(folders.root, 'copy.sqlite');
    const token = await makeWriterKey({ file });
    const tickets = Array.from({ length: 120 }, (_, i) => String(i));
    {
      await using service = new ParlanceProcess(['serve'], folders);
      const address = await service.ready();
      let copying: ReturnType<typeof run> | undefined;
      const onWritten = (count: number): void => {
        if (count === 60) copying = run(['backup', copy], folders);
      };
      await writeLinks({ address, token, tickets, onWritten });
      expect(await copying).toMatchObject({ code: 0, stdout: `${copy}\n` });
      expect((await run(['backup', copy], folders)).stderr).toContain('never overwrites');
      service.send('SIGTERM');
      await service.end();
    }
    for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
    renameSync(copy, file);
    await using restored = new ParlanceProcess(['serve'], folders);
    const address = await restored.ready();
    const kept = await readTickets({ file });
    expect(kept.length).toBeGreaterThanOrEqual(60);
    const { acknowledged } = await writeLinks({ address, token, tickets, onWritten: () => undefined });
    expect(acknowledged).toHaveLength(120);
    expect(await readTickets({ file })).toHaveLength(120);
  });

  it('without a ledger fails with a message', async () => {
    using folders = makeFolders();
    const target = path.join(folders.root, 'copy.sqlite');
    const { code, stderr } = await run(['backup', target], folders);
    expect(code).toBe(1);
    expect(stderr).toContain('no ledger at');
    expect(existsSync(target)).toBe(false);
  });
});

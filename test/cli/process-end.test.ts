import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../support/package-root.js';
import { makeFolders, ParlanceProcess, until } from './parlance-process.js';

/** Runs a script before the service starts, in each of its processes. */
const before = (script: string): Record<string, string> => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}`,
});
const THROWS = before("process.on('SIGUSR2', () => { throw new Error('nobody caught this') })");

describe('an uncaught exception', () => {
  it('is logged in full, and ends the process after pending requests', async () => {
    using folders = makeFolders();
    await using service = new ParlanceProcess(['serve'], folders, THROWS);
    await service.ready();
    service.send('SIGUSR2');
    const { code, stdout } = await service.end();
    expect(code).toBe(1);
    const line = stdout.split('\n').find((text) => text.includes('nobody caught this')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      level: 60,
      msg: 'uncaught exception; exiting',
      err: { message: 'nobody caught this', stack: expect.stringContaining('at process') },
    });
  });

  it('in a worker leaves the other one serving, and a new one is started', async () => {
    using folders = makeFolders();
    await using service = new ParlanceProcess(['serve'], folders, { WORKERS: '2', ...THROWS });
    const address = await service.ready();
    const started = (): number[] =>
      [...service.stdout.matchAll(/"pid":(\d+),"msg":"worker started"/g)].map(([, pid]) => Number(pid));
    await until('both listen', async () => {
      for (let asked = 0; asked < 2; asked++)
        await fetch(`${address}/healthz`, { headers: { Connection: 'close' } });
      return started().length === 2;
    });
    process.kill(started()[0] ?? 0, 'SIGUSR2');
    await until('it is replaced', () => started().length === 3);
    for (let asked = 0; asked < 8; asked++)
      expect((await fetch(`${address}/healthz`, { headers: { Connection: 'close' } })).status).toBe(200);
    expect(service.stdout).toContain('nobody caught this');
  });
});

describe('a stop', () => {
  const SHORT = { STOP_TIMEOUT: '1' };

  it.each([
    [
      'a thread runs for ever',
      "new (require('node:worker_threads').Worker)('for(;;);', { eval: true }).on('online', begun)",
    ],
    ['something stays open', 'setInterval(() => undefined, 1000); begun()'],
  ])('ends the process within STOP_TIMEOUT although %s', async (_what, script) => {
    using folders = makeFolders();
    // Begins on a signal: the service starts undisturbed.
    const loaded = `import { createRequire } from 'node:module';
      const require = createRequire('/');
      const begun = () => process.stdout.write('begun\\n');
      process.on('SIGUSR2', () => { ${script}; });`;
    await using service = new ParlanceProcess(['serve'], folders, { ...SHORT, ...before(loaded) });
    await service.ready();
    service.send('SIGUSR2');
    await until('it has begun', () => service.stdout.includes('begun'));
    service.send('SIGTERM');
    const { code, signal, stdout } = await service.end();
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(stdout).toContain('STOP_TIMEOUT exceeded');
  });

  it.each([{}, { WORKERS: '2' }])('does not wait for idle clients: %j', async (settings) => {
    using folders = makeFolders();
    await using service = new ParlanceProcess(['serve'], folders, settings);
    const { port } = new URL(await service.ready());
    const silent = Array.from({ length: 5 }, () => connect(Number(port), '127.0.0.1'));
    await Promise.all(silent.map((socket) => once(socket, 'connect')));
    // One that was not taken in yet is reset.
    const closed = Promise.allSettled(silent.map((socket) => once(socket.resume(), 'close')));
    service.send('SIGTERM');
    await closed;
    expect(await service.end()).toMatchObject({ code: 0, signal: null });
    expect(service.stdout).not.toContain('STOP_TIMEOUT exceeded');
  });
});

it('the service continues if nobody reads its log', async () => {
  using folders = makeFolders();
  await using service = new ParlanceProcess(['serve'], folders);
  const address = await service.ready();
  service.closeOutput();
  for (let asked = 0; asked < 20; asked++) await fetch(`${address}/de/`);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  service.send('SIGTERM');
  expect(await service.end()).toMatchObject({ code: 0 });
});

it('a low limit on open files is reported in one line', () => {
  const command = path.join(PACKAGE_ROOT, 'bin/parlance.js');
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', 'ulimit -n 64; exec "$0" "$1" serve', process.execPath, command],
    {
      encoding: 'utf8',
    },
  );
  expect(stderr).toBe(
    'parlance: ulimit -n is 64; takes 256 open files or more, and one more for each connection\n',
  );
  expect(status).toBe(2);
});

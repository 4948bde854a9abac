import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Debian's folder of the server programs, which are not on the PATH. */
const DEBIAN = '/usr/lib/postgresql';
/** Startup timeout in milliseconds. */
const PATIENCE = 30_000;

/** Folder of the newest PostgreSQL server programs; undefined if there are none. */
function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter);
  const folders = [...versions.map((version) => path.join(DEBIAN, version, 'bin')), ...onPath];
  return folders.find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name))),
  );
}

/** Whether this machine can run a PostgreSQL server. */
export function hasPostgres(): boolean {
  return findPostgres() !== undefined;
}

/** A temporary PostgreSQL server on a free port, with its data in a temporary folder. */
export interface PostgresCluster {
  readonly url: string;
  /** Folder of the server programs, including `pg_dump`. */
  readonly programs: string;
  readonly start: () => Promise<void>;
  /** Kill it as in a power cut; it recovers when it starts. */
  readonly stop: () => Promise<void>;
  /** Suspend and resume all its processes, as when a disk hangs. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Run a statement in a database, synchronously. */
  readonly execute: (url: string, sql: string) => void;
  /** Create an empty database. @returns Its URL. */
  readonly createDatabase: () => string;
  /** Stop it and remove its files. */
  readonly remove: () => Promise<void>;
}

/** Create and start a server. PostgreSQL refuses to run as root, so root runs it as `postgres` or `nobody`. */
export async function startPostgres(): Promise<PostgresCluster> {
  const programs = findPostgres();
  if (programs === undefined)
    throw new Error('no PostgreSQL server programs (initdb, postgres) in /usr/lib/postgresql or on the PATH');
  const owner = findOwner();
  const root = mkdtempSync(path.join(tmpdir(), 'parlance-postgres-'));
  if (owner !== undefined) chownSync(root, owner.uid, owner.gid);
  const data = path.join(root, 'data');
  const port = await freePort();
  const address = (database: string): string => `postgres://parlance@127.0.0.1:${port}/${database}`;
  const run = (program: string, ...args: string[]): void => {
    const options = { ...owner, cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'] } } as const;
    const { status, stdout, stderr } = spawnSync(path.join(programs, program), args, options);
    if (status !== 0) throw new Error(`${program}: ${stdout}${stderr}`);
  };
  const execute = (url: string, sql: string): void => run('psql', '-qX', '-d', url, '-c', sql);
  run('initdb', '-D', data, '-U', 'parlance', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
  let server: ReturnType<typeof spawn> | undefined;
  let made = 0;
  const start = async (): Promise<void> => {
    // Without fsync (-F): data handed to the system survives the server's processes.
    const args = ['-F', '-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', root];
    server = spawn(path.join(programs, 'postgres'), args, { ...owner, cwd: root, stdio: 'ignore' });
    const end = performance.now() + PATIENCE;
    for (;;) {
      const { status } = spawnSync(path.join(programs, 'pg_isready'), ['-q', '-d', address('postgres')]);
      if (status === 0) return;
      if (server.exitCode !== null || performance.now() > end) throw new Error('PostgreSQL did not start');
      await sleep(50);
    }
  };
  const stop = async (): Promise<void> => {
    const running = server;
    server = undefined;
    if (running?.exitCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGQUIT');
    await ended;
  };
  const signal = (name: NodeJS.Signals): void => {
    const parent = server?.pid;
    if (parent === undefined) return;
    const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' });
    for (const pid of [parent, ...stdout.split('\n').map(Number)]) if (pid > 0) process.kill(pid, name);
  };
  await start();
  return {
    url: address('postgres'),
    programs,
    start,
    stop,
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    execute,
    createDatabase: () => {
      const name = `ledger${(made += 1)}`;
      execute(address('postgres'), `create database ${name}`);
      return address(name);
    },
    remove: async () => {
      await stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** User that runs servers that refuse to run as root; undefined if we are not root. */
export function findOwner(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const id = (flag: string): number => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
    if (id('-u') > 0) return { uid: id('-u'), gid: id('-g') };
  }
  throw new Error('PostgreSQL refuses to run as root, and there is no other user to hand it to');
}

/** A free port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findOwner, freePort, type PostgresCluster } from './postgres-cluster.js';

/** Startup timeout in milliseconds. */
const PATIENCE = 10_000;

/** A PgBouncer in transaction mode in front of a server, with so few connections that ours share them. */
export interface Pooler {
  /** URL of a database through it. */
  readonly through: (url: string) => string;
  readonly remove: () => Promise<void>;
}

/** Start PgBouncer, which refuses to run as root. */
export async function startPgBouncer(cluster: PostgresCluster): Promise<Pooler> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parlance-pgbouncer-'));
  const owner = findOwner();
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const port = await freePort();
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'any',
    pool_mode: 'transaction',
    default_pool_size: 3,
    // Seconds; the default would delay tests after the server is back.
    server_login_retry: 1,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  const server = new URL(cluster.url);
  const databases = `[databases]\n* = host=127.0.0.1 port=${server.port} user=${server.username}\n`;
  const file = path.join(folder, 'pgbouncer.ini');
  writeFileSync(file, `${databases}[pgbouncer]\n${lines.join('')}`);
  const child = spawn('pgbouncer', [file], {
    ...owner,
    cwd: folder,
    env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
  const end = performance.now() + PATIENCE;
  while (!(await listens(port))) {
    if (child.exitCode !== null || performance.now() > end)
      throw new Error(`PgBouncer did not start: ${said}`);
    await sleep(20);
  }
  return {
    through: (url) => Object.assign(new URL(url), { port: String(port) }).href,
    remove: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

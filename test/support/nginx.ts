import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PACKAGE_ROOT } from './package-root.js';

/** A free local port. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Start nginx with `deploy/nginx.conf` in front of these nodes; stops when the test ends.
 *
 * @param below - The only path it forwards to the nodes: `/kb/`.
 */
export async function startNginx(
  nodes: readonly string[],
  below = '/',
): Promise<{ readonly url: string } & AsyncDisposable> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parlance-nginx-'));
  // When started by root, its workers run as another user.
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, 'tmp'), { mode: 0o755 });
  const port = await findFreePort();
  const servers = nodes.map((node) => `server ${new URL(node).host} max_fails=0;`);
  const config = readFileSync(path.join(PACKAGE_ROOT, 'deploy/nginx.conf'), 'utf8')
    .replace(/(?: *server node-\d:8080.*\n)+/, `    ${servers.join('\n    ')}\n`)
    .replaceAll('/tmp/', `${folder}/tmp/`)
    .replace('access_log /dev/stdout plain', 'access_log off')
    .replace('error_log /dev/stderr', `error_log ${folder}/tmp/error.log`)
    .replace(
      'location / {',
      below === '/' ? 'location / {' : `location / { return 421; }\n    location ${below} {`,
    )
    .replace('listen 8080', `listen 127.0.0.1:${port}`);
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, config);
  const child = spawn('nginx', ['-p', folder, '-c', file, '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 500; tries++) {
    if (child.exitCode !== null) throw new Error(said);
    const isUp = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
    if (isUp) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

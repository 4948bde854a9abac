import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A server in its own process. */
export interface Running {
  readonly port: number;
  readonly child: ChildProcess;
  /** Its output so far. */
  readonly printed: () => string;
}

/** One response as sent. */
export interface Sample {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

const PLAIN_SERVER = fileURLToPath(new URL('plain-server.js', import.meta.url));

/** Start a command that prints its URL; its output goes to a file, as in production. */
async function start(
  args: readonly string[],
  outputFile: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const output = openSync(outputFile, 'w');
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...settings },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  endWithUs(child);
  const printed = (): string => readFileSync(outputFile, 'utf8');
  for (;;) {
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(printed())?.[1];
    if (port !== undefined) return { port: Number(port), child, printed };
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} exited: ${printed()}`);
    await pause(10);
  }
}

/** Start `parlance serve` and wait until it has articles. */
export async function startParlance(
  folder: string,
  contentDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const dataDir = path.join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  const given = {
    PORT: '0',
    HOST: '127.0.0.1',
    CONTENT_DIR: contentDir,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
  };
  const flags = (process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
  const log = path.join(folder, `parlance-${Date.now()}.log`);
  const running = await start([...flags, 'bin/parlance.js', 'serve'], log, { ...given, ...settings });
  while (!(await fetch(`http://127.0.0.1:${running.port}/readyz`)).ok) await pause(50);
  return running;
}

/** Start a server that sends only this response. */
export async function startPlain(kind: 'node' | 'express', folder: string, sample: Sample): Promise<Running> {
  const file = path.join(folder, `answer-${kind}-${Date.now()}.json`);
  writeFileSync(file, JSON.stringify({ ...sample, body: sample.body.toString('base64') }));
  return start([PLAIN_SERVER, kind, file], `${file}.log`);
}

/** Whether nginx is installed. */
export function hasNginx(): boolean {
  return spawnSync('nginx', ['-v']).status === 0;
}

/** Start nginx with one worker that serves a file with these bytes; undefined if nginx is not installed. */
export async function startNginx(folder: string, { headers, body }: Sample): Promise<Running | undefined> {
  if (!hasNginx()) return undefined;
  const root = path.join(folder, `nginx-${Date.now()}`);
  mkdirSync(root);
  writeFileSync(path.join(root, 'page.html'), body);
  const port = await freePort();
  const extra = headers.flatMap((name, index) => {
    const isOurs = index % 2 === 0 && !/^(?:etag|last-modified|content-|x-request-id)/i.test(name);
    return isOurs ? [`add_header ${name} ${JSON.stringify(headers[index + 1] ?? '')};`] : [];
  });
  writeFileSync(
    path.join(root, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root; ' : ''}daemon off; worker_processes 1; pid ${root}/pid; error_log ${root}/error.log;
events { worker_connections 256; }
http { access_log ${root}/access.log; keepalive_requests 100000000; sendfile on; tcp_nopush on; default_type text/html;
client_body_temp_path ${root}/b; proxy_temp_path ${root}/p; fastcgi_temp_path ${root}/f; uwsgi_temp_path ${root}/u; scgi_temp_path ${root}/s;
server { listen 127.0.0.1:${port}; root ${root}; ${extra.join(' ')} location / { try_files /page.html =404; } } }`,
  );
  const child = spawn('nginx', ['-c', path.join(root, 'nginx.conf')], { stdio: 'ignore' });
  endWithUs(child);
  await pause(300);
  return { port, child, printed: () => '' };
}

/** Seconds of processor time a server's process has used, all threads included; Linux only. */
export function processorTime({ child }: Running): number {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Resident memory of a server's process in megabytes; Linux only. */
export function memoryOf({ child }: Running): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
}

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGTERM')));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));

/** On failure, leave no server running. */
function endWithUs(child: ChildProcess): void {
  running.add(child);
  child.once('exit', () => running.delete(child));
}

/** Stop a server and wait for its exit. */
export async function stop({ child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Wait. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

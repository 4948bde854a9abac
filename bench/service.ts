import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';

const agent = new http.Agent({ keepAlive: true });

/** A Parlance process to measure. */
export interface Service {
  readonly child: ChildProcess;
  readonly url: string;
  /** Milliseconds from the start of the process to the first page. */
  readonly firstAnswer: number;
}

/** Send one request. */
export function get(url: string): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent }, (res) => {
        let body = '';
        res.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        res.on('end', () => resolve({ status: res.statusCode ?? 0, body }));
      })
      .on('error', reject);
  });
}

/**
 * Start a service and wait until it serves a page.
 *
 * @param page - The path to poll.
 */
export async function startService(contentDir: string, dataDir: string, page: string): Promise<Service> {
  const started = performance.now();
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', CONTENT_DIR: contentDir, DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['bin/parlance.js', 'serve'], {
    env: { ...env, LOG_LEVEL: 'silent', RATE_LIMIT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.once('exit', () => reject(new Error('the service ended before it served')));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/\S+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
  });
  while ((await get(url + page)).status !== 200) await pause(10);
  return { child, url, firstAnswer: performance.now() - started };
}

/** Stop a service and wait for its exit. */
export async function stopService({ child }: Service): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Close keep-alive connections, so that the process can exit. */
export function closeConnections(): void {
  agent.destroy();
}

/** Wait some milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Resident memory of the process in megabytes, once idle; Linux only. */
export async function memoryAtRest({ child }: Service): Promise<number> {
  await pause(3000);
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Request pages in turn, several at once. @returns Milliseconds of each response. */
export async function askAll(service: Service, addresses: readonly string[], atOnce = 8): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const ask = async (): Promise<void> => {
    for (let address = addresses[next++]; address !== undefined; address = addresses[next++]) {
      const started = performance.now();
      const { status } = await get(service.url + address);
      if (status !== 200) throw new Error(`${address} returned ${status}`);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  return times;
}

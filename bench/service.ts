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

/** Seconds of processor time that a process has taken, all its threads included; Linux only. */
export function processorSeconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** What a command took. */
export interface Taken {
  readonly seconds: number;
  /** Seconds of processor time. */
  readonly processor: number;
  /** The most memory it held, in megabytes. */
  readonly memory: number;
}

/** Run a command of Parlance to its end; Linux only. */
export async function runCommand(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Taken> {
  const started = performance.now();
  const child = spawn(process.execPath, ['bin/parlance.js', ...args], {
    env: { ...process.env, ...settings },
    stdio: 'ignore',
  });
  let taken = { processor: 0, memory: 0 };
  const watching = setInterval(() => {
    try {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      if (peak !== undefined) taken = { processor: processorSeconds(child.pid), memory: Number(peak) / 1024 };
    } catch {
      // It has ended.
    }
  }, 50);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watching);
  if (code !== 0) throw new Error(`parlance ${args.join(' ')} ended with ${String(code)}`);
  return { ...taken, seconds: (performance.now() - started) / 1000 };
}

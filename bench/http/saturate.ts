import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { load, requestBytes } from './load.js';
import { sample } from './sample.js';

/** One request, repeated on every connection as soon as the last was answered. */
export interface Saturation {
  readonly port: number;
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The status that counts as success. */
  readonly status: number;
  readonly connections: number;
  readonly milliseconds: number;
}

/** The server's result. */
export interface Saturated {
  readonly answered: number;
  readonly failed: number;
  /** Responses per second. */
  readonly rate: number;
}

const hasWrk = spawnSync('wrk', ['-v']).error === undefined;

/** The client, as printed; our own in JavaScript uses a whole core. */
export const CLIENT = hasWrk ? 'wrk' : 'a client in JavaScript, for want of wrk';

/**
 * Measure a server's highest throughput.
 *
 * Uses `wrk` if installed: it needs a fraction of the servers' processor time, so that their speed is measured and not its own.
 */
export async function saturate(asked: Saturation): Promise<Saturated> {
  return hasWrk ? runWrk(asked) : load({ ...asked, requests: [requestBytes(asked.address, asked.headers)] });
}

async function runWrk(asked: Saturation): Promise<Saturated> {
  const { port, address, headers = {}, status, connections, milliseconds } = asked;
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  const url = `http://127.0.0.1:${port}${address}`;
  // wrk accepts any 2xx and 3xx.
  const { status: first } = await sample(port, address, headers);
  if (first !== status) throw new Error(`${address} returned ${first}, not ${status}`);
  // On a busy machine an answer may take longer than wrk's two seconds.
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', ...given, url];
  const { stdout } = await promisify(execFile)('wrk', args);
  return readWrk(stdout);
}

function readWrk(said: string): Saturated {
  const rate = Number(/^Requests\/sec:\s+([\d.]+)/m.exec(said)?.[1]);
  const answered = Number(/^\s*(\d+) requests in /m.exec(said)?.[1]);
  const broken = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(said) ?? [];
  const refused = /Non-2xx or 3xx responses: (\d+)/.exec(said)?.[1] ?? '0';
  const failed = [...broken.slice(1), refused].reduce((sum, count) => sum + Number(count), 0);
  return { answered, failed, rate };
}

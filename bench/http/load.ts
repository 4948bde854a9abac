import { connect, type Socket } from 'node:net';

/** What is asked for, by one connection after the other. */
export interface Load {
  readonly port: number;
  /** Whole requests, each as bytes; taken in turn by each connection, which start at different ones. */
  readonly requests: readonly Buffer[];
  /** The status that counts as success. */
  readonly status: number;
  readonly connections: number;
  readonly milliseconds: number;
  /** Requests a second; undefined: as many as are answered. */
  readonly rate?: number | undefined;
}

/** What came of it. */
export interface LoadResult {
  readonly answered: number;
  readonly failed: number;
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds of each answer, sorted; with a given rate counted from when the request was due, so that a stall counts whole. */
  readonly latencies: Float64Array;
}

/** The bytes of a GET request. */
export function requestBytes(path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries({ Host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** The value at a share of sorted numbers. */
export function at(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Ask over connections that are kept alive, one request at a time on each. */
export async function load(wanted: Load): Promise<LoadResult> {
  const { connections, milliseconds, rate } = wanted;
  const state = { answered: 0, failed: 0, next: 0, latencies: [] as number[] };
  const begun = performance.now();
  const end = begun + milliseconds;
  /** When the next request is due. */
  const due = (): number => {
    const turn = state.next++;
    return rate === undefined ? performance.now() : begun + (turn * 1000) / rate;
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => ask(wanted, index, end, due, state)));
  const seconds = (performance.now() - begun) / 1000;
  const latencies = Float64Array.from(state.latencies).sort();
  return { answered: state.answered, failed: state.failed, rate: state.answered / seconds, latencies };
}

interface State {
  answered: number;
  failed: number;
  next: number;
  readonly latencies: number[];
}

function ask(
  { port, requests, status, connections }: Load,
  index: number,
  end: number,
  due: () => number,
  state: State,
): Promise<void> {
  return new Promise((resolve) => {
    let wanted = Math.floor((index * requests.length) / connections);
    let sent = 0;
    const socket: Socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    const send = (): void => {
      sent = due();
      const wait = sent - performance.now();
      if (sent >= end) socket.destroy();
      else if (wait > 1) setTimeout(write, wait);
      else write();
    };
    const write = (): void => {
      const request = requests[wanted++ % requests.length];
      if (request !== undefined) socket.write(request);
    };
    const onAnswer = (got: number): void => {
      if (got === status) state.answered += 1;
      else state.failed += 1;
      // A timer may fire a little early.
      state.latencies.push(Math.max(0, performance.now() - sent));
      send();
    };
    socket.on('data', answerReader(onAnswer));
    socket.on('connect', send);
    socket.on('error', () => (state.failed += 1));
    socket.on('close', () => resolve());
  });
}

/** Tell answers apart in what comes in. @param onAnswer - Called with the status of each, once it is whole. */
function answerReader(onAnswer: (status: number) => void): (chunk: Buffer) => void {
  let held: Buffer | undefined;
  let missing = 0;
  let status = 0;
  return (chunk) => {
    if (missing > 0) {
      missing -= chunk.length;
    } else {
      const bytes = held === undefined ? chunk : Buffer.concat([held, chunk]);
      const end = bytes.indexOf('\r\n\r\n');
      held = end === -1 ? bytes : undefined;
      if (end === -1) return;
      const head = bytes.toString('latin1', 0, end);
      status = Number(head.slice(9, 12));
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
      missing = end + 4 + (status === 304 ? 0 : Number(length ?? 0)) - bytes.length;
    }
    if (missing <= 0) onAnswer(status);
  };
}

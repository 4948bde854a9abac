import { connect, type Socket } from 'node:net';

/** A load to generate. */
export interface Load {
  readonly port: number;
  /** Complete requests as bytes; each connection sends them in turn, starting at a different one. */
  readonly requests: readonly Buffer[];
  /** The status that counts as success. */
  readonly status: number;
  readonly connections: number;
  readonly milliseconds: number;
  /** Requests per second; undefined: as many as possible. */
  readonly rate?: number | undefined;
}

/** The result. */
export interface LoadResult {
  readonly answered: number;
  readonly failed: number;
  /** Responses per second. */
  readonly rate: number;
  /** Milliseconds per response, sorted; with a fixed rate, measured from when the request was due, so that a stall counts in full. */
  readonly latencies: Float64Array;
}

/** The bytes of a GET request. */
export function requestBytes(path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries({ Host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

/** The percentile of sorted numbers. @param share - 0 to 1. */
export function at(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Send requests over keep-alive connections, one at a time on each. */
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

/** Split incoming bytes into responses. @param onAnswer - Called with the status of each complete one. */
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

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import pino, { type Logger } from 'pino';

const GIVEN_ID = /^[\w-]{8,64}$/;
/** Length of a request id we generate: 16 random bytes in hex. */
const ID_LENGTH = 32;
/** Random bytes generated at once. */
const POOL = 16 * 1024;
const END = ',"msg":"request"}\n';
const ABORTED = `,"aborted":true${END}`;
/** Statuses for something not built yet, unavailable or busy; not logged as errors. */
const EXPECTED: ReadonlySet<number> = new Set([501, 503]);
/** Characters of a path that are logged. */
const LONGEST_PATH = 512;

declare module 'express-serve-static-core' {
  interface Locals {
    /** Identifies the request in its answer and in the log. */
    requestId: string;
    /** Locale requested in the body; problems are presented in it too. */
    askedLocale?: string;
  }
}

/** Destination of log lines. */
export interface LineOutput {
  /** @param line - A complete line, line break included. */
  readonly write: (line: string) => void;
}

/** Counts a response for metrics. */
type CountAnswer = (route: string | undefined, method: string, status: number, milliseconds: number) => void;

/** The request a line is about; built once for a URL that is requested repeatedly. */
export interface LoggedRequest {
  /** The members of a line between the request id and the status. */
  readonly members: string;
  readonly method: string;
  /** Route pattern; undefined until a route has matched. */
  readonly route: string | undefined;
}

/** What is logged of a request. @param url - As sent; its query is not logged, since searches are private. */
export function loggedRequest(method: string, url: string, route?: string): LoggedRequest {
  const query = url.indexOf('?');
  const path = url.slice(0, Math.min(query === -1 ? LONGEST_PATH : query, LONGEST_PATH));
  const members = `","method":${JSON.stringify(method)},"path":${JSON.stringify(path)},"status":`;
  return { members, method, route };
}

/**
 * Logs one line per request, once it has finished or been aborted.
 *
 * Lines are composed by hand in pino's format: composing one through pino costs a tenth of serving a cached page.
 */
export class RequestLog {
  private readonly hasAnswers: boolean;
  private readonly hasFaults: boolean;
  private moment = 0;
  private opening = '';

  /**
   * @param logger - Supplies the level and the base members of each line.
   * @param output - Where the logger writes.
   * @param count - Counts every response, logged or not.
   */
  constructor(
    logger: Pick<Logger, 'isLevelEnabled'>,
    private readonly output: LineOutput,
    private readonly count: CountAnswer = () => undefined,
  ) {
    this.hasAnswers = logger.isLevelEnabled('info');
    this.hasFaults = logger.isLevelEnabled('error');
  }

  /**
   * Log a request once its response has been sent or aborted.
   *
   * @param started - `performance.now()` at the start.
   */
  follow(
    request: LoggedRequest | (() => LoggedRequest),
    res: ServerResponse,
    requestId: string,
    started: number,
  ): void {
    res.on('close', () => {
      // A response still queued when the connection broke counts as finished too.
      const isOut = res.writableFinished && res.req.socket.errored === null;
      const about = typeof request === 'function' ? request() : request;
      this.write(about, res.statusCode, requestId, started, isOut ? END : ABORTED);
    });
  }

  /**
   * The same for a response passed to `end` in one piece.
   *
   * Most are flushed in that call; waiting for the others costs a listener each.
   */
  followSent(request: LoggedRequest, res: ServerResponse, requestId: string, started: number): void {
    const isOut = res.writableLength === 0 && res.socket?.writable === true;
    if (isOut) this.write(request, res.statusCode, requestId, started, END);
    else this.follow(request, res, requestId, started);
  }

  private write(
    { members, method, route }: LoggedRequest,
    status: number,
    requestId: string,
    started: number,
    ending: string,
  ): void {
    const taken = performance.now() - started;
    this.count(route, method, status, taken);
    const isFault = status >= 500 && !EXPECTED.has(status);
    if (!(isFault ? this.hasFaults : this.hasAnswers)) return;
    const milliseconds = Math.round(taken * 10) / 10;
    const opening = isFault ? open('error', Date.now()) : this.openAnswer();
    this.output.write(`${opening}${requestId}${members}${status},"milliseconds":${milliseconds}${ending}`);
  }

  /** Start of a line; shared by all responses of one millisecond. */
  private openAnswer(): string {
    const now = Date.now();
    if (now !== this.moment) {
      this.moment = now;
      this.opening = open('info', now);
    }
    return this.opening;
  }
}

/** A line up to the request id. */
function open(level: 'info' | 'error', time: number): string {
  return `{"level":${pino.levels.values[level]},"time":${time},"requestId":"`;
}

/** Assign each request an id (the client's own if valid) and log it. */
export function logRequests(log: RequestLog): RequestHandler {
  return (req, res, next) => {
    const requestId = identifyRequest(req);
    res.locals.requestId = requestId;
    res.set('X-Request-Id', requestId);
    const started = performance.now();
    // The route is known only at the end.
    log.follow(() => loggedRequest(req.method, req.originalUrl, res.locals.route), res, requestId, started);
    next();
  };
}

/** The client's id if valid, else a new one. */
export function identifyRequest({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && GIVEN_ID.test(given) ? given : nextId();
}

let pool = '';
let taken = 0;

/** A random id, cut from a larger buffer: generating a UUID per request costs five times as much. */
function nextId(): string {
  if (taken === pool.length) {
    pool = randomBytes(POOL).toString('hex');
    taken = 0;
  }
  return pool.slice(taken, (taken += ID_LENGTH));
}

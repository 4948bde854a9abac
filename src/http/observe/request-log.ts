import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import pino, { type Logger } from 'pino';

const GIVEN_ID = /^[\w-]{8,64}$/;
/** Digits of an id of ours: 16 random bytes. */
const ID_LENGTH = 32;
/** Random bytes that are asked for at once. */
const POOL = 16 * 1024;
const END = ',"msg":"request"}\n';
const ABORTED = `,"aborted":true${END}`;
/** What is answered when something is not built yet, away or busy: no error of the service. */
const EXPECTED: ReadonlySet<number> = new Set([501, 503]);
/** Characters of a path that are logged. */
const LONGEST_PATH = 512;

declare module 'express-serve-static-core' {
  interface Locals {
    /** Identifies the request in its answer and in the log. */
    requestId: string;
    /** The locale a body asked to be answered in; a fault is answered in it too. */
    askedLocale?: string;
  }
}

/** Where the log's lines go. */
export interface LineOutput {
  /** @param line - Whole, with its line end. */
  readonly write: (line: string) => void;
}

/** Counts an answer for metrics. */
type CountAnswer = (route: string | undefined, method: string, status: number, milliseconds: number) => void;

/** Which request a line is about; made once for an address that is asked for again and again. */
export interface LoggedRequest {
  /** The members of a line between the request id and the status. */
  readonly members: string;
  readonly method: string;
  /** The pattern of its address; undefined until a route was found. */
  readonly route: string | undefined;
}

/** What the log is to say of a request. @param url - As sent, query included; the query is not logged: what people search for is theirs. */
export function loggedRequest(method: string, url: string, route?: string): LoggedRequest {
  const query = url.indexOf('?');
  const path = url.slice(0, Math.min(query === -1 ? LONGEST_PATH : query, LONGEST_PATH));
  const members = `","method":${JSON.stringify(method)},"path":${JSON.stringify(path)},"status":`;
  return { members, method, route };
}

/**
 * One line in the log for each request, when it has been answered or given up.
 *
 * The lines are the logger's own, written by hand: composing one by pino costs a tenth of what answering a kept page does.
 */
export class RequestLog {
  private readonly hasAnswers: boolean;
  private readonly hasFaults: boolean;
  private moment = 0;
  private opening = '';

  /**
   * @param logger - Its level is kept to; its lines have these members too.
   * @param output - Where the logger writes.
   * @param count - Counts answers, whatever is logged.
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
   * Log a request once its answer is out, or given up.
   *
   * @param started - Milliseconds on the clock of `performance.now()`.
   */
  follow(
    request: LoggedRequest | (() => LoggedRequest),
    res: ServerResponse,
    requestId: string,
    started: number,
  ): void {
    res.on('close', () => {
      // What waited when the connection broke counts as finished too.
      const isOut = res.writableFinished && res.req.socket.errored === null;
      const about = typeof request === 'function' ? request() : request;
      this.write(about, res.statusCode, requestId, started, isOut ? END : ABORTED);
    });
  }

  /**
   * The same for an answer that was given to `end` whole, just now.
   *
   * Most go out in that very call; waiting for the rest costs a listener each.
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

  /** How a line begins; the same for all answers of a millisecond. */
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

/** Give each request an id, the client's own if it sent a sound one, and log it. */
export function logRequests(log: RequestLog): RequestHandler {
  return (req, res, next) => {
    const requestId = identifyRequest(req);
    res.locals.requestId = requestId;
    res.set('X-Request-Id', requestId);
    const started = performance.now();
    // The route is known only when it is over.
    log.follow(() => loggedRequest(req.method, req.originalUrl, res.locals.route), res, requestId, started);
    next();
  };
}

/** The client's own id if it sent a sound one, else a new one. */
export function identifyRequest({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && GIVEN_ID.test(given) ? given : nextId();
}

let pool = '';
let taken = 0;

/** A random id; cut out of many, since a UUID of its own for each request costs five times as much. */
function nextId(): string {
  if (taken === pool.length) {
    pool = randomBytes(POOL).toString('hex');
    taken = 0;
  }
  return pool.slice(taken, (taken += ID_LENGTH));
}

import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { problemPath } from '../http/response/addresses.js';
import { PROBLEMS, type ProblemCode } from '../problem.js';
import type { PROBLEM, Wire } from '../presenters/schemas.js';

/** Milliseconds that a client gets to read why it was refused, and to close. */
const LINGER = 1000;

/**
 * Answer bytes that are not an HTTP request, or not in time; no handler ever sees it.
 *
 * In English, since whatever said which language was wanted could not be read; without an instance, since the address could not be read
 * either.
 *
 * @param isAnswering - Whether the head of an answer is out already: then nothing can be said any more.
 */
export function answerBrokenRequest(
  { code }: NodeJS.ErrnoException,
  socket: Pick<Socket, 'writable' | 'end' | 'destroy' | 'destroySoon' | 'once'>,
  isAnswering = false,
): void {
  if (!socket.writable || isAnswering || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    socket.end('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    socket.destroySoon();
    return;
  }
  socket.end(writeAnswer(code === 'HPE_HEADER_OVERFLOW' ? 'address-too-long' : 'bad-request'));
  // Destroyed at once, with bytes of the client unread, it would be reset and the client might miss the answer.
  const end = setTimeout(() => socket.destroy(), LINGER);
  socket.once('close', () => clearTimeout(end));
}

function writeAnswer(code: 'bad-request' | 'address-too-long'): string {
  const status = PROBLEMS[code satisfies ProblemCode];
  const title = code === 'bad-request' ? 'The request could not be understood' : 'The address is too long';
  const document = {
    type: problemPath(code),
    title,
    status,
    detail: title,
    instance: '',
    code,
    errors: [],
    requestId: randomUUID(),
  };
  const body = JSON.stringify(document satisfies Wire<typeof PROBLEM>);
  return (
    `HTTP/1.1 ${status} ${code === 'bad-request' ? 'Bad Request' : 'URI Too Long'}\r\n` +
    `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
  );
}

import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { problemPath } from '../http/response/addresses.js';
import { PROBLEMS, type ProblemCode } from '../problem.js';
import type { PROBLEM, Wire } from '../presenters/schemas.js';

/** What Node's HTTP parser says of a request head that is too large. */
const TOO_LARGE = 'HPE_HEADER_OVERFLOW';

/**
 * Answer what is not even a request; no handler ever sees it.
 *
 * In English, since whatever said which language was wanted could not be read; without an instance, since the address could
 * not be read either.
 */
export function answerBrokenRequest(
  error: Error & { readonly code?: string },
  socket: Pick<Socket, 'writable' | 'end' | 'destroy'>,
): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const code: ProblemCode = error.code === TOO_LARGE ? 'address-too-long' : 'bad-request';
  const status = PROBLEMS[code];
  const title = code === 'bad-request' ? 'The request could not be understood' : 'The address is too long';
  const requestId = randomUUID();
  const document = {
    type: problemPath(code),
    title,
    status,
    detail: title,
    instance: '',
    code,
    errors: [],
    requestId,
  };
  const body = JSON.stringify(document satisfies Wire<typeof PROBLEM>);
  socket.end(
    `HTTP/1.1 ${status} ${code === 'bad-request' ? 'Bad Request' : 'URI Too Long'}\r\n` +
      `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

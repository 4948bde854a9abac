import type { Request, Response } from 'express';
import { Problem } from '../../problem.js';

/** Bytes of a body at most: a log of 256 KB written with escapes, and the rest of its form. */
const LARGEST_BODY = 1024 * 1024;

/**
 * The media type of a request's body, without parameters, in lower case.
 *
 * @throws Problem `unsupported-media-type` (415) when it is none of those taken, or is compressed.
 */
export function bodyType<Type extends string>(req: Request, taken: readonly Type[]): Type {
  const given = (req.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const type = taken.find((one) => one === given);
  const encoding = req.get('content-encoding') ?? 'identity';
  if (type !== undefined && encoding === 'identity') return type;
  throw new Problem('unsupported-media-type', { headers: { Accept: taken.join(', ') } });
}

/**
 * Hand a request's body on piece by piece.
 *
 * What comes after too much is thrown away, so that the client gets to read the answer.
 *
 * @throws Problem `body-too-large` (413); `bad-request` (400) when the client breaks off.
 */
export function streamBody(req: Request, res: Response, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let size = 0;
    let isOver = Number(req.get('content-length') ?? 0) > LARGEST_BODY;
    const refuse = (): void => {
      isOver = true;
      res.set('Connection', 'close');
      reject(new Problem('body-too-large'));
    };
    if (isOver) refuse();
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (isOver) return;
      if (size > LARGEST_BODY) refuse();
      else take(chunk);
    });
    req.on('end', resolve);
    req.on('error', () => reject(new Problem('bad-request')));
    req.on('aborted', () => reject(new Problem('bad-request')));
  });
}

/**
 * Read a body as JSON.
 *
 * @returns As parsed; not yet checked.
 * @throws Problem `bad-request` (400) when it is none; and as {@link streamBody}.
 */
export async function readJson(req: Request, res: Response): Promise<unknown> {
  const chunks: Buffer[] = [];
  await streamBody(req, res, (chunk) => chunks.push(chunk));
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Problem('bad-request', { errors: [{ pointer: '', detail: 'not JSON' }] });
  }
}

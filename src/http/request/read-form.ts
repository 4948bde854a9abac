import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { Request, Response } from 'express';
import { Problem } from '../../problem.js';
import { streamBody } from './read-body.js';

/** A form as it was sent; of a field given twice the last counts. */
export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  /** Uploaded files that are not empty, by field. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const MOST_FIELDS = 40;

/**
 * Read a form, `multipart/form-data` or `application/x-www-form-urlencoded`, into memory; nothing touches the disk.
 *
 * @param maxBytes - Of one value; a longer one is cut one byte behind, so that who reads it sees that it is too long.
 * @throws Problem `bad-request` (400) when it is malformed; and as `streamBody`.
 */
export async function readForm(req: Request, res: Response, maxBytes: number): Promise<Form> {
  const fields = new Map<string, string>();
  const files = new Map<string, Uint8Array>();
  const parser = createParser(req, maxBytes + 1);
  parser.on('field', (name, value) => fields.set(name, value));
  parser.on('file', (name: string, stream: BusboyFileStream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const bytes = Buffer.concat(chunks);
      if (bytes.length > 0) files.set(name, bytes);
    });
  });
  const parsed = new Promise<void>((resolve, reject) => {
    parser.on('finish', resolve);
    parser.on('error', () => reject(malformed()));
  });
  try {
    await Promise.race([streamBody(req, res, (chunk) => parser.write(chunk)), parsed]);
    parser.end();
    await parsed;
  } finally {
    // A parser left in the middle of a form says so as an error of its own.
    parsed.catch(() => undefined);
    parser.destroy();
  }
  return { fields, files };
}

function createParser(req: Request, size: number): BusboyInstance {
  const limits = {
    fieldNameSize: 100,
    fieldSize: size,
    fields: MOST_FIELDS,
    fileSize: size,
    files: 1,
    parts: MOST_FIELDS,
    headerPairs: 20,
  };
  try {
    return new Busboy({ headers: { 'content-type': req.get('content-type') ?? '' }, limits });
  } catch {
    throw malformed();
  }
}

function malformed(): Problem {
  return new Problem('bad-request', { errors: [{ pointer: '', detail: 'not a well-formed form' }] });
}

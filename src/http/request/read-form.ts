import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import express, { type Request, type Response } from 'express';
import type { z } from 'zod';
import { Problem } from '../../problem.js';
import { bodyType, LARGEST_BODY, parseBody, runParser } from './read-body.js';

/** A submitted form; when a field occurs twice, the last one wins. */
export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  /** Uploaded files that are not empty, by field. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const MOST_FIELDS = 40;
/** Largest field of a {@link readFields} form in bytes: 2,000 characters of four bytes, plus CRLF line breaks. */
const LONGEST_FIELD = 16_000;
const NO_FILES: Form['files'] = new Map();

const parseUrlencoded = express.urlencoded({
  extended: false,
  limit: LARGEST_BODY,
  parameterLimit: MOST_FIELDS,
  inflate: false,
});

/**
 * Read a form (`multipart/form-data` or `application/x-www-form-urlencoded`) into memory; nothing is written to disk.
 *
 * @param maxBytes - Largest value of a multipart form; a longer one is cut one byte beyond, so that the caller sees it is too long.
 * @throws Problem `bad-request` (400) when it is malformed or cut off; `body-too-large` (413); `unsupported-media-type` (415).
 */
export async function readForm(req: Request, res: Response, maxBytes: number): Promise<Form> {
  bodyType(req, ['application/x-www-form-urlencoded', 'multipart/form-data']);
  if (req.is('multipart/form-data') !== false) return readMultipart(req, res, maxBytes + 1);
  const body = (await runParser(parseUrlencoded, req, res)) ?? {};
  const fields = Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    return typeof last === 'string' ? [[name, last] as const] : [];
  });
  return { fields: new Map(fields), files: NO_FILES };
}

/**
 * Read the fields of a form by a schema; empty ones count as absent.
 *
 * @throws Problem `bad-request` (400) with a pointer to each fault; and as {@link readForm}.
 */
export async function readFields<Fields>(
  req: Request,
  res: Response,
  schema: z.ZodType<Fields>,
): Promise<Fields> {
  const { fields } = await readForm(req, res, LONGEST_FIELD);
  return parseBody(Object.fromEntries([...fields].filter(([, value]) => value !== '')), schema);
}

function readMultipart(req: Request, res: Response, maxBytes: number): Promise<Form> {
  const parser = createParser(req, maxBytes);
  const fields = new Map<string, string>();
  const files = new Map<string, Uint8Array>();
  return new Promise((resolve, reject) => {
    const refuse = (problem: Problem): void => {
      req.unpipe(parser);
      // Discard the rest of the upload so that the client reads the response.
      req.resume();
      res.set('Connection', 'close');
      reject(problem);
    };
    const refuseMalformed = (): void => refuse(malformed());
    // The parser gives no name for a part without one, contrary to its types.
    parser.on('field', (name: unknown, value) => {
      if (typeof name === 'string') fields.set(name, value);
      else refuseMalformed();
    });
    parser.on('file', (name: unknown, stream: BusboyFileStream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if (typeof name !== 'string') refuseMalformed();
        else if (bytes.length > 0) files.set(name, bytes);
      });
      // A form cut off inside a file fails through the file's stream as well as through the parser.
      stream.on('error', refuseMalformed);
    });
    parser.on('error', refuseMalformed);
    parser.on('finish', () => resolve({ fields, files }));
    req.on('aborted', refuseMalformed);
    req.on('error', refuseMalformed);
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_BODY) refuse(new Problem('body-too-large'));
    });
    if (Number(req.get('content-length') ?? 0) > LARGEST_BODY) refuse(new Problem('body-too-large'));
    else req.pipe(parser);
  });
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

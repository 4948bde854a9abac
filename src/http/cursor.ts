import { z } from 'zod';
import { Problem } from '../problem.js';

const CURSOR = z.tuple([z.string(), z.string(), z.string()]);

/** A place in a list, bound to the revision it was counted in. */
export interface Cursor {
  readonly updatedAt: string;
  readonly number: string;
}

/** Write a place in a list as an opaque word. */
export function encodeCursor(revision: string, { updatedAt, number }: Cursor): string {
  return Buffer.from(JSON.stringify([revision.slice(0, 16), updatedAt, number])).toString('base64url');
}

/**
 * Read a cursor.
 *
 * @throws Problem `invalid-parameter` (400) for what is none of ours; `cursor-expired` (410) when the library has changed since.
 */
export function decodeCursor(revision: string, text: string): Cursor {
  const fields = readFields(text);
  if (fields === undefined) {
    const errors = [{ pointer: '/query/cursor', detail: 'not a cursor of this list' }];
    throw new Problem('invalid-parameter', { values: { name: 'cursor' }, errors });
  }
  const [of, updatedAt, number] = fields;
  if (of !== revision.slice(0, 16)) throw new Problem('cursor-expired');
  return { updatedAt, number };
}

function readFields(text: string): z.infer<typeof CURSOR> | undefined {
  try {
    return CURSOR.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

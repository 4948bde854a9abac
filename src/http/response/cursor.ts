import { z } from 'zod';
import { Problem } from '../../problem.js';
import { invalidParameter } from '../request/parse-query.js';

/** Encodes and decodes positions in one kind of list. */
export interface CursorCodec<Place> {
  readonly encode: (place: Place) => string;
  /**
   * @throws Problem `invalid-parameter` (400) for a malformed cursor; `cursor-expired` (410) for one of another list.
   */
  readonly decode: (text: string) => Place;
}

/** Longer than any cursor we issue. */
export const LONGEST_CURSOR = 500;

/**
 * Create the cursors of one kind of list. They are valid in every revision, since nodes behind one address may serve different ones.
 *
 * @param place - Schema of a position, as JSON; decoded cursors are checked by it.
 * @param kind - Distinguishes them from cursors of other lists.
 */
export function createCursor<Place>(place: z.ZodType<Place>, kind = ''): CursorCodec<Place> {
  const envelope = z.tuple([z.string(), place]);
  const read = (text: string): [string, Place] | undefined => {
    try {
      return envelope.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
    } catch {
      return undefined;
    }
  };
  return {
    encode: (given) => Buffer.from(JSON.stringify([kind, given])).toString('base64url'),
    decode: (text) => {
      const [of, given] = read(text) ?? notACursor();
      if (of !== kind) throw new Problem('cursor-expired');
      return given;
    },
  };
}

function notACursor(): never {
  throw invalidParameter('cursor', 'not a cursor of this list');
}

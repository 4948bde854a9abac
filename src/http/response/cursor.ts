import { z } from 'zod';
import { Problem } from '../../problem.js';
import { invalidParameter } from '../request/parse-query.js';

/** Writes and reads places in one kind of list as opaque words. */
export interface CursorCodec<Place> {
  readonly encode: (place: Place) => string;
  /**
   * @throws Problem `invalid-parameter` (400) for what is none of ours; `cursor-expired` (410) for one of another list.
   */
  readonly decode: (text: string) => Place;
}

/** A cursor is longer than any place needs; what is longer still was not made here. */
export const LONGEST_CURSOR = 500;

/**
 * Make the cursors of one kind of list. They are good in every revision: nodes behind one address may serve different ones for a while.
 *
 * @param place - What a place in it is, as JSON can hold it; what is read is checked by it, since it comes from outside.
 * @param kind - Tells them from those of other lists.
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

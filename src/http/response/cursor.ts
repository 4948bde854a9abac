import { z } from 'zod';
import { Problem } from '../../problem.js';

/** Writes and reads places in one kind of list as opaque words. */
export interface CursorCodec<Place> {
  /** @param revision - Of the library, where the place is good in that one only. */
  readonly encode: (place: Place, revision?: string) => string;
  /**
   * @throws Problem `invalid-parameter` (400) for what is none of ours; `cursor-expired` (410) for one of another list or revision.
   */
  readonly decode: (text: string, revision?: string) => Place;
}

/** A cursor is longer than any place needs; what is longer still was not made here. */
export const LONGEST_CURSOR = 500;
/** Characters of a revision that a cursor carries: enough to tell two apart. */
const REVISION = 16;

/**
 * Make the cursors of one kind of list.
 *
 * @param place - What a place in it is, as JSON can hold it; what is read is checked by it, since it comes from outside.
 * @param kind - Stands where a revision would, for places that are good in every one.
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
    encode: (given, revision = kind) =>
      Buffer.from(JSON.stringify([revision.slice(0, REVISION), given])).toString('base64url'),
    decode: (text, revision = kind) => {
      const [of, given] = read(text) ?? notACursor();
      if (of !== revision.slice(0, REVISION)) throw new Problem('cursor-expired');
      return given;
    },
  };
}

function notACursor(): never {
  const errors = [{ pointer: '/query/cursor', detail: 'not a cursor of this list' }];
  throw new Problem('invalid-parameter', { values: { name: 'cursor' }, errors });
}

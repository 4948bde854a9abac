import { z } from 'zod';
import type { ListPosition } from '../../article/listing.js';
import { createCursor } from './cursor.js';

/** A place in the list of articles is an article's own, not a count: it is good in every revision. */
const EVERY_REVISION = '';
const CURSOR = createCursor<ListPosition>(z.object({ updatedAt: z.string(), number: z.string() }));

/** Write a place in the list of articles. */
export function writeListCursor(place: ListPosition): string {
  return CURSOR.encode(EVERY_REVISION, place);
}

/** @throws Problem `invalid-parameter` (400) for what is none of ours; `cursor-expired` (410) for one of another list. */
export function readListCursor(text: string): ListPosition {
  return CURSOR.decode(EVERY_REVISION, text);
}
